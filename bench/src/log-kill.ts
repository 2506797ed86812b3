import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { seededRandom } from '@symbolon/e2e/kill'
import type { Acknowledged } from './log-appender.ts'
import { type Bench, cpuOfTrees_ms } from './measure.ts'

const kills = 200
const seed = 20_261_125
const lived_ms_max = 800
const appender = fileURLToPath(new URL('log-appender.ts', import.meta.url))

interface Ready {
  readonly server: number
  readonly lost: number
  readonly twice: number
  readonly forked: number
  readonly size: number
}

/** Appends and checkpoints while writer and database are killed: nothing acknowledged is lost, no root is contradicted. */
export const logKillBench: Bench = {
  name: 'log-kill',
  describe: `${kills} random kill -9 of the writer of a log and its database; about 8 minutes`,
  async run() {
    const root = mkdtempSync(join(tmpdir(), 'symbolon-bench-'))
    const started = { cpu_ms: cpuOfTrees_ms([process.pid]), at_ms: performance.now() }
    try {
      const counters = await killMany(root)
      const cpu_ms = cpuOfTrees_ms([process.pid]) - started.cpu_ms
      return [{ operation: 'kill', n: kills, cpu_ms, wall_ms: performance.now() - started.at_ms, counters }]
    } finally {
      rmSync(root, { recursive: true, force: true })
    }
  },
}

async function killMany(root: string): Promise<Record<string, number>> {
  const random = seededRandom(seed)
  const said: Acknowledged = { names: [], roots: [] }
  const counters = { appended: 0, checkpoints: 0, lost: 0, twice: 0, forked: 0, database_killed: 0, size: 0 }
  for (let kill = 0; kill <= kills; kill++) {
    const run = await startAppender(root, said)
    counters.lost += run.ready.lost
    counters.forked += run.ready.forked
    counters.twice = Math.max(counters.twice, run.ready.twice)
    counters.size = run.ready.size
    if (kill < kills) await wait(random() * lived_ms_max)
    if (random() < 0.4) {
      process.kill(run.ready.server, 'SIGKILL')
      counters.database_killed++
    }
    await run.kill()
    counters.appended = said.names.length
    counters.checkpoints = said.roots.length
  }
  return counters
}

/** A run on what the earlier ones left, once it has told what became of it; what it acknowledges is added to `said`. */
async function startAppender(root: string, said: Acknowledged): Promise<{ ready: Ready; kill(): Promise<void> }> {
  const file = join(root, 'said.json')
  writeFileSync(file, JSON.stringify(said))
  const child = spawn(process.execPath, [appender, join(root, 'postgres'), file], {
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()))
  const ready = await new Promise<Ready>((resolve, reject) => {
    void ended.then(() => reject(new Error('the writer ended by itself')))
    readLines(child, (line) => {
      if ('ready' in line) return resolve(line as unknown as Ready)
      said.names.push(...(line.names ?? []))
      said.roots.push(...(line.roots ?? []))
    })
  })
  return {
    ready,
    async kill() {
      child.kill('SIGKILL')
      await ended
    },
  }
}

function readLines(child: ChildProcess, read: (line: Partial<Acknowledged>) => void): void {
  if (!child.stdout) throw new Error('the writer has no output')
  createInterface({ input: child.stdout }).on('line', (text) => {
    // The last line of a killed writer may be cut.
    try {
      read(JSON.parse(text) as Partial<Acknowledged>)
    } catch {}
  })
}
