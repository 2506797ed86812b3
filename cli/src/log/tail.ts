import { setTimeout as wait } from 'node:timers/promises'
import { hasCode } from '@symbolon/protocol/kernel'
import type { SignedCheckpoint } from '@symbolon/protocol/log'
import type { Client } from '@symbolon/sdk/kernel'
import { LogTiles, proveGrowth, readCheckpoint } from '@symbolon/sdk/log'
import {
  cliErrors,
  exitCodes,
  formatCount,
  formatInstant,
  type Input,
  type Output,
  type Run,
  textOption,
  type Verb,
} from '../kernel/index.ts'
import type { LogDoors } from './doors.ts'
import { examining } from './log-fault.ts'
import { type OpenedLog, openLog } from './open-log.ts'
import { receiptsFrom } from './own-receipts.ts'
import { parseSpan } from './span.ts'
import { untilStopped } from './until-stopped.ts'
import { tailWords as words } from './words.ts'

/** `symbolon log tail`: one line for each checkpoint that is published, once it is proved that the log only grew. */
export function logTail(doors: LogDoors): Verb {
  return (run, input) =>
    examining(run.output, async () => {
      const every_ms = parseSpan(textOption(input, 'every') ?? '2s', '--every')
      const count = countOf(input)
      const opened = await openLog(run, { doors, vkey: textOption(input, 'vkey') })
      // Whoever is named learns which of the new entries are receipts of their own.
      const client = run.as === undefined ? undefined : (await doors.openLastingClient(run)).client
      await follow(run, { opened, client, every_ms, count })
      return exitCodes.ok
    })
}

function countOf(input: Input): number {
  const text = textOption(input, 'count')
  if (text === undefined) return Number.POSITIVE_INFINITY
  if (!/^[1-9]\d{0,8}$/.test(text)) throw cliErrors.CLI_OPTION_INVALID({ option: '--count', expected: '1, 2, 10' })
  return Number(text)
}

interface Following {
  readonly opened: OpenedLog
  readonly client: Client | undefined
  readonly every_ms: number
  readonly count: number
}

async function follow(run: Run, { opened, client, every_ms, count }: Following): Promise<void> {
  const stopped = untilStopped()
  let before: SignedCheckpoint | undefined
  for (let shown = 0; !stopped.aborted; ) {
    const next = await newerThan(before, opened)
    if (next !== undefined) {
      const receipts =
        client === undefined || before === undefined ? undefined : await receiptsFrom(client, before.size)
      show(run.output, { next, before, receipts })
      before = next
      shown++
    }
    if (shown >= count) return
    await wait(every_ms, undefined, { signal: stopped }).catch(() => undefined)
  }
}

/** The newest checkpoint, where it is another one and the log has only grown; nothing while the log is away. */
async function newerThan(
  before: SignedCheckpoint | undefined,
  { reader, log }: OpenedLog,
): Promise<SignedCheckpoint | undefined> {
  try {
    const checkpoint = await readCheckpoint(reader, log)
    const tiles = new LogTiles(reader, checkpoint)
    if (before !== undefined) await proveGrowth(before, tiles)
    return before?.size === checkpoint.size ? undefined : checkpoint
  } catch (fault) {
    if (hasCode(fault, 'LOG_UNREACHABLE') || hasCode(fault, 'LOG_NOT_PUBLISHED')) return undefined
    throw fault
  }
}

interface Shown {
  readonly next: SignedCheckpoint
  readonly before: SignedCheckpoint | undefined
  readonly receipts: readonly string[] | undefined
}

function show(output: Output, { next, before, receipts }: Shown): void {
  const seen_at = new Date().toISOString()
  const root = Buffer.from(next.root).toString('base64')
  const added = before === undefined ? null : next.size - before.size
  const cosignatures = next.note.signatures.length - 1
  const value = { seen_at, size: next.size, added, root, cosignatures, ...(receipts && { receipts }) }
  output.result(value, () => {
    const number = (count: number) => formatCount(count, output.language)
    const time = formatInstant(seen_at, output.language)
    const facts = { time, size: number(next.size), added: number(added ?? 0), root, cosignatures }
    const line = output.words(before === undefined ? words.first : words.grown, facts)
    return [line, ...(receipts ?? []).map((receipt) => output.words(words.own, { receipt }))].join('\n')
  })
}
