import assert from 'node:assert/strict'
import { test } from 'node:test'
import { describeError, hasCode } from '../kernel/index.ts'
import { checkDuoCodes, duoCodes, parseDuoCode } from './duo-codes.ts'
import { buildGrantTerms } from './grant-terms.ts'
import { parsePurpose, purposeCodes, purposes, refusedPurposes, rolesFor } from './purposes.ts'
import { testParts } from './test-terms.ts'

test('care, payment and research each need their role, requests of patient and family need none', () => {
  assert.deepEqual(Object.fromEntries(purposeCodes.map((code) => [code, rolesFor(code)])), {
    TREAT: ['care-provider'],
    ETREAT: ['care-provider'],
    HOPERAT: ['care-provider'],
    HPAYMT: ['payer', 'care-provider'],
    HRESCH: ['research-organisation'],
    PATRQT: [],
    FAMRQT: [],
  })
})

test('error: CONSENT_PURPOSE_FORBIDDEN for every refused use, and none of them is a purpose', () => {
  for (const code of Object.keys(refusedPurposes)) {
    assert.throws(() => parsePurpose(code), { code: 'CONSENT_PURPOSE_FORBIDDEN' })
    assert.ok(!(code in purposes))
  }
  for (const use of ['UNDERWRITING', 'EMPLOYMENT', 'HMARKT', 'LAWENFORCEMENT', 'CREDIT', 'REIDENTIFICATION'])
    assert.ok(use in refusedPurposes)
})

test('error: CONSENT_PURPOSE_UNKNOWN for anything else, names of object members included', () => {
  for (const code of ['', 'treat', 'BTG', 'constructor', '__proto__', 'toString'])
    assert.throws(() => parsePurpose(code), { code: 'CONSENT_PURPOSE_UNKNOWN' })
})

test('every table row speaks both languages', () => {
  for (const row of [...Object.values(purposes), ...Object.values(duoCodes)]) {
    assert.match(row.words.el, /[α-ω]/)
    assert.match(row.words.en, /[a-z]/)
  }
})

test('a research condition is known by its code and by its letters', () => {
  assert.equal(parseDuoCode('GRU'), 'DUO:0000042')
  assert.equal(parseDuoCode('DUO:0000042'), 'DUO:0000042')
  for (const text of ['DUO:0000001', 'gru', 'constructor'])
    assert.throws(() => parseDuoCode(text), { code: 'CONSENT_DUO_INVALID' })
})

test('error: CONSENT_DUO_INVALID says what is wrong, where it is written and what there is', () => {
  const faults = [
    () => parseDuoCode('gru'),
    () => checkDuoCodes(['DUO:0000046']),
    () => buildGrantTerms({ ...testParts, purpose: 'HRESCH' }),
    () => buildGrantTerms({ ...testParts, duo: ['DUO:0000042'] }),
  ]
  const titles = faults.map((fault) => {
    const error = thrownBy(fault)
    assert.ok(hasCode(error, 'CONSENT_DUO_INVALID'))
    const { title, hint } = describeError(error, 'en')
    assert.match(hint, /--duo.* one of NRES, HMB, POA, GRU .* any of NMDS, /)
    return title.slice(title.indexOf(':') + 2)
  })
  assert.deepEqual(titles, [
    'there is no such condition',
    'exactly one says what research, and each stands once',
    'research needs them',
    'they go with research alone',
  ])
})

function thrownBy(fault: () => unknown): unknown {
  try {
    return assert.fail(String(fault()))
  } catch (error) {
    return error
  }
}
