import type { Ai } from './application-identifiers.ts'

/** How a company prefix and a reference become the key of an EPC scheme. */
interface SchemeKey {
  readonly ai: Ai
  /** Digits of prefix and reference together; without it the reference is text and has no check digit. */
  readonly digits?: number
  /** `first`: the first digit of the reference goes before the prefix (indicator, extension digit). `zero`: a 0 does. */
  readonly before?: 'first' | 'zero'
}

/** A component after prefix and reference: data of a qualifier, or more text of the key (of a fixed length or not). */
export type SchemePart = { readonly ai: Ai } | { readonly length?: number }

/** One scheme of the EPC Tag Data Standard that stands for a GS1 key. */
export interface EpcScheme extends SchemeKey {
  readonly parts: readonly SchemePart[]
  /** True when a pattern, whose last component is `*`, names the class. */
  readonly hasPattern?: true
  /** Data of the last component that means that there is none. */
  readonly none?: string
}

const gtin = { ai: '01', digits: 13, before: 'first' } as const

/**
 * Schemes by the words before the key in an EPC URI.
 * @source EPC Tag Data Standard 1.13 §6.3; CBV 2.0 §8.9.2 (which keys are made Digital Links)
 */
export const epcSchemes: Readonly<Record<string, EpcScheme>> = {
  'id:sgtin': { ...gtin, parts: [{ ai: '21' }], hasPattern: true },
  'id:sscc': { ai: '00', digits: 17, before: 'first', parts: [] },
  'id:sgln': { ai: '414', digits: 12, parts: [{ ai: '254' }], none: '0' },
  'id:grai': { ai: '8003', digits: 12, before: 'zero', parts: [{}], hasPattern: true },
  'id:giai': { ai: '8004', parts: [] },
  'id:gsrn': { ai: '8018', digits: 17, parts: [] },
  'id:gsrnp': { ai: '8017', digits: 17, parts: [] },
  'id:gdti': { ai: '253', digits: 12, parts: [{}], hasPattern: true },
  'id:cpi': { ai: '8010', parts: [{ ai: '8011' }], hasPattern: true },
  'id:sgcn': { ai: '255', digits: 12, parts: [{}], hasPattern: true },
  'id:ginc': { ai: '401', parts: [] },
  'id:gsin': { ai: '402', digits: 16, parts: [] },
  'id:itip': { ...gtin, ai: '8006', parts: [{ length: 2 }, { length: 2 }, { ai: '21' }], hasPattern: true },
  'id:upui': { ...gtin, parts: [{ ai: '235' }], hasPattern: true },
  'id:pgln': { ai: '417', digits: 12, parts: [] },
  'class:lgtin': { ...gtin, parts: [{ ai: '10' }] },
}
