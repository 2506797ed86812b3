import type { Address, Hex, TypedDataDefinition } from 'viem'
import type { IntentPlace } from '../kernel/index.ts'

/** What `Checkpoints.advance` takes: how far a log has come. */
export interface CheckpointIntent {
  /** Keccak-256 of the log's origin line. */
  readonly origin: Hex
  /** The account that was the log's first key. */
  readonly founder: Address
  /** Entries, at least one. */
  readonly size: bigint
  /** Merkle tree hash of that many entries. @source RFC 6962, section 2.1 */
  readonly root: Hex
  /** Unix seconds, at most one hour ahead when it is relayed. */
  readonly deadline: bigint
}

/** What `Checkpoints.rotate` takes; signed by the log's key and by the new one alike. */
export interface RotationIntent {
  readonly origin: Hex
  readonly founder: Address
  /** An account that was never the log's key. */
  readonly to: Address
  /** Unix seconds. */
  readonly deadline: bigint
}

const types = {
  Checkpoint: [
    { name: 'origin', type: 'bytes32' },
    { name: 'founder', type: 'address' },
    { name: 'size', type: 'uint64' },
    { name: 'root', type: 'bytes32' },
    { name: 'deadline', type: 'uint256' },
  ],
  Rotation: [
    { name: 'origin', type: 'bytes32' },
    { name: 'founder', type: 'address' },
    { name: 'to', type: 'address' },
    { name: 'deadline', type: 'uint256' },
  ],
} as const

type LogIntent<Name extends keyof typeof types> = TypedDataDefinition<Pick<typeof types, Name>, Name>

/** Typed data that anchors a checkpoint; signed by the log's key. @source EIP-712 */
export function checkpointIntent(intent: IntentPlace & CheckpointIntent): LogIntent<'Checkpoint'> {
  const { origin, founder, size, root, deadline } = intent
  return {
    domain: checkpointsDomain(intent),
    types: { Checkpoint: types.Checkpoint },
    primaryType: 'Checkpoint',
    message: { origin, founder, size, root, deadline },
  }
}

/** Typed data that gives a log another key; signed by its key and by the new one. @source EIP-712 */
export function rotationIntent(intent: IntentPlace & RotationIntent): LogIntent<'Rotation'> {
  const { origin, founder, to, deadline } = intent
  return {
    domain: checkpointsDomain(intent),
    types: { Rotation: types.Rotation },
    primaryType: 'Rotation',
    message: { origin, founder, to, deadline },
  }
}

function checkpointsDomain({ chainId, verifyingContract }: IntentPlace) {
  return { name: 'Symbolon Checkpoints', version: '1', chainId, verifyingContract } as const
}
