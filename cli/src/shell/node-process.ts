import { type ChildProcess, spawn } from 'node:child_process'
import { mkdir, open, readFile, rm } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { cliErrors } from '../kernel/index.ts'
import { programUrl } from './program-bundle.ts'
import { isStartError, startErrorIn } from './start-error.ts'
/** The line that a node prints once everything is up. */
export interface ReadyLine {
  readonly ready: true
  readonly url: string
  readonly chain_id: number
  readonly contracts: Readonly<Record<string, string>>
  readonly database: string
  readonly pid: number
}

export interface NodeProcess {
  readonly child: ChildProcess
  readonly ready: ReadyLine
  /** File that the node writes its log to. */
  readonly log: string
  /** Resolves with the exit code. */
  readonly ended: Promise<number>
}

export interface NodeStart {
  /** Absolute. */
  readonly data: string
  readonly port: string | undefined
  readonly env: Readonly<Record<string, string | undefined>>
}

const readySeconds = 60
const logLines = 12
const endingSeconds = 15

/**
 * A node as a process of its own, once it is ready; it ends when this process does, however that ends.
 * @throws what the node says of itself, CLI_NODE_DIED, CLI_NODE_SLOW
 */
export async function startNode(start: NodeStart): Promise<NodeProcess> {
  await mkdir(start.data, { recursive: true, mode: 0o700 })
  await waitForEnding(start.data)
  try {
    return await spawnNode(start)
  } catch (error) {
    // The one before noticed only now that whoever had started it is gone.
    if (isStartError(error) && (await waitForEnding(start.data))) return await spawnNode(start)
    throw error
  }
}

async function spawnNode(start: NodeStart): Promise<NodeProcess> {
  const log = join(start.data, 'node.log')
  const file = await open(log, 'a', 0o600)
  const main = fileURLToPath(programUrl('node'))
  const args = [
    '--import',
    import.meta.resolve('symbolon/end-with-parent'),
    main,
    '--data',
    start.data,
    ...(start.port === undefined ? [] : ['--port', start.port]),
  ]
  const from = (await file.stat()).size
  // Known before the node's first source is read, so that none has to be stripped of its types again.
  const env = { NODE_COMPILE_CACHE: join(start.data, 'cache'), ...start.env }
  const child = spawn(process.execPath, args, { env, stdio: ['pipe', 'pipe', file.fd] })
  await file.close()
  const ended = new Promise<number>((done) =>
    child.on('exit', (code, signal) => done(code ?? (signal === null ? 1 : 130))),
  )
  const ready = await readReadyLine(child, { ended, log, from })
  return { child, ready, log, ended }
}

/** Waits until a node that lost its command line has ended. True when there was one. */
async function waitForEnding(data: string): Promise<boolean> {
  const file = join(data, 'ending')
  const pid = Number(await readFile(file, 'utf8').catch(() => ''))
  if (!Number.isInteger(pid) || pid <= 1) return false
  const until = performance.now() + endingSeconds * 1000
  while (isAlive(pid) && performance.now() < until) await wait(20)
  await rm(file, { force: true })
  return true
}

async function readReadyLine(
  child: ChildProcess,
  at: { ended: Promise<number>; log: string; from: number },
): Promise<ReadyLine> {
  const late = new AbortController()
  const ready = firstReadyLine(child)
  const died = at.ended.then(async (code) => {
    const log = await lastLines(at.log, at.from)
    throw startErrorIn(log) ?? cliErrors.CLI_NODE_DIED({ exit_code: code, log })
  })
  const slow = wait(readySeconds * 1000, undefined, { signal: late.signal }).then(() => {
    child.kill('SIGTERM')
    throw cliErrors.CLI_NODE_SLOW({ seconds: readySeconds })
  })
  try {
    return await Promise.race([ready, died, slow])
  } finally {
    died.catch(() => {})
    slow.catch(() => {})
    late.abort()
  }
}

function firstReadyLine(child: ChildProcess): Promise<ReadyLine> {
  return new Promise((found) => {
    if (child.stdout === null) return
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (line.startsWith('{"ready":true')) found(JSON.parse(line) as ReadyLine)
    })
  })
}

async function lastLines(log: string, from: number): Promise<string> {
  const text = (await readFile(log)).subarray(from).toString('utf8')
  return text.trimEnd().split('\n').slice(-logLines).join('\n')
}

/** Data folder that a command means: --data, SYMBOLON_DATA, `.symbolon` here. */
export function dataFolder(given: string | undefined, env: Readonly<Record<string, string | undefined>>): string {
  return resolve(given ?? env.SYMBOLON_DATA ?? '.symbolon')
}

/** What a running node left in its data folder. */
export interface NodeFile {
  readonly url: string
  readonly chain_id: number
  readonly pid: number
}

/** What `<data>/node.json` says, and whether its process lives. */
export async function readNodeFile(data: string): Promise<(NodeFile & { alive: boolean }) | undefined> {
  const text = await readFile(join(data, 'node.json'), 'utf8').catch(() => undefined)
  if (text === undefined) return undefined
  try {
    const file = JSON.parse(text) as NodeFile
    return { ...file, alive: isAlive(file.pid) }
  } catch {
    return undefined
  }
}

/** True when a process with this id runs, ours or not. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
