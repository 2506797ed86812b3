import type { Address, Hex, TypedDataDefinition } from 'viem'
import type { IntentPlace } from '../kernel/index.ts'

/** What `Parties.register` takes: kind 1 to 9, SHA-256 of the canonical profile, unix seconds. */
export interface Registration {
  readonly party: Address
  readonly kind: number
  readonly profile: Hex
  readonly deadline: bigint
}

/**
 * What `Parties.updateProfile` takes: the digests of the profile that is replaced and of the one that replaces it; the
 * nonce is any number that the party hasn't used.
 */
export interface ProfileUpdate {
  readonly party: Address
  readonly previous: Hex
  readonly profile: Hex
  readonly nonce: bigint
  readonly deadline: bigint
}

/** What `Parties.grantRole` takes: the role's 32 bytes, unix seconds at which it ends (at most five years away). */
export interface RoleGrant {
  readonly authority: Address
  readonly party: Address
  readonly role: Hex
  readonly until: bigint
  readonly nonce: bigint
  readonly deadline: bigint
}

/** What `Parties.revokeRole` takes. */
export interface RoleRevocation {
  readonly authority: Address
  readonly party: Address
  readonly role: Hex
  readonly nonce: bigint
  readonly deadline: bigint
}

const types = {
  Registration: [
    { name: 'party', type: 'address' },
    { name: 'kind', type: 'uint8' },
    { name: 'profile', type: 'bytes32' },
    { name: 'deadline', type: 'uint256' },
  ],
  ProfileUpdate: [
    { name: 'party', type: 'address' },
    { name: 'previous', type: 'bytes32' },
    { name: 'profile', type: 'bytes32' },
    { name: 'nonce', type: 'uint256' },
    { name: 'deadline', type: 'uint256' },
  ],
  RoleGrant: [
    { name: 'authority', type: 'address' },
    { name: 'party', type: 'address' },
    { name: 'role', type: 'bytes32' },
    { name: 'until', type: 'uint64' },
    { name: 'nonce', type: 'uint256' },
    { name: 'deadline', type: 'uint256' },
  ],
  RoleRevocation: [
    { name: 'authority', type: 'address' },
    { name: 'party', type: 'address' },
    { name: 'role', type: 'bytes32' },
    { name: 'nonce', type: 'uint256' },
    { name: 'deadline', type: 'uint256' },
  ],
} as const

type IdentityIntent<Name extends keyof typeof types> = TypedDataDefinition<Pick<typeof types, Name>, Name>

/** Typed data by which an institution registers itself; signed by `party`. @source EIP-712 */
export function registrationIntent(intent: IntentPlace & Registration): IdentityIntent<'Registration'> {
  const { party, kind, profile, deadline } = intent
  return {
    domain: partiesDomain(intent),
    types: { Registration: types.Registration },
    primaryType: 'Registration',
    message: { party, kind, profile, deadline },
  }
}

/** Typed data by which an institution replaces its profile; signed by `party`. @source EIP-712 */
export function profileUpdateIntent(intent: IntentPlace & ProfileUpdate): IdentityIntent<'ProfileUpdate'> {
  const { party, previous, profile, nonce, deadline } = intent
  return {
    domain: partiesDomain(intent),
    types: { ProfileUpdate: types.ProfileUpdate },
    primaryType: 'ProfileUpdate',
    message: { party, previous, profile, nonce, deadline },
  }
}

/** Typed data by which an accredited authority gives a role; signed by `authority`. @source EIP-712 */
export function roleGrantIntent(intent: IntentPlace & RoleGrant): IdentityIntent<'RoleGrant'> {
  const { authority, party, role, until, nonce, deadline } = intent
  return {
    domain: partiesDomain(intent),
    types: { RoleGrant: types.RoleGrant },
    primaryType: 'RoleGrant',
    message: { authority, party, role, until, nonce, deadline },
  }
}

/** Typed data by which an accredited authority takes a role back; signed by `authority`. @source EIP-712 */
export function roleRevocationIntent(intent: IntentPlace & RoleRevocation): IdentityIntent<'RoleRevocation'> {
  const { authority, party, role, nonce, deadline } = intent
  return {
    domain: partiesDomain(intent),
    types: { RoleRevocation: types.RoleRevocation },
    primaryType: 'RoleRevocation',
    message: { authority, party, role, nonce, deadline },
  }
}

function partiesDomain({ chainId, verifyingContract }: IntentPlace) {
  return { name: 'Symbolon Parties', version: '1', chainId, verifyingContract } as const
}
