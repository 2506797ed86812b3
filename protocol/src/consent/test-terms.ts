import { getAddress } from 'viem/utils'
import { type Id, newId } from '../kernel/index.ts'
import type { GrantTerms } from './grant-terms.ts'

const random = (fill: number) => new Uint8Array(10).fill(fill)
const address = (digit: string) => getAddress(`0x${digit.repeat(40)}`)

export const testRecords: readonly Id<'record'>[] = [1, 2, 3].map((fill) =>
  newId('record', 1_767_225_600_000, random(fill)),
)

/** Parts of a valid grant, invented. */
export const testParts: Omit<GrantTerms, 'v' | 'kind'> = {
  chain_id: 7070,
  consents: address('a'),
  account: address('b'),
  grantee: newId('party', 1_767_225_600_000, random(9)),
  grantee_address: address('c'),
  records: testRecords.map((record, index) => ({ record, token_id: `0x${String(index + 1).repeat(64)}` })),
  what: { categories: ['tests'], from: '2015-01-01' },
  purpose: 'TREAT',
  not_before: '2026-01-01T00:00:00.000Z',
  until: '2026-01-08T00:00:00.000Z',
  given_at: '2026-01-01T00:00:00.000Z',
}
