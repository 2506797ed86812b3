import type { Hex } from 'viem'
import { keccak256 } from 'viem/utils'
import { utf8 } from '../kernel/index.ts'

/** What a pack is on the ledger, by the number that the contract Packs has for it. */
export const packStateNumbers = {
  active: 0,
  supplied: 1,
  partly_supplied: 2,
  destroyed: 3,
  stolen: 4,
  exported: 5,
  sample: 6,
  free_sample: 7,
  locked: 8,
  checked_out: 9,
  repackaged: 10,
  illegitimate: 11,
  quarantined: 12,
  quarantined_by_regulator: 13,
} as const

/** Code of a state: `active`, `supplied`, … */
export type PackState = keyof typeof packStateNumbers

/** The licence under which a party acts, by the number that the contract Packs has for it; each is a role of `roles`. */
export const packLicenceNumbers = { manufacturer: 0, wholesaler: 1, pharmacy: 2, 'care-provider': 3 } as const

/** Role that lets an institution hold packs. */
export type PackLicence = keyof typeof packLicenceNumbers

const states = Object.keys(packStateNumbers) as PackState[]
const held: readonly PackState[] = ['active', 'partly_supplied', 'quarantined', 'quarantined_by_regulator']

/** The state that a number of the contract stands for, or nothing for another number. */
export function packStateOf(number: number): PackState | undefined {
  return states.find((state) => packStateNumbers[state] === number)
}

/** True when a pack in this state has no holder any more. */
export function isEnded(state: PackState): boolean {
  return !held.includes(state)
}

/** A lot as the ledger names it: the first 29 bytes of the Keccak-256 of its characters. */
export function lotHash(lot: string): Hex {
  return keccak256(utf8(lot)).slice(0, 2 + 2 * 29) as Hex
}

/** The index under which the ledger keeps the range of these indexes: the one with the most zeros at its binary end. */
export function peakOf({ first, last }: { readonly first: number; readonly last: number }): number {
  if (first === 0) return 0
  const bits = 31 - Math.clz32((first - 1) ^ last)
  return (last >> bits) << bits
}
