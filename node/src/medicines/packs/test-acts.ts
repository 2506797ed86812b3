import { markIntent, packStateNumbers, undoIntent } from '@symbolon/protocol/medicines'
import { type Ordered, packPlace } from '../test-batches.ts'
import type { Party } from '../test-parties.ts'
import type { PackWorld } from '../test-world.ts'
import type { MarkState } from './pack-acts.ts'

export interface TestAct {
  readonly holder: Party
  readonly batch: Ordered & { readonly number: bigint }
  readonly first: number
  readonly count?: number
  readonly state?: MarkState
  readonly round?: number
  /** Seconds since 1970. */
  readonly deadline?: number
}

/** Body of POST /v1/packs/marks, or of /v1/packs/undo without a state. */
export async function actBody(world: PackWorld, { holder, batch, first, state, ...of }: TestAct) {
  const { place, deadline: soon } = packPlace(world)
  const { count = 1, round = 0, deadline = soon } = of
  const token = (batch.number << 24n) | BigInt(first)
  const fields = { ...place, first: token, count, round, deadline: BigInt(deadline) }
  const intent = state === undefined ? undoIntent(fields) : markIntent({ ...fields, state: packStateNumbers[state] })
  const signature = await holder.account.signTypedData(intent as never)
  return { batch: batch.batch, first, count, round, deadline, signature, ...(state && { state }) }
}
