import type { Address, Hex, TypedDataDefinition } from 'viem'
import type { IntentPlace } from '../kernel/index.ts'

/** What `Prefixes.admitIssuer` takes: the P-256 point, unix seconds at most five years away, an unused number. */
export interface IssuerAdmission {
  readonly authority: Address
  readonly x: Hex
  readonly y: Hex
  readonly until: bigint
  readonly nonce: bigint
  readonly deadline: bigint
}

/** What `Prefixes.dismissIssuer` takes. */
export interface IssuerDismissal {
  readonly authority: Address
  readonly x: Hex
  readonly y: Hex
  readonly nonce: bigint
  readonly deadline: bigint
}

/** What `Prefixes.endLicence` takes: the digits as a number, and how many they are (14 for one GTIN). */
export interface LicenceEnd {
  readonly authority: Address
  readonly value: bigint
  readonly length: number
  readonly nonce: bigint
  readonly deadline: bigint
}

const authority = { name: 'authority', type: 'address' } as const
const point = [
  { name: 'x', type: 'bytes32' },
  { name: 'y', type: 'bytes32' },
] as const
const once = [
  { name: 'nonce', type: 'uint256' },
  { name: 'deadline', type: 'uint256' },
] as const

const types = {
  IssuerAdmission: [authority, ...point, { name: 'until', type: 'uint64' }, ...once],
  IssuerDismissal: [authority, ...point, ...once],
  LicenceEnd: [authority, { name: 'value', type: 'uint64' }, { name: 'length', type: 'uint8' }, ...once],
} as const

type PrefixesIntent<Name extends keyof typeof types> = TypedDataDefinition<Pick<typeof types, Name>, Name>

/** Typed data by which a key may sign licences until an instant; signed by the registrar. @source EIP-712 */
export function issuerAdmissionIntent(intent: IntentPlace & IssuerAdmission): PrefixesIntent<'IssuerAdmission'> {
  const { authority, x, y, until, nonce, deadline } = intent
  return {
    domain: prefixesDomain(intent),
    types: { IssuerAdmission: types.IssuerAdmission },
    primaryType: 'IssuerAdmission',
    message: { authority, x, y, until, nonce, deadline },
  }
}

/** Typed data by which a key signs no more licences; signed by the registrar. @source EIP-712 */
export function issuerDismissalIntent(intent: IntentPlace & IssuerDismissal): PrefixesIntent<'IssuerDismissal'> {
  const { authority, x, y, nonce, deadline } = intent
  return {
    domain: prefixesDomain(intent),
    types: { IssuerDismissal: types.IssuerDismissal },
    primaryType: 'IssuerDismissal',
    message: { authority, x, y, nonce, deadline },
  }
}

/** Typed data by which a licence ends before its time; signed by the registrar. @source EIP-712 */
export function licenceEndIntent(intent: IntentPlace & LicenceEnd): PrefixesIntent<'LicenceEnd'> {
  const { authority, value, length, nonce, deadline } = intent
  return {
    domain: prefixesDomain(intent),
    types: { LicenceEnd: types.LicenceEnd },
    primaryType: 'LicenceEnd',
    message: { authority, value, length, nonce, deadline },
  }
}

function prefixesDomain({ chainId, verifyingContract }: IntentPlace) {
  return { name: 'Symbolon Prefixes', version: '1', chainId, verifyingContract } as const
}
