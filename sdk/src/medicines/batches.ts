import type { Hex, Id } from '@symbolon/protocol/kernel'
import type { PackState } from '@symbolon/protocol/medicines'
import { askSigned } from '../identity/index.ts'
import { type Client, type Page, type PageRequest, queryOf } from '../kernel/index.ts'

/** Packs of one lot: open, then sealed, then on the ledger. */
export interface Batch {
  readonly batch: Id<'batch'>
  readonly state: 'open' | 'sealing' | 'sealed' | 'saved' | 'recorded'
  readonly gtin: string
  readonly lot: string
  /** `YYYY-MM-DD`, the last day of use. */
  readonly expiry: string
  readonly count: number
  readonly serials: 'generated' | 'given'
  readonly serials_known: number
  /** `pty_…` */
  readonly maker: string
  /** Countries that it is made for, ISO 3166-1 alpha-2, in their order; null for anywhere. */
  readonly markets: readonly string[] | null
  /** EIP-712 of the maker, once commissioned; see `marketsStatement`. */
  readonly markets_signature: Hex | null
  /** Why it could not be sealed, for its maker. */
  readonly fault: { readonly code: string } | null
  /** Root over the salted leaves of its packs, once sealed. */
  readonly root: Hex | null
  /** Decimal: the first 232 bits of the root. */
  readonly number: string | null
  /** Decimal token id of the first pack. */
  readonly first_token: string | null
  /** ISO instants. */
  readonly created_at: string
  readonly recorded_at: string | null
  readonly block: number | null
  readonly transaction: Hex | null
}

/** Neighbouring packs of a batch and how often they have moved. */
export interface BatchRange {
  readonly first: number
  readonly count: number
  readonly moves: number
}

/** A batch with who holds its packs. */
export interface BatchDetail extends Batch {
  /** Packs by state: for the maker and regulators. */
  readonly states?: Readonly<Partial<Record<PackState, number>>>
  /** For the maker and regulators. */
  readonly holders?: readonly { readonly party: string | null; readonly address: string; readonly packs: number }[]
  /** What the caller holds. */
  readonly ranges: readonly BatchRange[]
}

/** One pack as its maker sees it. */
export interface BatchPack {
  readonly index: number
  readonly serial: string
  /** Decimal token id, once sealed. */
  readonly token: string
  /** GS1 Digital Link. */
  readonly link: string
}

/** Batches that the caller made or holds packs of, one page; all of them for a regulator. */
export async function listBatches(
  client: Client,
  asking: PageRequest & { readonly gtin?: string } = {},
): Promise<Page<Batch>> {
  const { limit, after, gtin } = asking
  return await askSigned(client, { method: 'GET', path: `/v1/batches${queryOf({ limit, after, gtin })}` })
}

/** A batch. @throws MEDICINES_BATCH_UNKNOWN, also for whoever has nothing to do with it */
export async function getBatch(client: Client, { batch }: { readonly batch: string }): Promise<BatchDetail> {
  return await askSigned(client, { method: 'GET', path: `/v1/batches/${encodeURIComponent(batch)}` })
}

/**
 * Packs of a batch with their serial numbers, for its maker.
 * @param asking.after index behind which the packs begin; from the first one unless given
 * @param asking.limit 1 to 1,000
 * @throws MEDICINES_BATCH_UNKNOWN
 */
export async function listPacks(
  client: Client,
  asking: { readonly batch: string; readonly after?: number; readonly limit?: number },
): Promise<{ readonly items: readonly BatchPack[]; readonly has_more: boolean }> {
  const { batch, after, limit } = asking
  return await askSigned(client, {
    method: 'GET',
    path: `/v1/batches/${encodeURIComponent(batch)}/packs${queryOf({ after, limit })}`,
  })
}
