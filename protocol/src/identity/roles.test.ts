import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { fuzzRuns } from '../kernel/fuzz-runs.ts'
import { hasCode, toHex } from '../kernel/index.ts'
import { institutionKinds, parsePartyKind, partyKindOf, partyKinds } from './party-kinds.ts'
import { parseRole, roleCodes, roleId, roleOfId, roles } from './roles.ts'

test('every role reads back from its text and from its 32 bytes', () => {
  for (const role of roleCodes) {
    assert.equal(parseRole(role), role)
    assert.equal(roleOfId(roleId(role)), role)
    assert.ok(roles[role].en && roles[role].el)
  }
  assert.equal(roleId('payer'), `0x7061796572${'0'.repeat(54)}`)
})

test('every kind reads back from its text and from its number; persons are no institution', () => {
  for (const [kind, { number }] of Object.entries(partyKinds)) {
    assert.equal(parsePartyKind(kind), kind)
    assert.equal(partyKindOf(number), kind)
  }
  assert.equal(institutionKinds.length, Object.keys(partyKinds).length - 1)
  assert.ok(!institutionKinds.some((kind) => (kind as string) === 'person'))
})

test('error: an unknown kind or role is refused with the list', () => {
  for (const text of ['', 'Hospital', 'constructor', '__proto__', 'hospital ']) {
    assert.throws(
      () => parsePartyKind(text),
      (error) => hasCode(error, 'IDENTITY_KIND_UNKNOWN'),
    )
    assert.throws(
      () => parseRole(text),
      (error) => hasCode(error, 'IDENTITY_ROLE_UNKNOWN') && error.message !== '',
    )
  }
  assert.throws(
    () => partyKindOf(10),
    (error) => hasCode(error, 'IDENTITY_KIND_UNKNOWN'),
  )
})

test('property: no other text is a role, no other bytes name one', () => {
  fc.assert(
    fc.property(fc.string(), fc.uint8Array({ minLength: 32, maxLength: 32 }), (text, id) => {
      fc.pre(!roleCodes.some((role) => role === text))
      assert.throws(() => parseRole(text))
      assert.equal(roleOfId(toHex(id)), undefined)
    }),
    { numRuns: fuzzRuns },
  )
})
