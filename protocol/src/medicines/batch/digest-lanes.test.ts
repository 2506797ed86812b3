import assert from 'node:assert/strict'
import { createHash, hash } from 'node:crypto'
import { test } from 'node:test'
import fc from 'fast-check'
import { fuzzRuns } from '../../kernel/fuzz-runs.ts'
import { digestLanesHere, lanePlaces } from './digest-lanes.ts'
import { repeatableRandom, rowsOf } from './test-batch.ts'

const lanes = digestLanesHere()
const random = repeatableRandom('lanes')
const { digests_max } = lanePlaces
/** Every run hashes up to 40 digests twice. */
const runs = { numRuns: Math.ceil(fuzzRuns / 10) }

function digests(count: number): Buffer {
  return Buffer.from(lanes.bytes.slice(lanePlaces.digests, lanePlaces.digests + 32 * count))
}

function levelOf(below: Uint8Array): Buffer {
  lanes.bytes.set(below, lanePlaces.digests)
  lanes.level(below.length / 32)
  return digests(Math.ceil(below.length / 64))
}

function levelByNode(below: Uint8Array): Buffer {
  const nodes: Uint8Array[] = []
  for (let at = 0; at < below.length; at += 64) {
    const pair = below.subarray(at, at + 64)
    nodes.push(pair.length === 64 ? hash('sha256', Buffer.concat([Buffer.of(1), pair]), 'buffer') : pair)
  }
  return Buffer.concat(nodes)
}

function leavesOf({ block, salts, serials }: { block: Uint8Array; salts: Uint8Array; serials: string[] }): Buffer {
  lanes.bytes.set(block, lanePlaces.salts)
  lanes.begin()
  lanes.bytes.set(salts, lanePlaces.salts)
  lanes.bytes.set(rowsOf(serials), lanePlaces.serials)
  lanes.leaves(serials.length)
  return digests(serials.length)
}

function leavesByNode({ block, salts, serials }: { block: Uint8Array; salts: Uint8Array; serials: string[] }): Buffer {
  return Buffer.concat(
    serials.map((serial, i) => {
      const salted = createHash('sha256')
        .update(block)
        .update(salts.subarray(32 * i, 32 * i + 32))
      return salted.update(Buffer.of(serial.length)).update(serial.padEnd(20, '\0')).digest()
    }),
  )
}

test('levels of every width to 40, and of the most that fit, are those of node:crypto', () => {
  const widths = [...Array.from({ length: 40 }, (_, i) => i + 1), digests_max - 1, digests_max]
  for (const width of widths) {
    const below = random(32 * width)
    assert.ok(levelOf(below).equals(levelByNode(below)), `a level over ${width}`)
  }
})

test('nodes that end in every byte, whichever stands beside it, are those of node:crypto', () => {
  const below = random(32 * 2 * 512)
  for (let node = 0; node < 512; node++) below[64 * node + 63] = node < 256 ? node : 5 * node
  assert.ok(levelOf(below).equals(levelByNode(below)))
})

test('digests of only zeros and only ones are hashed as node:crypto does', () => {
  for (const byte of [0x00, 0x7f, 0x80, 0xff]) {
    const below = new Uint8Array(32 * 9).fill(byte)
    assert.ok(levelOf(below).equals(levelByNode(below)))
  }
})

test('a serial number of every length, in every lane, beside every other length', () => {
  const salts = random(32 * 24)
  for (let turn = 0; turn < 20; turn++) {
    const serials = Array.from({ length: 24 }, (_, i) => 'x'.repeat(1 + ((i + turn) % 20)))
    const given = { block: random(64), salts, serials }
    assert.ok(leavesOf(given).equals(leavesByNode(given)))
  }
})

test('as many leaves as fit are those of node:crypto, and what stood there before changes nothing', () => {
  const serials = Array.from({ length: digests_max }, (_, i) => `${i}`)
  const given = { block: random(64), salts: random(32 * digests_max), serials }
  assert.ok(leavesOf(given).equals(leavesByNode(given)))
  const few = { ...given, serials: ['C2VHRH180K', 'K', '0'] }
  assert.ok(leavesOf(few).equals(leavesByNode(few)))
})

test('property: leaves and levels of every size are those of node:crypto', () => {
  const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length })
  const serial = fc.string({ unit: fc.constantFrom(...'!"%&A9z_~'), minLength: 1, maxLength: 20 })
  const packs = fc.array(fc.tuple(serial, bytes(32)), { minLength: 1, maxLength: 40 })
  fc.assert(
    fc.property(bytes(64), packs, (block, some) => {
      const serials = some.map(([text]) => text)
      const salts = Buffer.concat(some.map(([, salt]) => salt))
      assert.ok(leavesOf({ block, salts, serials }).equals(leavesByNode({ block, salts, serials })))
      assert.ok(levelOf(salts).equals(levelByNode(salts)))
    }),
    runs,
  )
})
