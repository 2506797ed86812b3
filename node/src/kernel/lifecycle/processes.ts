import { readFileSync } from 'node:fs'
import { isFault } from './faults.ts'

/** True while a process with the id is there; one that ended and was not yet collected by its parent is not. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
  } catch (fault) {
    return isFault(fault, 'EPERM')
  }
  return statOf(pid)[0] !== 'Z'
}

/** @source Linux, include/linux/sched.h, PF_EXITING */
const exiting = 0x4

/** True while the system takes a process apart that runs none of its code any more. */
export function isEnding(pid: number): boolean {
  return (Number(statOf(pid)[6]) & exiting) !== 0
}

/** Name of the program that a process runs; empty where the system does not tell. */
export function programOf(pid: number): string {
  return procFile(pid, 'comm').trim()
}

/** Clock ticks from boot to the start of the process; empty where the system does not tell. @source proc_pid_stat(5), field 22 */
export function startOf(pid: number): string {
  return statOf(pid)[19] ?? ''
}

/** What the system tells of a process, from its state on. @source proc_pid_stat(5), fields 3 to 52 */
function statOf(pid: number): string[] {
  const stat = procFile(pid, 'stat')
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')
}

function procFile(pid: number, name: string): string {
  try {
    return readFileSync(`/proc/${pid}/${name}`, 'utf8')
  } catch {
    return ''
  }
}
