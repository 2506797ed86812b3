import { readFileSync } from 'node:fs'
import { isFault } from './faults.ts'

/** True while a process with the id runs; one that ended and was not yet collected by its parent does not. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
  } catch (fault) {
    return isFault(fault, 'EPERM')
  }
  return !/^State:\s+Z/m.test(procFile(pid, 'status'))
}

/** Name of the program that a process runs; empty where the system does not tell. */
export function programOf(pid: number): string {
  return procFile(pid, 'comm').trim()
}

/** Clock ticks from boot to the start of the process; empty where the system does not tell. @source proc_pid_stat(5), field 22 */
export function startOf(pid: number): string {
  const stat = procFile(pid, 'stat')
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? ''
}

function procFile(pid: number, name: string): string {
  try {
    return readFileSync(`/proc/${pid}/${name}`, 'utf8')
  } catch {
    return ''
  }
}
