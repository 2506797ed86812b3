import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Capsule } from '@symbolon/protocol/vault'
import { OpenedCapsules } from './opened-capsules.ts'

/** A capsule of one record with so many keys, none of them zero. */
function capsuleOf(keys: number, blob = 'blob'): Capsule {
  const entries = Array.from({ length: keys }, (_, i) => {
    return { id: `ent_${i}`, offset: 0, length: 32, key: new Uint8Array(16).fill(7), digest: new Uint8Array(32) }
  })
  return { v: 1, records: [{ record: 'rec_1', blob, entries }] } as unknown as Capsule
}

const keysOf = (capsule: Capsule) => capsule.records.flatMap(({ entries }) => entries.map(({ key }) => key))
const isZero = (capsule: Capsule) => keysOf(capsule).every((key) => key.every((byte) => byte === 0))

test('keys that are lent outlive their capsule and are zeroed when the last lease comes back', () => {
  const opened = new OpenedCapsules()
  const capsule = capsuleOf(2)
  opened.keep('grt_1', 'body', capsule)
  const [one, other] = [opened.lease('grt_1', 'body'), opened.lease('grt_1', 'body')]
  opened.forget('grt_1')
  assert.equal(opened.lease('grt_1', 'body'), undefined)
  assert.equal(isZero(capsule), false)
  one?.release()
  assert.equal(isZero(capsule), false)
  other?.release()
  assert.equal(isZero(capsule), true)
})

test('the same capsule that is opened again leaves the keys of the first alone', () => {
  const opened = new OpenedCapsules()
  const first = capsuleOf(1)
  opened.keep('grt_1', 'body', first)
  opened.keep('grt_1', 'body', capsuleOf(1))
  assert.equal(isZero(first), false)
  opened.keep('grt_1', 'amended', capsuleOf(1))
  assert.equal(isZero(first), true)
})

test('capsules that make room for another one stay good for whoever reads with them', () => {
  const opened = new OpenedCapsules({ keysMax: 3 })
  const [read, idle] = [capsuleOf(2), capsuleOf(1)]
  opened.keep('grt_1', 'body', read)
  const lease = opened.lease('grt_1', 'body')
  opened.keep('grt_2', 'body', idle)
  opened.keep('grt_3', 'body', capsuleOf(3))
  assert.deepEqual([isZero(read), isZero(idle)], [false, true])
  lease?.release()
  assert.equal(isZero(read), true)
})

test('an erased blob takes every capsule with a key of it along', () => {
  const opened = new OpenedCapsules()
  const [erased, other] = [capsuleOf(1, 'erased'), capsuleOf(1, 'other')]
  opened.keep('grt_1', 'body', erased)
  opened.keep('grt_2', 'body', other)
  opened.forgetBlob('erased')
  assert.deepEqual([isZero(erased), isZero(other)], [true, false])
})
