import { type Clock, newId } from '@symbolon/protocol/kernel'
import type { Database, Statement } from '../kernel/index.ts'
import { findWaiting } from './entries.ts'
import { BATCH_ENTRIES_MAX, type LogWriter } from './log-writer.ts'
import type { EntrySource } from './ports.ts'

/** A transaction that makes an entry is over within this time of the entry's name. */
const settled_ms = 600_000
/** What a look every second goes back: entries are committed within moments of their names. */
const recent_ms = 60_000

interface SweepParts {
  readonly database: Database
  readonly clock: Clock
  readonly sources: readonly EntrySource[]
  readonly writer: LogWriter
}

/** Brings what was committed just now and nobody waits for into the log. */
export async function sweepRecent(parts: SweepParts): Promise<void> {
  await sweep(parts, nameAt(parts.clock.now() - recent_ms))
}

/** Brings everything into the log that a killed node left outside; what is older than the mark is not looked at again. */
export async function sweepAll(parts: SweepParts): Promise<void> {
  const { database, clock } = parts
  const mark = nameAt(clock.now() - settled_ms)
  const [tree] = await database.query<{ swept_to: string }>({
    name: 'log_read_swept',
    text: 'select swept_to from log.tree',
  })
  await sweep(parts, tree?.swept_to ?? '')
  await database.query(moveMark(mark))
}

async function sweep({ database, sources, writer }: SweepParts, from: string): Promise<void> {
  for (let next = from; ; ) {
    const names = await findWaiting(database, sources, { from: next, most: BATCH_ENTRIES_MAX })
    if (names.length > 0) await writer.integrate(names)
    const last = names.at(-1)
    if (last === undefined || names.length < BATCH_ENTRIES_MAX) return
    next = last
  }
}

/** The name that everything made before the instant stands in front of. */
export function nameAt(instant_ms: number): string {
  return newId('receipt', Math.max(0, instant_ms), new Uint8Array(10))
}

function moveMark(mark: string): Statement {
  return { name: 'log_move_mark', text: 'update log.tree set swept_to = greatest(swept_to, $1)', values: [mark] }
}
