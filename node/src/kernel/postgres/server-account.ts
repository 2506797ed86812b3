import { spawnSync } from 'node:child_process'
import { statSync } from 'node:fs'

/** Who the database server runs as. Undefined: as this process itself. */
export interface ServerAccount {
  readonly uid: number
  readonly gid: number
}

const preferred = 'postgres'
const lastResort = 'nobody'

/**
 * PostgreSQL refuses to run as root. When this process is root, the server runs as the owner of an existing cluster, else
 * as the machine's `postgres` account, which is made when missing.
 */
export function serverAccount(cluster: string): ServerAccount | undefined {
  if (process.getuid?.() !== 0) return undefined
  return ownerOf(cluster) ?? accountNamed(preferred) ?? createdAccount(preferred) ?? accountNamed(lastResort)
}

function ownerOf(folder: string): ServerAccount | undefined {
  const stats = statSync(folder, { throwIfNoEntry: false })
  return stats === undefined || stats.uid === 0 ? undefined : { uid: stats.uid, gid: stats.gid }
}

function createdAccount(name: string): ServerAccount | undefined {
  spawnSync('groupadd', ['--system', name])
  spawnSync('useradd', ['--system', '--no-create-home', '--gid', name, '--shell', '/usr/sbin/nologin', name])
  return accountNamed(name)
}

function accountNamed(name: string): ServerAccount | undefined {
  const [uid, gid] = ['-u', '-g'].map((flag) => Number.parseInt(spawnSync('id', [flag, name]).stdout?.toString(), 10))
  return uid && gid ? { uid, gid } : undefined
}
