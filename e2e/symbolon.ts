import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { text } from 'node:stream/consumers'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { openKeyring } from '@symbolon/protocol/identity'
import { keepStreams } from 'symbolon/test-streams'

/** The command as it is installed. */
export const launcher = fileURLToPath(import.meta.resolve('symbolon/launcher'))

/** How a command ended and what it said. */
export interface Ended {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

/** Runs one command line in a process of its own, as people do, and waits for its end. */
export async function runSymbolon(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Ended> {
  return await startSymbolon(args, env).ended
}

/** The same within this process, where nothing is asked: a story of many commands is told in half the time. */
async function runHere(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Ended> {
  const { runProgram } = await import('symbolon/program')
  const { streams, stdout, stderr } = keepStreams()
  const code = await runProgram(args, { environment: { ...bareEnvironment(), CI: 'true', ...env }, streams })
  return { code, stdout: stdout(), stderr: stderr() }
}

/** One command line in a process of its own that may be interrupted before its end. */
export function startSymbolon(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): { readonly ended: Promise<Ended>; interrupt(): void } {
  const child = spawn(process.execPath, [launcher, ...args], {
    env: { ...bareEnvironment(), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const exit = new Promise<number>((done) => child.on('close', (code) => done(code ?? -1)))
  const ended = Promise.all([text(child.stdout), text(child.stderr), exit]).then(([stdout, stderr, code]) => ({
    code,
    stdout,
    stderr,
  }))
  return { ended, interrupt: () => void child.kill('SIGINT') }
}

/** What `dev --json` prints once all is up. */
export interface ReadyLine {
  readonly ready: boolean
  readonly url: string
  readonly fhir: string
  readonly rpc: string
  readonly docs: string
  readonly chain_id: number
  readonly pid: number
  readonly people: readonly { readonly name: string; readonly kind: string; readonly party: string }[]
}

/** A demo node on a folder of its own, started with the real `symbolon dev`. */
export interface DemoNode {
  readonly url: string
  readonly data: string
  readonly home: string
  /** The line that `dev --json` printed. */
  readonly ready: ReadyLine
  /** Milliseconds from the start of the process to its ready line. */
  readonly ready_ms: number
  /** Runs a command against this node, within this process unless each was asked to have its own. */
  run(args: readonly string[], env?: Readonly<Record<string, string>>): Promise<Ended>
  /** Runs a command with --json and reads its answer; fails when the command fails. */
  json<Answer>(args: readonly string[]): Promise<Answer>
  /** Ends as Ctrl-C would. */
  stop(): Promise<number>
  /** Kills the command line alone, as closing its terminal may. */
  abandon(): Promise<void>
  /** Ends without warning: command line, node and database. */
  kill(): Promise<void>
}

/** How a demo node is started, and the commands against it. */
export interface DemoStart {
  readonly data: string
  readonly env?: Readonly<Record<string, string>>
  /** The Node.js that starts it, this one unless named. */
  readonly node?: string
  /** Each command has a process of its own. */
  readonly commandsApart?: boolean
}

/** Starts a demo node and waits until it is ready. */
export async function startDemo(at: DemoStart): Promise<DemoNode> {
  const started = performance.now()
  const child = spawn(at.node ?? process.execPath, [launcher, 'dev', '--data', at.data, '--port', '0', '--json'], {
    env: { ...bareEnvironment(), ...at.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const ended = new Promise<number>((done) => child.on('close', (code) => done(code ?? -1)))
  const ready = await readyLine(child, ended)
  const home = join(at.data, 'home')
  const runOne = at.commandsApart ? runSymbolon : runHere
  const run: DemoNode['run'] = (args, env) => runOne(args, { SYMBOLON_HOME: home, ...env })
  return {
    url: ready.url,
    data: at.data,
    home,
    ready,
    ready_ms: performance.now() - started,
    run,
    json: async (args) => readAnswer(args, await run([...args, '--json'])),
    stop: async () => {
      child.kill('SIGINT')
      return await ended
    },
    abandon: async () => {
      child.kill('SIGKILL')
      await ended
    },
    kill: async () => {
      killProcess(ready.pid)
      child.kill('SIGKILL')
      await ended
      await killDatabase(at.data)
    },
  }
}

/** A new folder and how to be rid of it. */
export async function temporaryFolder(): Promise<{ path: string; remove(): Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), 'symbolon-e2e-'))
  return { path, remove: () => rm(path, { recursive: true, force: true, maxRetries: 5 }) }
}

/** The root of a demo profile's keys, for who talks to the node without the command line. */
export async function rootOfProfile({ home }: DemoNode, profile: string): Promise<Uint8Array> {
  const folder = join(home, 'profiles', profile)
  const passphrase = (await readFile(join(folder, 'passphrase'), 'utf8')).trimEnd()
  return await openKeyring({ file: await readFile(join(folder, 'keyring.passphrase.age')), passphrase })
}

function readAnswer<Answer>(args: readonly string[], { code, stdout, stderr }: Ended): Answer {
  if (code !== 0) throw new Error(`symbolon ${args.join(' ')} ended with ${code}\n${stderr}\n${stdout.slice(0, 2000)}`)
  return JSON.parse(stdout) as Answer
}

async function readyLine(child: ChildProcess, ended: Promise<number>): Promise<ReadyLine> {
  let said = ''
  child.stderr?.on('data', (chunk: Buffer) => {
    said += chunk
  })
  const found = new Promise<string>((done) => {
    if (child.stdout !== null) createInterface({ input: child.stdout }).once('line', done)
  })
  const line = await Promise.race([
    found,
    ended.then((code) => Promise.reject(new Error(`dev ended with ${code}\n${said}`))),
  ])
  return JSON.parse(line) as ReadyLine
}

// What the person who runs the tests has set must not reach them; PATH and the language of messages aside.
function bareEnvironment(): Record<string, string> {
  const kept = Object.entries(process.env).filter(([name]) => !name.startsWith('SYMBOLON_') && name !== 'DATABASE_URL')
  return { ...(Object.fromEntries(kept) as Record<string, string>), LANG: 'en_US.UTF-8', LC_ALL: '', NO_COLOR: '1' }
}

/** Starts a demo node and kills command line, node and database after the time, wherever the start is by then. */
export async function startAndKill(data: string, after_ms: number): Promise<void> {
  const child = spawn(process.execPath, [launcher, 'dev', '--data', data, '--port', '0', '--json'], {
    env: bareEnvironment(),
    stdio: 'ignore',
  })
  const ended = new Promise((done) => child.on('close', done))
  await wait(after_ms)
  const holder = JSON.parse(await readFile(join(data, 'lock'), 'utf8').catch(() => '{}')) as { pid?: number }
  if (holder.pid !== undefined) killProcess(holder.pid)
  child.kill('SIGKILL')
  await ended
  await killDatabase(data)
}

/** The postmaster that a killed node leaves behind: a power cut takes it too. */
export async function killDatabase(data: string): Promise<void> {
  const file = await readFile(join(data, 'postgres', 'cluster', 'postmaster.pid'), 'utf8').catch(() => '')
  killProcess(Number(file.split('\n')[0]))
}

function killProcess(pid: number): void {
  if (!Number.isInteger(pid) || pid <= 1) return
  try {
    process.kill(pid, 'SIGKILL')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}
