import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isPrintedPack } from './printed-pack.ts'
import { pack } from './test-offline.ts'

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
