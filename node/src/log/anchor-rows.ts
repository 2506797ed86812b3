import { fromHex, type Hex, type Id, newId, sha256, toHex, utf8 } from '@symbolon/protocol/kernel'
import { type EventHandler, type LedgerEvent, type Queries, type Statement, software } from '../kernel/index.ts'

/** The ledger of this node, as against `eip155:<chain>:<contract>` for another one. @source CAIP-10 */
export const ownNetwork = 'own'

/** A checkpoint that stands in a contract `Checkpoints`. */
export interface Anchor {
  /** Keccak-256 of the log's origin. */
  readonly origin: Hex
  readonly founder: Hex
  readonly size: number
  readonly root: Hex
  readonly block: number
  readonly transaction: Hex
  /** Time of the block. */
  readonly at: Date
}

/** An anchor that was read, with its receipt; older ones have none. */
export interface StoredAnchor extends Anchor {
  readonly receipt: Id<'receipt'> | null
}

/** Which log on which ledger. */
export interface AnchorPlace {
  readonly network: string
  readonly origin_id: Hex
  readonly founder: Hex
}

interface AnchoredArgs {
  readonly origin: Hex
  readonly founder: Hex
  readonly size: bigint
  readonly root: Hex
  readonly time: bigint
}

/** From events of `Checkpoints` to rows: whatever log they are of. */
export const anchorHandlers: readonly EventHandler[] = [
  {
    contract: 'Checkpoints',
    event: 'Anchored',
    toStatements: (events) => [insertAnchors(ownNetwork, events.map(anchorOf))],
  },
]

/** What the event `Anchored` tells, whoever has read it. */
export function anchorOf({ args, block, transaction }: Pick<LedgerEvent, 'args' | 'block' | 'transaction'>): Anchor {
  const { origin, founder, size, root, time } = args as unknown as AnchoredArgs
  return { origin, founder, size: Number(size), root, block, transaction, at: new Date(Number(time) * 1000) }
}

/**
 * Anchors as rows, each with the name of its entry in the log, which looks for names of a moment ago.
 * @param now when the rows are written, for a ledger of which that is not the time of its blocks
 */
export function insertAnchors(network: string, anchors: readonly Anchor[], now?: number): Statement {
  return {
    name: 'log_insert_anchors',
    text: `insert into log.anchor (network, software, origin, founder, size, root, block, transaction_hash, at, receipt)
      select $1, $2, a.* from unnest($3::bytea[], $4::bytea[], $5::bigint[], $6::bytea[], $7::bigint[], $8::bytea[],
        $9::timestamptz[], $10::text[]) a
      on conflict do nothing`,
    values: [
      network,
      software,
      anchors.map(({ origin }) => fromHex(origin)),
      anchors.map(({ founder }) => fromHex(founder)),
      anchors.map(({ size }) => size),
      anchors.map(({ root }) => fromHex(root)),
      anchors.map(({ block }) => block),
      anchors.map(({ transaction }) => fromHex(transaction)),
      anchors.map(({ at }) => at),
      anchors.map((anchor) => receiptOf(network, anchor, now ?? anchor.at.getTime())),
    ],
  }
}

/** The same for the same anchor: rows that are made again from the blocks are no second entry. */
function receiptOf(network: string, { transaction, origin, founder }: Anchor, at_ms: number): Id<'receipt'> {
  const digest = sha256(utf8(`${network} ${transaction} ${origin} ${founder.toLowerCase()}`))
  return newId('receipt', at_ms, digest.subarray(0, 10))
}

interface AnchorRow {
  readonly size: number
  readonly root: Buffer
  readonly block: number
  readonly transaction_hash: Buffer
  readonly at: Date
  readonly receipt: Id<'receipt'> | null
}

/** The newest anchor of a log on a ledger. */
export async function readAnchor(
  queries: Queries,
  { network, origin_id, founder }: AnchorPlace,
): Promise<StoredAnchor | undefined> {
  const [row] = await queries.query<AnchorRow>({
    name: 'log_read_anchor',
    text: `select size, root, block, transaction_hash, at, receipt from log.anchor
      where network = $1 and origin = $2 and founder = $3
      order by block desc, size desc limit 1`,
    values: [network, fromHex(origin_id), fromHex(founder)],
  })
  if (row === undefined) return undefined
  const { root, transaction_hash, ...rest } = row
  return { ...rest, origin: origin_id, founder, root: toHex(root), transaction: toHex(transaction_hash) }
}

/** Anchors, of whatever log, that the ledger of this node holds. */
export async function countOwnAnchors(queries: Queries): Promise<number> {
  const [row] = await queries.query<{ anchors: number }>({
    name: 'log_count_anchors',
    text: 'select count(*) as anchors from log.anchor where network = $1',
    values: [ownNetwork],
  })
  return row?.anchors ?? 0
}
