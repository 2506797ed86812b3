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

/** Finds none while nothing anchors. */
export function createAnchorFinder(): AnchorFinder {
  return async () => null
}
