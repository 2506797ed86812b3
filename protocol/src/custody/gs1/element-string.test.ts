import assert from 'node:assert/strict'
import { test } from 'node:test'
import { writeBracketed } from './bracketed.ts'
import { parseElementString, writeElementString } from './element-string.ts'

test('a pack', () => {
  const e = parseElementString(']d201095060001343521726123110L7\u001d21S1')
  assert.equal(writeElementString(e), '01095060001343521726123110L7\u001d21S1')
  assert.equal(writeBracketed(e), '(01)09506000134352(17)261231(10)L7(21)S1')
  const t = ']d201095060001343521726123110L7\u001d21S1234567890'
  for (let i = 0; i < 200000; i++) parseElementString(t)
  const c = process.cpuUsage()
  for (let i = 0; i < 200000; i++) parseElementString(t)
  console.log(process.cpuUsage(c).user / 200000)
})
