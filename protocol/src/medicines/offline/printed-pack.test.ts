import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isPrintedPack, lastDayOf } from './printed-pack.ts'
import { now, pack } from './test-offline.ts'

const dayOf = (text: string) => Date.parse(`${text}T00:00Z`) / 86_400_000

test('the last day of an expiry, with day 00 and the nearest century', () => {
  const cases: readonly (readonly [expiry: string, day: string])[] = [
    ['281100', '2028-11-30'],
    ['280200', '2028-02-29'],
    ['270200', '2027-02-28'],
    ['261231', '2026-12-31'],
    ['761231', '2076-12-31'],
    ['770101', '1977-01-01'],
    ['000101', '2000-01-01'],
  ]
  for (const [expiry, day] of cases) assert.equal(lastDayOf(expiry, now), dayOf(day), expiry)
  assert.equal(lastDayOf('110101', Date.UTC(2099, 0, 1)), dayOf('2111-01-01'))
})

test('the four parts of a pack have the forms that GS1 gives them', () => {
  assert.ok(isPrintedPack(pack))
  const others = [
    { gtin: pack.gtin.slice(1) },
    { gtin: `${pack.gtin.slice(0, -1)}0` },
    { serial: '' },
    { serial: 'a b' },
    { serial: 'x'.repeat(21) },
    { lot: '' },
    { lot: '€' },
    { expiry: '28110' },
    { expiry: '281300' },
    { expiry: '280001' },
    { expiry: '281131' },
    { expiry: '+28110' },
  ]
  for (const other of others) assert.ok(!isPrintedPack({ ...pack, ...other }), JSON.stringify(other))
})
