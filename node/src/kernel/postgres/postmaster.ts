import { readdirSync, readFileSync, readlinkSync, realpathSync } from 'node:fs'
import { join } from 'node:path'
import { isAlive, programOf } from '../lifecycle/processes.ts'

/** What a running server says about itself. @source PostgreSQL src/include/utils/pidfile.h */
export interface Postmaster {
  readonly pid: number
  readonly ready: boolean
}

const pidLine = 0
const statusLine = 7

/** The server that says it runs on the cluster folder; undefined when none does or the one that did is gone. */
export function findPostmaster(folder: string): Postmaster | undefined {
  const lines = readLines(join(folder, 'postmaster.pid'))
  const pid = Math.abs(Number.parseInt(lines[pidLine] ?? '', 10))
  if (!pid || !isAlive(pid) || !worksIn(pid, folder)) return undefined
  return { pid, ready: lines[statusLine]?.trim() === 'ready' }
}

/**
 * Guards against a process id that was given to another program since, another PostgreSQL of the machine among them; where
 * the system does not tell, it is believed.
 */
function worksIn(pid: number, folder: string): boolean {
  const program = programOf(pid)
  return program === '' || (program === 'postgres' && workingFolder(pid) === realpathSync(folder))
}

function readLines(file: string): string[] {
  try {
    return readFileSync(file, 'utf8').split('\n')
  } catch {
    return []
  }
}

/**
 * Processes of a server that is gone which still work in its folder: each ends by itself when it notices. Empty where
 * the system does not tell.
 */
export function findStrayBackends(folder: string): number[] {
  return processIds().filter((pid) => workingFolder(pid) === folder && programOf(pid) === 'postgres' && isAlive(pid))
}

function processIds(): number[] {
  try {
    return readdirSync('/proc').map(Number).filter(Number.isInteger)
  } catch {
    return []
  }
}

function workingFolder(pid: number): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/cwd`)
  } catch {
    return undefined
  }
}
