import { randomBytes } from 'node:crypto'
import { linkSync, mkdirSync, readFileSync, rmdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { kernelErrors } from '@symbolon/protocol/kernel'
import { isFault } from './faults.ts'
import { isAlive, isEnding, startOf } from './processes.ts'

/** A data folder that this process has for itself. */
export interface DataFolder {
  readonly path: string
  release(): void
}

interface Holder {
  readonly pid: number
  /** When the process started, as the system tells it: an id may be given to another program later. */
  readonly started: string
}

const attemptsMax = 100
/** A process that dies while it removes another's stale lock blocks the folder no longer than this. */
const breaking_ms_max = 5_000

/**
 * Makes the folder and takes it for this process until it ends, however it ends.
 * @throws KERNEL_DATA_FOLDER_IN_USE, KERNEL_DATA_FOLDER_UNUSABLE
 */
export async function takeDataFolder(path: string): Promise<DataFolder> {
  const lock = join(path, 'lock')
  const text = JSON.stringify({ pid: process.pid, started: startOf(process.pid) } satisfies Holder)
  makeFolder(path)
  for (let attempt = 1; attempt <= attemptsMax; attempt++) {
    if (writeOnce(lock, text)) return { path, release: () => releaseLock(lock, text) }
    const held = readLock(lock)
    const holder = parseHolder(held)
    if (holder !== undefined && isRunning(holder)) throw kernelErrors.KERNEL_DATA_FOLDER_IN_USE({ pid: holder.pid })
    breakLock(lock, held)
    await wait(10)
  }
  throw kernelErrors.KERNEL_DATA_FOLDER_UNUSABLE({
    reason: { en: 'its lock file cannot be replaced', el: 'το αρχείο κλειδώματός του δεν αντικαθίσταται' },
  })
}

function makeFolder(path: string): void {
  try {
    mkdirSync(path, { recursive: true, mode: 0o700 })
  } catch (fault) {
    throw unusable(fault)
  }
}

/** True when the file did not exist and holds the text now, whole. */
function writeOnce(file: string, text: string): boolean {
  const partial = `${file}.${randomBytes(6).toString('hex')}`
  try {
    writeFileSync(partial, text, { mode: 0o600 })
    linkSync(partial, file)
    return true
  } catch (fault) {
    if (isFault(fault, 'EEXIST')) return false
    throw unusable(fault)
  } finally {
    rmSync(partial, { force: true })
  }
}

/** Removes a stale lock; of several processes that found it stale one does it, and only if it is still the same. */
function breakLock(lock: string, stale: string | undefined): void {
  const breaking = `${lock}.breaking`
  try {
    mkdirSync(breaking)
  } catch {
    const since = statSync(breaking, { throwIfNoEntry: false })?.mtimeMs ?? Date.now()
    if (Date.now() - since > breaking_ms_max) rmdirSync(breaking)
    return
  }
  if (readLock(lock) === stale) rmSync(lock, { force: true })
  rmdirSync(breaking)
}

function releaseLock(lock: string, ours: string): void {
  if (readLock(lock) === ours) rmSync(lock, { force: true })
}

function readLock(lock: string): string | undefined {
  try {
    return readFileSync(lock, 'utf8')
  } catch (fault) {
    if (isFault(fault, 'ENOENT')) return undefined
    throw unusable(fault)
  }
}

function parseHolder(text: string | undefined): Holder | undefined {
  const [, pid, started] = /^\{"pid":(\d+),"started":"(\d*)"\}$/.exec(text ?? '') ?? []
  return pid === undefined || started === undefined ? undefined : { pid: Number(pid), started }
}

function isRunning({ pid, started }: Holder): boolean {
  return isAlive(pid) && !isEnding(pid) && (started === '' || started === startOf(pid))
}

function unusable(fault: unknown): unknown {
  if (isFault(fault, 'ENOSPC')) return kernelErrors.KERNEL_DISK_FULL({}, { cause: fault })
  if (!isFault(fault, 'EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST', 'ENOENT', 'EISDIR')) return fault
  return kernelErrors.KERNEL_DATA_FOLDER_UNUSABLE({ reason: fault.code }, { cause: fault })
}
