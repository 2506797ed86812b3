import assert from 'node:assert/strict'
import { test } from 'node:test'
import { hasCode } from '@symbolon/protocol/kernel'
import { parseDay, parseInstant } from './until.ts'

const now = Date.parse('2026-01-31T10:00:00Z')
const from = { option: '--until', now }

test('spans count from now', () => {
  assert.equal(parseInstant('7d', from), now + 7 * 86_400_000)
  assert.equal(parseInstant('12h', from), now + 12 * 3_600_000)
  assert.equal(parseInstant('2w', from), now + 14 * 86_400_000)
  assert.equal(new Date(parseInstant('1y', from)).toISOString(), '2027-01-31T10:00:00.000Z')
})

test('a date means its last moment here', () => {
  const end = new Date(parseInstant('2026-12-31', from))
  assert.deepEqual(
    [end.getFullYear(), end.getMonth(), end.getDate(), end.getHours(), end.getMinutes()],
    [2026, 11, 31, 23, 59],
  )
})

test('an instant is taken as it is', () => {
  assert.equal(parseInstant('2026-12-31T18:00:00Z', from), Date.parse('2026-12-31T18:00:00Z'))
})

test('error: anything else is CLI_OPTION_INVALID', () => {
  for (const text of [
    '',
    '7',
    'soon',
    '-1d',
    '7 d',
    '2026-13-01',
    '2026-1-1',
    '99999d',
    '2026-02-30T99:00Z',
    '2027-02-31',
    '2027-02-31T10:00Z',
  ]) {
    assert.throws(
      () => parseInstant(text, from),
      (error) => hasCode(error, 'CLI_OPTION_INVALID'),
      text,
    )
  }
  for (const day of ['2026-02-30', '2026-2-3', 'x']) {
    assert.throws(
      () => parseDay(day, '--from'),
      (error) => hasCode(error, 'CLI_OPTION_INVALID'),
      day,
    )
  }
  assert.equal(parseDay('2024-02-29', '--from'), '2024-02-29')
})
