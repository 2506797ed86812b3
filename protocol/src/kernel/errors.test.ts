import assert from 'node:assert/strict'
import { test } from 'node:test'
import { defineErrors, describeError, hasCode, SymbolonError, shownFacts } from './errors.ts'

const unitErrors = defineErrors({
  UNIT_EXPIRED: {
    status: 409,
    retry: 'ask',
    title: { en: 'The unit expired at {expired_at}: {reason}', el: 'Η μονάδα έληξε στις {expired_at}: {reason}' },
    hint: { en: 'Take one of {units}.', el: 'Πάρτε μία από τις {units}.' },
    shows: ['expired_at', 'units', 'reason'],
  },
})
const reason = { en: 'too old', el: 'πολύ παλιά' }
const expired = unitErrors.UNIT_EXPIRED({ expired_at: 3, units: ['a', 'b'], reason, patient: 'Eleni' })

test('an error knows its code, its row and its facts', () => {
  assert.ok(expired instanceof SymbolonError)
  assert.ok(expired instanceof Error)
  assert.equal(expired.code, 'UNIT_EXPIRED')
  assert.equal(expired.row, unitErrors.rows.UNIT_EXPIRED)
  assert.equal(expired.message, 'The unit expired at 3: too old')
})

test('it is described in both languages', () => {
  assert.deepEqual(describeError(expired, 'en'), { title: 'The unit expired at 3: too old', hint: 'Take one of a, b.' })
  assert.deepEqual(describeError(expired, 'el'), {
    title: 'Η μονάδα έληξε στις 3: πολύ παλιά',
    hint: 'Πάρτε μία από τις a, b.',
  })
})

test('only the facts that the row names leave it', () => {
  assert.deepEqual(shownFacts(expired), { expired_at: 3, units: ['a', 'b'], reason: 'too old' })
  assert.deepEqual(shownFacts(expired, 'el'), { expired_at: 3, units: ['a', 'b'], reason: 'πολύ παλιά' })
})

test('an instant is written as people write it, and stays RFC 3339 among the facts', () => {
  const error = unitErrors.UNIT_EXPIRED({ expired_at: '2026-11-24T21:24:52.600Z', reason })
  assert.equal(describeError(error, 'en').title, 'The unit expired at 2026-11-24, 21:24 UTC: too old')
  assert.equal(describeError(error, 'el').title, 'Η μονάδα έληξε στις 24/11/2026, 21:24 UTC: πολύ παλιά')
  assert.equal(shownFacts(error).expired_at, '2026-11-24T21:24:52.600Z')
})

test('a fact that is missing or not shown leaves a gap, never its value', () => {
  const row = { ...unitErrors.rows.UNIT_EXPIRED, shows: [] }
  assert.equal(defineErrors({ UNIT_EXPIRED: row }).UNIT_EXPIRED({ expired_at: 3 }).message, 'The unit expired at …: …')
  assert.equal(unitErrors.UNIT_EXPIRED().message, 'The unit expired at …: …')
})

test('the cause is kept for whoever reads the trace', () => {
  const cause = new Error('underneath')
  assert.equal(unitErrors.UNIT_EXPIRED({}, { cause }).cause, cause)
})

test('only the one class has a code', () => {
  assert.ok(hasCode(expired, 'UNIT_EXPIRED'))
  assert.ok(!hasCode(expired, 'UNIT_RECALLED'))
  assert.ok(!hasCode({ code: 'UNIT_EXPIRED' }, 'UNIT_EXPIRED'))
  assert.ok(!hasCode(undefined, 'UNIT_EXPIRED'))
})
