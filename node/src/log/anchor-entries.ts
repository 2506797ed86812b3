import { anchorReceiptText } from '@symbolon/protocol/consent'
import { type Id, toHex } from '@symbolon/protocol/kernel'
import type { Ledger, Queries } from '../kernel/index.ts'
import { placeOf } from './newest-anchor.ts'
import type { EntrySource } from './ports.ts'

interface AnchorEntryRow {
  readonly name: Id<'receipt'>
  readonly network: string
  readonly log_origin: string
  readonly size: number
  readonly root: Buffer
  readonly block: number
  readonly transaction_hash: Buffer
  readonly at: Date
  readonly software: string
}

/** The anchors of this log, of which each is an entry of it; those of other logs on the ledger are not. */
export function anchorSource(ledger: Pick<Ledger, 'chainId' | 'address'>): EntrySource {
  return {
    name: 'anchors',
    sql: `select a.receipt as name, null::text as subject, a.network, t.origin as log_origin, a.size, a.root, a.block,
        a.transaction_hash, a.at, a.software
      from log.anchor a join log.tree t on t.origin_id = a.origin and t.founder = a.founder`,
    bodyOf: (row) => anchorBody(row as unknown as AnchorEntryRow, ledger),
  }
}

function anchorBody(row: AnchorEntryRow, ledger: Pick<Ledger, 'chainId' | 'address'>): string {
  const { chain_id, contract } = placeOf(row.network, ledger)
  return anchorReceiptText({
    v: 1,
    receipt: row.name,
    kind: 'anchored',
    at: row.at.toISOString(),
    origin: row.log_origin,
    size: row.size,
    root: toHex(row.root),
    network: `eip155:${chain_id}:${contract}`,
    transaction: toHex(row.transaction_hash),
    block: row.block,
    software: row.software,
  })
}

/** True when of the entries from a place up to another one is of something else than an anchor; padding is no entry of anything. */
export async function holdsNews(
  queries: Queries,
  { from, to }: { readonly from: number; readonly to: number },
): Promise<boolean> {
  const rows = await queries.query({
    name: 'log_holds_news',
    text: `select from log.opening o where o.index >= $1 and o.index < $2
      and not exists (select from log.anchor a where a.receipt = o.name) limit 1`,
    values: [from, to],
  })
  return rows.length > 0
}
