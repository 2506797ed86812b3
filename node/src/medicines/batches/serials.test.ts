import assert from 'node:assert/strict'
import { test } from 'node:test'
import { hasCode } from '@symbolon/protocol/kernel'
import { SERIAL_ROW_BYTES, type Serial, serialAt, serialCount } from '@symbolon/protocol/medicines'
import fc from 'fast-check'
import { fuzzRuns } from '../../../../protocol/src/kernel/fuzz-runs.ts'
import { CHUNK_PACKS, PUT_SERIALS_MAX } from '../medicines-limits.ts'
import { checkClaim } from './check-claim.ts'
import { makeSerials } from './make-serials.ts'
import { readSerialLines } from './put-serials.ts'

const secret = new Uint8Array(32).fill(5)
const seed = new Uint8Array(32)

test('the same secret makes the same serial numbers, another one others, each once across pieces', async () => {
  const count = 2 * CHUNK_PACKS + 1
  const make = (of: Uint8Array) => makeSerials({ count, total: count, secret: of, isTaken: () => false })
  const rows = await make(secret)
  assert.deepEqual(await make(secret), rows)
  assert.notDeepEqual(await make(new Uint8Array(32).fill(6)), rows)
  await checkClaim(rows, { seed, isTaken: () => false })
})

test('what is taken is never made', async () => {
  const taken = new Set<Serial>()
  const first = await makeSerials({ count: 500, total: 500, secret, isTaken: () => false })
  for (let i = 0; i < 500; i++) taken.add(serialAt(first, i))
  const rows = await makeSerials({ count: 500, total: 500, secret, isTaken: (some, i) => taken.has(serialAt(some, i)) })
  for (let i = 0; i < 500; i++) assert.ok(!taken.has(serialAt(rows, i)))
})

test('long work gives others their turn', async () => {
  let [turns, isDone] = [0, false]
  const count = 10 * CHUNK_PACKS
  const made = makeSerials({ count, total: count, secret, isTaken: () => false }).finally(() => {
    isDone = true
  })
  while (!isDone) {
    await new Promise((resolve) => setImmediate(resolve))
    turns++
  }
  assert.equal(serialCount(await made), count)
  assert.ok(turns >= 10)
})

const serialText = fc.stringMatching(/^[A-Za-z0-9!"%&'()*+,\-./:;<=>?_]{1,20}$/)

test('property: lines are read as they were written, with either end of line and with none at the end', () => {
  fc.assert(
    fc.property(
      fc.array(serialText, { maxLength: 30 }),
      fc.constantFrom('\n', '\r\n'),
      fc.boolean(),
      (lines, end, last) => {
        const text = lines.join(end) + (last && lines.length > 0 ? end : '')
        const { rows, lower_case } = readSerialLines(Buffer.from(text), 0)
        assert.equal(lower_case, lines.filter((line) => /[a-z]/.test(line)).length)
        assert.deepEqual(
          lines.map((_, i) => serialAt(rows, i)),
          lines,
        )
        assert.equal(rows.length, lines.length * SERIAL_ROW_BYTES)
      },
    ),
    { numRuns: fuzzRuns },
  )
})

test('property: octets of every kind are serial numbers or MEDICINES_SERIALS_MALFORMED', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 60 }), (octets) => {
      try {
        readSerialLines(octets, 0)
      } catch (fault) {
        assert.ok(hasCode(fault, 'MEDICINES_SERIALS_MALFORMED'))
      }
    }),
    { numRuns: fuzzRuns },
  )
})

test('error: MEDICINES_BATCH_SIZE for one line more than a call takes', () => {
  const text = Buffer.from('A\n'.repeat(PUT_SERIALS_MAX))
  assert.equal(serialCount(readSerialLines(text, 0).rows), PUT_SERIALS_MAX)
  const refused = (fault: unknown) => hasCode(fault, 'MEDICINES_BATCH_SIZE')
  assert.throws(() => readSerialLines(Buffer.concat([text, Buffer.from('A')]), 0), refused)
})
