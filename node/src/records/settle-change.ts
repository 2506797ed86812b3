import { type Id, SymbolonError } from '@symbolon/protocol/kernel'
import { forgetStaged, settleWithin } from '../consent/index.ts'
import type { NodeContext, Queries } from '../kernel/index.ts'
import { releaseBlob } from '../vault/index.ts'
import { deleteRecord, deleteVersion } from './record-store.ts'

/** Milliseconds after which a change that nobody waits for is looked after. */
const abandoned_ms = 60_000

/** Changes whose caller went away before the ledger answered: what it refused is undone. */
export async function settleAbandoned(context: NodeContext): Promise<void> {
  const { database, clock, log } = context
  const waiting = await database.query<{ record: Id<'record'>; version: number; command: string }>({
    name: 'records_abandoned',
    text: `select v.record, v.version, v.command from records.version v join records.record r using (record)
      where v.version > r.version and v.created_at < $1 limit 100`,
    values: [new Date(clock.now() - abandoned_ms)],
  })
  for (const { record, version, command } of waiting) {
    const undo = (queries: Queries) => undoVersion(queries, { record, version })
    await settleOrUndo(context, { command, undo }).catch((fault) => log.warn({ err: fault }, 'a change was undone'))
  }
}

/** A version that the ledger refused is gone; so is a record that never had another. Its ciphertext is free again. */
export async function undoVersion(
  queries: Queries,
  { record, version }: { record: Id<'record'>; version: number },
): Promise<void> {
  const gone = await queries.query<{ blob: string }>(deleteVersion(record, version))
  for (const { blob } of gone) await queries.query(releaseBlob(blob))
  await queries.query(forgetStaged(record))
  await queries.query(deleteRecord(record))
}

/** Waits for the ledger; what the contract refused is undone here in one transaction and told. */
export async function settleOrUndo(
  { database, ledger }: NodeContext,
  change: { readonly command: string; undo(queries: Queries): Promise<void> },
): Promise<void> {
  try {
    await settleWithin(ledger, change.command)
  } catch (fault) {
    if (isRefusal(fault)) await database.transaction((queries) => change.undo(queries))
    throw fault
  }
}

/** The contract said no, as opposed to a ledger that is away. */
function isRefusal(fault: unknown): boolean {
  return (
    fault instanceof SymbolonError && (fault.code.startsWith('RECORDS_') || fault.code === 'KERNEL_LEDGER_REVERTED')
  )
}
