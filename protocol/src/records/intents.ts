import type { Address, Hex, TypedDataDefinition } from 'viem'
import type { IntentPlace } from '../kernel/index.ts'

/** What `Records.mint` takes: 32 random bytes, a fresh address, the salted commitment, unix seconds. */
export interface MintIntent {
  readonly id: bigint
  readonly owner: Address
  readonly commitment: Hex
  readonly deadline: bigint
}

/** What `Records.amend` takes; `version` is the one that it makes, one more than the current. */
export interface AmendIntent {
  readonly id: bigint
  readonly commitment: Hex
  readonly version: number
  readonly deadline: bigint
}

/** What `Records.rekey` takes; signed by the owner and by the new owner alike. */
export interface RekeyIntent {
  readonly id: bigint
  readonly newOwner: Address
  readonly deadline: bigint
}

/** What `Records.erase` takes. */
export interface EraseIntent {
  readonly id: bigint
  readonly deadline: bigint
}

const types = {
  Mint: [
    { name: 'id', type: 'uint256' },
    { name: 'owner', type: 'address' },
    { name: 'commitment', type: 'bytes32' },
    { name: 'deadline', type: 'uint256' },
  ],
  Amend: [
    { name: 'id', type: 'uint256' },
    { name: 'commitment', type: 'bytes32' },
    { name: 'version', type: 'uint32' },
    { name: 'deadline', type: 'uint256' },
  ],
  Rekey: [
    { name: 'id', type: 'uint256' },
    { name: 'newOwner', type: 'address' },
    { name: 'deadline', type: 'uint256' },
  ],
  Erase: [
    { name: 'id', type: 'uint256' },
    { name: 'deadline', type: 'uint256' },
  ],
} as const

type RecordsIntent<Name extends keyof typeof types> = TypedDataDefinition<Pick<typeof types, Name>, Name>

/**
 * Typed data by which a record's one-time account takes the record; signed by `owner`.
 * Round the deadline up to a whole hour or day: it stands in public calldata. @source EIP-712
 */
export function mintIntent(intent: IntentPlace & MintIntent): RecordsIntent<'Mint'> {
  const { id, owner, commitment, deadline } = intent
  return {
    domain: recordsDomain(intent),
    types: { Mint: types.Mint },
    primaryType: 'Mint',
    message: { id, owner, commitment, deadline },
  }
}

/** Typed data by which the owner commits to a new version; signed by the record's account. @source EIP-712 */
export function amendIntent(intent: IntentPlace & AmendIntent): RecordsIntent<'Amend'> {
  const { id, commitment, version, deadline } = intent
  return {
    domain: recordsDomain(intent),
    types: { Amend: types.Amend },
    primaryType: 'Amend',
    message: { id, commitment, version, deadline },
  }
}

/** Typed data by which a record moves to another address; signed by the old and by the new account. @source EIP-712 */
export function rekeyIntent(intent: IntentPlace & RekeyIntent): RecordsIntent<'Rekey'> {
  const { id, newOwner, deadline } = intent
  return {
    domain: recordsDomain(intent),
    types: { Rekey: types.Rekey },
    primaryType: 'Rekey',
    message: { id, newOwner, deadline },
  }
}

/** Typed data by which the owner burns the token for ever; signed by the record's account. @source EIP-712 */
export function eraseIntent(intent: IntentPlace & EraseIntent): RecordsIntent<'Erase'> {
  const { id, deadline } = intent
  return {
    domain: recordsDomain(intent),
    types: { Erase: types.Erase },
    primaryType: 'Erase',
    message: { id, deadline },
  }
}

function recordsDomain({ chainId, verifyingContract }: IntentPlace) {
  return { name: 'Symbolon Records', version: '1', chainId, verifyingContract } as const
}
