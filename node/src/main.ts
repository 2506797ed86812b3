import { mkdirSync } from 'node:fs'
import { enableCompileCache } from 'node:module'
import { join } from 'node:path'
import { describeError, SymbolonError } from '@symbolon/protocol/kernel'
import { readConfig } from './kernel/config/config.ts'
import type { RunningNode } from './start-node.ts'

const exitCodes = { SIGINT: 130, SIGTERM: 0 } as const
type EndingSignal = keyof typeof exitCodes

const ending = new AbortController()
let asked: EndingSignal | undefined
let running: RunningNode | undefined
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => end(signal))

try {
  const node = await start()
  if (asked === undefined) {
    running = node
    const { url, chain_id, contracts, database } = node
    process.stdout.write(`${JSON.stringify({ ready: true, url, chain_id, contracts, database, pid: process.pid })}\n`)
  } else await stop(node)
} catch (fault) {
  if (asked !== undefined) process.exit(exitCodes[asked])
  process.stderr.write(`${explain(fault)}\n`)
  process.exit(1)
}

/** The rest of the code is loaded once its cache is known: a warm start saves a third of its time. */
async function start(): Promise<RunningNode> {
  const config = readConfig()
  mkdirSync(config.data, { recursive: true, mode: 0o700 })
  enableCompileCache(join(config.data, 'cache'))
  const { startNode } = await import('./start-node.ts')
  return startNode(config, ending.signal)
}

/** The first signal ends the node in good order, a start included; whoever sends a second one does not want to wait. */
function end(signal: EndingSignal): void {
  if (asked !== undefined) process.exit(exitCodes.SIGINT)
  asked = signal
  ending.abort()
  if (running !== undefined) void stop(running)
}

async function stop(node: RunningNode): Promise<void> {
  try {
    await node.stop()
    process.exit(exitCodes[asked ?? 'SIGTERM'])
  } catch (fault) {
    process.stderr.write(`${explain(fault)}\n`)
    process.exit(1)
  }
}

/** What an operator needs to know, in both languages; a defect shows its stack. */
function explain(fault: unknown): string {
  if (!(fault instanceof SymbolonError)) return fault instanceof Error ? (fault.stack ?? fault.message) : String(fault)
  const [en, el] = [describeError(fault, 'en'), describeError(fault, 'el')]
  return [`${fault.code}`, en.title, en.hint, el.title, el.hint].join('\n')
}
