import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { fuzzRuns } from '../../kernel/fuzz-runs.ts'
import { hasCode, SymbolonError } from '../../kernel/index.ts'
import { nextScheduled, parseSchedule } from './subscription-schedule.ts'

const next = (schedule: Record<string, string>, after: string) =>
  new Date(nextScheduled(parseSchedule(schedule), Date.parse(after))).toISOString()

test('the next time is the first one after an instant that every part allows', () => {
  const cases: readonly (readonly [Record<string, string>, string, string])[] = [
    [{ hour: '1', minute: '5' }, '2026-03-01T00:00:00Z', '2026-03-01T01:05:00.000Z'],
    [{ hour: '1', minute: '5' }, '2026-03-01T01:05:00Z', '2026-03-02T01:05:00.000Z'],
    [{ minute: '0,30' }, '2026-03-01T10:12:13.500Z', '2026-03-01T10:30:00.000Z'],
    [{ second: '[10-12]' }, '2026-03-01T10:12:11Z', '2026-03-01T10:12:12.000Z'],
    [{ dayOfWeek: '7' }, '2026-03-02T10:00:00Z', '2026-03-08T00:00:00.000Z'],
    [{ month: '2', dayOfMonth: '29' }, '2026-03-01T00:00:00Z', '2028-02-29T00:00:00.000Z'],
  ]
  for (const [schedule, after, expected] of cases) assert.equal(next(schedule, after), expected)
})

test('error: CUSTODY_SUBSCRIPTION_INVALID for what is no schedule, or never comes', () => {
  const cases = [{}, [], null, 'x', { hour: 1 }, { hour: '24' }, { year: '1' }, { hour: '[5-3]' }, { hour: '' }]
  for (const value of [...cases, { month: '2', dayOfMonth: '30' }])
    assert.throws(
      () => parseSchedule(value as never),
      (error) => hasCode(error, 'CUSTODY_SUBSCRIPTION_INVALID'),
      JSON.stringify(value),
    )
})

/** Looking ahead for years costs more than other parsers. */
const RUNS = Math.max(1, Math.floor(fuzzRuns / 10))

test('property: what is scheduled is later, and allowed by every part', () => {
  const numbers = (low: number, high: number) =>
    fc.array(fc.integer({ min: low, max: high }), { minLength: 1, maxLength: 4 }).map((list) => list.join(','))
  const schedules = fc.record(
    {
      second: numbers(0, 59),
      minute: numbers(0, 59),
      hour: numbers(0, 23),
      dayOfMonth: numbers(1, 28),
      dayOfWeek: numbers(1, 7),
    },
    { requiredKeys: ['minute'] },
  )
  fc.assert(
    fc.property(schedules, fc.date({ min: new Date(0), max: new Date(4e12), noInvalidDate: true }), (told, after) => {
      const at = new Date(nextScheduled(parseSchedule(told), after.getTime()))
      assert.ok(at > after && at.getUTCMilliseconds() === 0)
      const is = {
        second: at.getUTCSeconds(),
        minute: at.getUTCMinutes(),
        hour: at.getUTCHours(),
        dayOfMonth: at.getUTCDate(),
      }
      for (const [part, value] of Object.entries(is)) {
        const allowed = (told as Record<string, string | undefined>)[part]
        if (allowed !== undefined) assert.ok(allowed.split(',').map(Number).includes(value), part)
      }
    }),
    { numRuns: RUNS },
  )
})

test('property: every value is a schedule or is refused', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      try {
        parseSchedule(value as never)
      } catch (error) {
        assert.ok(error instanceof SymbolonError)
      }
    }),
    { numRuns: RUNS },
  )
})
