import { fromHex, toHex } from '@symbolon/protocol/kernel'
import type { Ledger, Queries } from '../kernel/index.ts'
import { ownNetwork } from './anchor-rows.ts'
import type { LogIdentity } from './log-identity.ts'

/** Where a ledger has a checkpoint, as proofs tell it. */
export interface ProvedAnchor {
  readonly chain_id: number
  /** Address of `Checkpoints`, lower case. */
  readonly contract: string
  readonly founder: string
  readonly size: number
  readonly transaction: string
  readonly block: number
}

/** The newest checkpoint on the ledger that covers the entry of a name. */
export type AnchorFinder = (name: string) => Promise<ProvedAnchor | null>

export interface AnchorFinderParts {
  readonly database: Queries
  readonly ledger: Ledger
  identity(): LogIdentity
}

interface FoundAnchor {
  readonly network: string
  readonly size: number
  readonly block: number
  readonly transaction_hash: Buffer
}

/** A ledger that strangers can ask is named before the node's own; of each, the block where the checkpoint stood first. */
export function createAnchorFinder({ database, ledger, identity }: AnchorFinderParts): AnchorFinder {
  return async (name) => {
    const { origin_id, founder } = identity()
    const [row] = await database.query<FoundAnchor>({
      name: 'log_newest_anchor_over',
      text: `select a.network, a.size, a.block, a.transaction_hash
        from log.anchor a
        join log.checkpoint c on c.size = a.size
        where a.origin = $2 and a.founder = $3 and a.size > (select o.index from log.opening o where o.name = $1)
        order by a.network = '${ownNetwork}', a.size desc, a.block limit 1`,
      values: [name, fromHex(origin_id), fromHex(founder.address)],
    })
    if (row === undefined) return null
    const { size, block } = row
    const transaction = toHex(row.transaction_hash)
    return { ...placeOf(row.network, ledger), founder: founder.address.toLowerCase(), size, block, transaction }
  }
}

/** Where rows of a network say that the contract is, its address in lower case. @source CAIP-10 for another network */
export function placeOf(
  network: string,
  ledger: Pick<Ledger, 'chainId' | 'address'>,
): { chain_id: number; contract: string } {
  const [, chain_id, contract = ''] = /^eip155:(\d+):(0x[0-9a-fA-F]{40})$/.exec(network) ?? []
  if (chain_id !== undefined) return { chain_id: Number(chain_id), contract: contract.toLowerCase() }
  return { chain_id: ledger.chainId, contract: ledger.address('Checkpoints').toLowerCase() }
}
