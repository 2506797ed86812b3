import type { Id } from '@symbolon/protocol/kernel'
import {
  isEnded,
  packStateNumbers,
  packStateOf,
  SERIAL_ROW_BYTES,
  type Serial,
  serialAt,
  tokenIdOf,
} from '@symbolon/protocol/medicines'
import type { z } from 'zod'
import { hexOf, numberOf } from '../ledger-values.ts'
import type { batchDetail, batchSummary, packsPage } from './batch-schemas.ts'
import type { BatchCounts, BatchRow } from './batch-store.ts'

type Summary = z.infer<typeof batchSummary>

export function presentBatch(row: BatchRow): Summary {
  const number = row.number && numberOf(row.number)
  return {
    batch: row.batch,
    state: row.state === 'open' && row.sealing_at !== null ? 'sealing' : row.state,
    gtin: row.gtin,
    lot: row.lot,
    expiry: row.expiry,
    count: row.count,
    serials: row.serials_are,
    serials_known: row.serials_known,
    maker: row.maker,
    markets: row.markets && [...row.markets],
    markets_signature: row.markets_signature,
    fault: row.fault as Summary['fault'],
    root: row.root && hexOf(row.root),
    number: number === null ? null : String(number),
    first_token: number === null ? null : String(tokenIdOf(number, 0)),
    created_at: row.created_at.toISOString(),
    recorded_at: row.recorded_at?.toISOString() ?? null,
    block: row.block,
    transaction: row.transaction,
  }
}

/** Numbers of the states in which nobody holds a pack. */
export const endedStates: readonly number[] = Object.entries(packStateNumbers).flatMap(([state, number]) =>
  isEnded(state as keyof typeof packStateNumbers) ? [number] : [],
)

/** What a viewer sees of a batch on the ledger; another holder's packs are no holder's business. */
export function presentDetail(
  row: BatchRow,
  seen: {
    readonly counts: BatchCounts | undefined
    readonly viewer: Id<'party'>
    readonly ranges: readonly { readonly first: number; readonly count: number; readonly moves: number }[]
  },
): z.infer<typeof batchDetail> {
  const { counts, viewer } = seen
  const seesAll = row.maker === viewer
  return {
    ...presentBatch(row),
    ...(counts && { states: statesOf(row, counts), holders: [...counts.holders] }),
    ranges: [...seen.ranges],
    ...(seesAll ? {} : { fault: null }),
  }
}

function statesOf({ count }: BatchRow, { states }: BatchCounts): Record<keyof typeof packStateNumbers, number> {
  const named = Object.entries(states).map(([number, packs]) => [packStateOf(Number(number)), packs] as const)
  const active = count - named.reduce((sum, [, packs]) => sum + packs, 0)
  return Object.fromEntries([['active', active], ...named]) as Record<keyof typeof packStateNumbers, number>
}

/** Packs of a piece of rows with what is printed on them. */
export function presentPacks(
  { gtin, lot, expiry, number }: Pick<BatchRow, 'gtin' | 'lot' | 'expiry' | 'number'>,
  of: { readonly rows: Uint8Array; readonly first: number },
): z.infer<typeof packsPage>['items'] {
  return Array.from({ length: of.rows.length / SERIAL_ROW_BYTES }, (_, i) => {
    const [index, serial] = [of.first + i, serialAt(of.rows, i)]
    const token = number === null ? '' : String(tokenIdOf(numberOf(number), index))
    return { index, serial, token, link: packLink({ gtin, lot, expiry, serial }) }
  })
}

/** The GS1 Digital Link of a pack. @source GS1 Digital Link Standard: URI Syntax 1.6 §4 */
export function packLink(pack: {
  readonly gtin: string
  readonly serial: Serial
  readonly lot: string
  readonly expiry: string
}): string {
  const { gtin, serial, lot, expiry } = pack
  const day = expiry.slice(2).replaceAll('-', '')
  return `https://id.gs1.org/01/${gtin}/10/${encodeURIComponent(lot)}/21/${encodeURIComponent(serial)}?17=${day}`
}
