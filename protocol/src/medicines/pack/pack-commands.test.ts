import assert from 'node:assert/strict'
import { test } from 'node:test'
import { termIri } from '../../custody/cbv-terms.ts'
import { expiryOf } from '../batch/expiry.ts'
import { packCommands } from './pack-commands.ts'

test('every event of the table has words of the CBV', () => {
  for (const [command, row] of Object.entries(packCommands)) {
    assert.ok(termIri('bizStep', row.biz_step), `${command}: ${row.biz_step}`)
    if ('disposition' in row) assert.ok(termIri('disposition', row.disposition), `${command}: ${row.disposition}`)
  }
})

test('an expiry is its day; day 00 is the last of the month, and the century is the near one', () => {
  const now = Date.parse('2026-06-01T00:00:00Z')
  const cases: readonly (readonly [string, string | undefined])[] = [
    ['271231', '2027-12-31'],
    ['280200', '2028-02-29'],
    ['270200', '2027-02-28'],
    ['760101', '2076-01-01'],
    ['770101', '1977-01-01'],
    ['270229', undefined],
    ['271301', undefined],
    ['270001', undefined],
    ['27123', undefined],
    ['٢٧١٢٣١', undefined],
  ]
  for (const [yymmdd, day] of cases) {
    const expected = day === undefined ? undefined : Date.parse(`${day}T00:00:00Z`) / 86_400_000
    assert.equal(expiryOf(yymmdd, now), expected, yymmdd)
  }
  assert.equal(expiryOf('010101', Date.parse('2098-01-01T00:00:00Z')), Date.parse('2101-01-01T00:00:00Z') / 86_400_000)
})
