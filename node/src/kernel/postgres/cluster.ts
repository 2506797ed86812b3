import { spawn } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readlinkSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { kernelErrors } from '@symbolon/protocol/kernel'
import type { Programs } from './programs.ts'
import type { ServerAccount } from './server-account.ts'

/** One PostgreSQL cluster inside a folder of ours: `cluster/` (its data), `socket/`, `server.log`. */
export interface Cluster {
  readonly root: string
  readonly folder: string
  readonly log: string
  readonly account: ServerAccount | undefined
  readonly programs: Programs
}

export const superuser = 'symbolon'
/** The port only names the socket file; nothing listens on the network. */
export const socketPort = 5432
/** Linux allows 107 bytes in the address of a socket; its name takes 14. */
const socketFolderLength_max = 88

/** A cluster that is complete: made by initdb, or left by an earlier run. A half-made one of a killed run is thrown away. */
export async function prepareCluster(cluster: Cluster): Promise<void> {
  ownFolder(cluster.root, cluster.account)
  if (existsSync(cluster.folder)) return
  const partial = join(cluster.root, 'cluster.partial')
  rmSync(partial, { recursive: true, force: true })
  ownFolder(partial, cluster.account)
  await initialise(cluster, partial)
  renameSync(partial, cluster.folder)
}

/** The folder of the server's socket; a short one elsewhere when the data folder's path is too long for an address. */
export function socketFolder(cluster: Cluster): string {
  const place = join(cluster.root, 'socket')
  if (Buffer.byteLength(place) <= socketFolderLength_max) return ownFolder(place, cluster.account)
  if (existsSync(place)) return readlinkSync(place)
  rmSync(place, { force: true })
  const short = mkdtempSync(join(tmpdir(), 'symbolon-'))
  ownFolder(short, cluster.account)
  symlinkSync(short, place)
  return short
}

/**
 * The path by which the server itself knows a folder it was started in. As root we enter the folder before the account
 * changes, so the server needs no right to walk down to it (a data folder in /root).
 */
export function pathInside(folder: string): string {
  return process.platform === 'linux' ? '/proc/self/cwd' : folder
}

/** Options for a program of the cluster. Nothing of our environment reaches it. */
export function programOptions(cluster: Cluster, folder: string): { cwd: string; env: Record<string, string> } {
  return { cwd: folder, env: { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' }, ...cluster.account }
}

function initialise(cluster: Cluster, folder: string): Promise<void> {
  const locale = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8']
  const flags = ['--auth=trust', `--username=${superuser}`, '--wal-segsize=4', '--no-instructions', ...locale]
  const child = spawn(cluster.programs.initdb, [`--pgdata=${pathInside(folder)}`, ...flags], {
    ...programOptions(cluster, folder),
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let said = ''
  child.stderr.on('data', (chunk) => {
    said += chunk
  })
  return new Promise((resolve, reject) => {
    child.on('error', (fault) => reject(startFailed(fault.message)))
    child.on('close', (code) => (code === 0 ? resolve() : reject(startFailed(said))))
  })
}

/** The error for a server that would not start; a full disk has its own. */
export function startFailed(said: string): Error {
  if (/No space left on device/.test(said)) return kernelErrors.KERNEL_DISK_FULL()
  const last = said.trim().split('\n').at(-1) ?? ''
  return kernelErrors.KERNEL_DATABASE_START_FAILED({ reason: last.slice(0, 200) })
}

function ownFolder(folder: string, account: ServerAccount | undefined): string {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const { uid, mode } = statSync(folder)
  if ((mode & 0o777) !== 0o700) chmodSync(folder, 0o700)
  if (account !== undefined && uid !== account.uid) chownSync(folder, account.uid, account.gid)
  return folder
}
