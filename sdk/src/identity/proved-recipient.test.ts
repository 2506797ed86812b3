import assert from 'node:assert/strict'
import { test } from 'node:test'
import { partyProfileDigest } from '@symbolon/protocol/identity'
import { hasCode, type Id } from '@symbolon/protocol/kernel'
import type { Party } from './parties.ts'
import { provedRecipient } from './proved-recipient.ts'

const profile = {
  v: 1,
  handle: 'hospital-a',
  name: { el: 'Νοσοκομείο Α', en: 'Hospital A' },
  kind: 'hospital',
  recipient: 'age1pq1hospital' as never,
} as const
const { v: _, ...shown } = profile
const hospital: Party = {
  ...shown,
  party: 'pty_01k0000000e00800000000000a' as Id<'party'>,
  address: '0x0000000000000000000000000000000000000001',
  endpoint: null,
  profile_digest: partyProfileDigest(profile),
}

test('keys are sealed to the recipient of the registered profile', () => {
  assert.equal(provedRecipient(hospital), 'age1pq1hospital')
  const endpoint = 'https://a.example'
  const digest = partyProfileDigest({ ...profile, endpoint })
  assert.equal(provedRecipient({ ...hospital, endpoint, profile_digest: digest }), 'age1pq1hospital')
})

test('error: no field of an institution may differ from its registered profile', () => {
  const changes = [{ recipient: 'age1pq1mallory' }, { handle: 'hospital-b' }, { name: null }, { profile_digest: null }]
  for (const change of changes)
    assert.throws(
      () => provedRecipient({ ...hospital, ...change }),
      (error) => hasCode(error, 'SDK_NODE_UNTRUE'),
    )
})
