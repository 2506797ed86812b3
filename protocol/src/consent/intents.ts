import type { Address, Hex, TypedDataDefinition } from 'viem'
import type { IntentPlace } from '../kernel/index.ts'

/** What a record's account signs so that grants may cover the record; it never reaches a chain. */
export interface GrantAuthority {
  /** Merkle root over the hashes of all grants of one call; with one grant, the root of one leaf. */
  readonly grants: Hex
}

/** What `Consents.revoke` takes: the grant hash. It has no deadline and no nonce because it is final. */
export interface Revocation {
  readonly grant: Hex
}

/** What `Consents.delegate` takes: the grant hash and who may revoke it as well. */
export interface Delegation {
  readonly grant: Hex
  readonly to: Address
}

/** What a grantee signs to open a grant; checked by the node, never sent to a chain. */
export interface Opening {
  /** Identifier of the grant, `grt_…`. */
  readonly grant: string
  /** Code of the purpose, such as `TREAT`. */
  readonly purpose: string
  /** 32 random bytes. */
  readonly nonce: Hex
  /** Unix seconds. */
  readonly deadline: bigint
}

const types = {
  GrantAuthority: [{ name: 'grants', type: 'bytes32' }],
  Revocation: [{ name: 'grant', type: 'bytes32' }],
  Delegation: [
    { name: 'grant', type: 'bytes32' },
    { name: 'to', type: 'address' },
  ],
  Opening: [
    { name: 'grant', type: 'string' },
    { name: 'purpose', type: 'string' },
    { name: 'nonce', type: 'bytes32' },
    { name: 'deadline', type: 'uint256' },
  ],
} as const

type ConsentIntent<Name extends keyof typeof types> = TypedDataDefinition<Pick<typeof types, Name>, Name>

/** Typed data by which a record's account lets grants cover the record; signed by that account. @source EIP-712 */
export function grantAuthorityIntent(intent: IntentPlace & GrantAuthority): ConsentIntent<'GrantAuthority'> {
  return {
    domain: consentsDomain(intent),
    types: { GrantAuthority: types.GrantAuthority },
    primaryType: 'GrantAuthority',
    message: { grants: intent.grants },
  }
}

/** Typed data that ends a grant for ever; signed by the grant's account or its delegate. @source EIP-712 */
export function revocationIntent(intent: IntentPlace & Revocation): ConsentIntent<'Revocation'> {
  return {
    domain: consentsDomain(intent),
    types: { Revocation: types.Revocation },
    primaryType: 'Revocation',
    message: { grant: intent.grant },
  }
}

/** Typed data that names who may revoke the grant as well, once; signed by the grant's account. @source EIP-712 */
export function delegationIntent(intent: IntentPlace & Delegation): ConsentIntent<'Delegation'> {
  return {
    domain: consentsDomain(intent),
    types: { Delegation: types.Delegation },
    primaryType: 'Delegation',
    message: { grant: intent.grant, to: intent.to },
  }
}

/** Typed data by which a grantee asks for what a grant covers; signed by the grantee. @source EIP-712 */
export function openingIntent(intent: IntentPlace & Opening): ConsentIntent<'Opening'> {
  const { grant, purpose, nonce, deadline } = intent
  return {
    domain: consentsDomain(intent),
    types: { Opening: types.Opening },
    primaryType: 'Opening',
    message: { grant, purpose, nonce, deadline },
  }
}

function consentsDomain({ chainId, verifyingContract }: IntentPlace) {
  return { name: 'Symbolon Consents', version: '1', chainId, verifyingContract } as const
}
