import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { after, before, test } from 'node:test'
import { newId } from '@symbolon/protocol/kernel'
import { GTIN_PACKS_MAX, type Gtin, newSerials, SERIAL_ROW_BYTES } from '@symbolon/protocol/medicines'
import { type Database, openDatabase } from '../../kernel/index.ts'
import { startTestKernel, type TestKernel } from '../../kernel/test-node.ts'
import { PackIndex } from '../packs/pack-index.ts'
import { inMemory, recordBatch, type TestBatch, testBatch, testGtin } from '../packs/test-packs.ts'
import type { BatchesInMemory } from '../ports.ts'
import { createTakenSerials } from './taken-serials.ts'

const asked = { batch: newId('batch', 0, new Uint8Array(10)), gtin: testGtin as Gtin }
const count = 9_000
/** So long that numbers of two batches do not meet by chance. */
const newRows = () => newSerials({ count, total: GTIN_PACKS_MAX, random: (size) => Uint8Array.from(randomBytes(size)) })
const known = testBatch({ lot: 'MEMORY', rows: newRows() })
const stored = testBatch({ lot: 'STORED', rows: newRows() })
const other = testBatch({ lot: 'OTHER', rows: newRows() })
let kernel: TestKernel
/** Nobody else's statements are counted here. */
let database: Database

before(async () => {
  kernel = await startTestKernel()
  database = openDatabase(kernel.address)
  for (const batch of [known, stored]) await claim(batch)
  await recordBatch(kernel.database, other)
})
after(async () => {
  await database.close()
  await kernel.stop()
})

/** Recorded, as it only is once its numbers were claimed. */
async function claim(batch: TestBatch): Promise<void> {
  const id = await recordBatch(kernel.database, batch)
  const text = 'update medicines.batch set claimed_at = now() where batch = $1'
  await kernel.database.query({ name: 'test_claim', text, values: [id] })
}

function indexOf(...batches: readonly TestBatch[]): PackIndex {
  const index = new PackIndex()
  for (const batch of batches) index.add(inMemory(batch))
  return index
}

/** How many numbers of the batch are taken. */
async function countTaken(memory: BatchesInMemory, { rows }: TestBatch, beside = asked): Promise<number> {
  const isTaken = await createTakenSerials({ ...kernel, database }, memory).takenBeside(beside)
  let taken = 0
  for (let i = 0; i < rows.length / SERIAL_ROW_BYTES; i++) if (isTaken?.(rows, i)) taken++
  return taken
}

test('numbers of claimed batches are taken, wherever each batch is held: in memory, stored, or one here and one there', async () => {
  for (const memory of [indexOf(), indexOf(known), indexOf(known, stored)]) {
    assert.equal(await countTaken(memory, known), count)
    assert.equal(await countTaken(memory, stored), count)
    assert.equal(await countTaken(memory, other), 0)
  }
})

test('a batch in memory takes no statement, a stored one one for each piece and one that finds no more', async () => {
  const statementsWith = async (memory: BatchesInMemory) => {
    const before_count = database.statements
    await countTaken(memory, other)
    return database.statements - before_count
  }
  assert.equal(await statementsWith(indexOf(known, stored)), 1)
  assert.equal(await statementsWith(indexOf(known)), 4)
  assert.equal(await statementsWith(indexOf()), 7)
})

test('what memory holds of a batch in part, or of another size than was claimed, is not believed', async () => {
  const { facts } = known
  const part = inMemory({ ...known, rows: known.rows.subarray(0, 20 * SERIAL_ROW_BYTES) })
  const small = inMemory({ ...testBatch({ count: 20 }), facts: { ...facts, count: 20 } })
  for (const held of [part, small]) {
    const memory = { byId: (batch: string) => (batch === facts.batch ? held : undefined) }
    assert.equal(await countTaken(memory, known), count)
  }
})

test('what only memory has is of no claimed batch; a batch is not held against itself, nor against other products', async () => {
  assert.equal(await countTaken(indexOf(other), other), 0)
  assert.equal(await countTaken(indexOf(known), known, { ...asked, batch: known.facts.batch }), 0)
  assert.equal(await countTaken(indexOf(known), known, { ...asked, gtin: '09501101530010' as Gtin }), 0)
})
