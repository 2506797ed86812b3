import type { Queries } from '../kernel/index.ts'

/** Where a ledger has a checkpoint. */
export interface Anchor {
  readonly chain_id: number
  /** Address of `Checkpoints`, lower case. */
  readonly contract: string
  readonly founder: string
  readonly size: number
  readonly transaction: string
  readonly block: number
}

/** The newest checkpoint on the ledger that covers the entry of this name; none while nothing anchors. */
export async function newestAnchorOver(_queries: Queries, _name: string): Promise<Anchor | null> {
  return null
}
