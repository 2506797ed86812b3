import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { hasCode } from '@symbolon/protocol/kernel'
import { emptyLog, integrate, treeRoot } from '@symbolon/protocol/log'
import type { Statement } from '../kernel/index.ts'
import { startTestKernel, type TestKernel } from '../kernel/test-node.ts'
import { destroyOpenings } from './entries.ts'
import type { LogWriter } from './log-writer.ts'
import { sweepAll } from './sweep.ts'
import { addTestEntries, createTestEntries, newTestRows, testSource } from './test-entries.ts'
import { failing, newTestWriter, storedEntries } from './test-log.ts'
import type { EntryToLog } from './transparency-log.ts'
import { readEdge } from './tree-store.ts'

let kernel: TestKernel
let writer: LogWriter

before(async () => {
  kernel = await startTestKernel()
  await createTestEntries(kernel.database)
  writer = newTestWriter(kernel)
  await writer.start()
})
after(async () => {
  await writer.stop()
  await kernel.stop()
})

async function countOpenings(names: readonly string[]): Promise<number> {
  const rows = await kernel.database.query({
    name: 'test_openings',
    text: 'select from log.opening where name = any($1)',
    values: [names],
  })
  return rows.length
}

test('what is integrated stands in a tree that anybody can build again, however it came in', async () => {
  for (const count of [1, 3, 251, 1, 600, 70]) {
    const names = await addTestEntries(kernel.database, count)
    await Promise.all([writer.integrate(names.slice(0, 2)), writer.integrate(names.slice(2))])
    assert.equal(await countOpenings(names), count)
  }
  const entries = await storedEntries(kernel.database)
  assert.equal(entries.length, writer.size)
  assert.equal(new Set(entries.map((entry) => Buffer.from(entry).toString('hex'))).size, entries.length)
  const again = integrate(emptyLog, entries)
  assert.deepEqual(treeRoot((await readEdge(kernel.database)).tree), treeRoot(again.edge.tree))
})

test('a step is two statements, however many ask at once', async () => {
  const counts: number[] = []
  for (let i = 0; i < 5; i++) {
    const names = await addTestEntries(kernel.database, 40)
    const before = kernel.database.statements
    await Promise.all(names.map((name) => writer.integrate([name])))
    counts.push(kernel.database.statements - before)
  }
  assert.equal(Math.min(...counts), 2)
})

test('what is integrated twice stands in the tree once', async () => {
  const names = await addTestEntries(kernel.database, 2)
  await Promise.all([writer.integrate(names), writer.integrate(names)])
  const { size } = writer
  await writer.integrate(names)
  assert.equal(writer.size, size)
})

test('padding fills the tree to a multiple, with entries that nothing opens', async () => {
  await writer.integrate(await addTestEntries(kernel.database, 1))
  const tree = await writer.pad({ to: 256, above: 0 })
  assert.equal(tree.size % 256, 0)
  assert.equal(writer.size, tree.size)
  assert.equal((await writer.pad({ to: 256, above: tree.size - 1 })).size, tree.size)
  assert.equal((await writer.pad({ to: 256, above: tree.size })).size, tree.size + 256)
})

test('who pads gets the tree that was filled up, whatever comes in beside and behind it', async () => {
  const [beside, behind] = [await addTestEntries(kernel.database, 3), await addTestEntries(kernel.database, 2)]
  const padding = writer.pad({ to: 256, above: writer.size })
  const adding = writer.integrate(beside)
  const later = padding.then(() => writer.integrate(behind))
  const tree = await padding
  await Promise.all([adding, later])
  assert.equal(tree.size % 256, 0)
  assert.equal(writer.size, tree.size + 2)
  assert.deepEqual(
    treeRoot(tree),
    treeRoot(integrate(emptyLog, (await storedEntries(kernel.database)).slice(0, tree.size)).edge.tree),
  )
})

function destroy(names: readonly string[]): Statement {
  return destroyOpenings({ name: 'test', sql: 'select unnest($1::text[]) as name', values: [names] })
}

function entriesOf(names: readonly string[]): EntryToLog[] {
  return names.map((name) => ({ name, subject: 'pty_1', body: '{}' }))
}

/** What is left of openings: their names alone when they were destroyed. */
function readOpenings(
  names: readonly string[],
): Promise<{ name: string; index: number | null; sealed: Buffer | null }[]> {
  return kernel.database.query({
    name: 'test_read_openings',
    text: 'select name, index, sealed from log.opening where name = any($1) order by name',
    values: [names],
  })
}

test('a destroyed opening leaves its entry in the tree and nothing that says which one it is', async () => {
  const names = (await addTestEntries(kernel.database, 3)).toSorted()
  await writer.integrate(names)
  const before = await storedEntries(kernel.database)
  await kernel.database.query(destroy([...names.slice(1), ...names.slice(1)]))
  assert.deepEqual(await storedEntries(kernel.database), before)
  const [kept, ...gone] = await readOpenings(names)
  assert.ok(kept?.sealed)
  for (const opening of gone) assert.deepEqual([opening.index, opening.sealed], [null, null])
})

test('what is destroyed before it came into the log never does, and whoever waits for it is answered', async () => {
  const names = await addTestEntries(kernel.database, 4)
  await kernel.database.query(destroy(names.slice(0, 3)))
  const { size } = writer
  await writer.integrate(names.slice(0, 1))
  await writer.enter(entriesOf(names.slice(1, 2)))
  await Promise.all([writer.enter(entriesOf(names.slice(2, 3))), writer.enter(entriesOf(names.slice(3)))])
  await sweepAll({ ...kernel, sources: [testSource], writer })
  assert.equal(writer.size, size + 1)
  assert.deepEqual(
    (await readOpenings(names)).map(({ name, sealed }) => [name, sealed !== null]),
    names.toSorted().map((name) => [name, name === names[3]]),
  )
})

test('an opening that is destroyed while its entry is being appended is destroyed', async () => {
  const names = await addTestEntries(kernel.database, 2)
  const { size } = writer
  const appending = await kernel.database.transaction(async (queries) => {
    await queries.query(destroy(names.slice(0, 1)))
    const both = writer.enter(entriesOf(names))
    await new Promise((resolve) => setTimeout(resolve, 20))
    return { both }
  })
  await appending.both
  assert.equal(writer.size, size + 1)
  assert.deepEqual(
    (await readOpenings(names)).map(({ name, sealed }) => [name, sealed !== null]),
    names.toSorted().map((name) => [name, name === names[1]]),
  )
})

async function countRows(names: readonly string[]): Promise<number> {
  const sql = { name: 'test_count_rows', text: 'select name from test_entry where name = any($1)', values: [names] }
  return (await kernel.database.query(sql)).length
}

test('rows are written in the statement that takes their entries in, and one that is not let in leaves noise', async () => {
  const counts: number[] = []
  for (let i = 0; i < 5; i++) {
    const before = kernel.database.statements
    await Promise.all([writer.write('test', newTestRows(2)), writer.write('test', newTestRows(1))])
    counts.push(kernel.database.statements - before)
  }
  assert.equal(Math.min(...counts), 1)
  const [rows, over] = [newTestRows(3), newTestRows(2, { is_over: true })]
  const names = [...rows, ...over].map(({ name }) => name)
  const { size } = writer
  const [known] = await Promise.all([writer.write('test', [...rows, ...over]), writer.write('test', newTestRows(4))])
  assert.deepEqual(
    names.map((name) => known.has(name)),
    [true, true, true, false, false],
  )
  assert.equal(await countRows(names), 3)
  assert.equal(writer.size, size + 9)
  const opened = (await readOpenings(names)).map(({ name }) => name)
  assert.deepEqual(opened, rows.map(({ name }) => name).toSorted())
})

test('error: LOG_ENTRY_UNKNOWN fails whoever asked for it and nobody else', async () => {
  const names = await addTestEntries(kernel.database, 1)
  const [known, unknown] = await Promise.allSettled([writer.integrate(names), writer.integrate(['rcp_none'])])
  assert.equal(known.status, 'fulfilled')
  assert.ok(unknown.status === 'rejected' && hasCode(unknown.reason, 'LOG_ENTRY_UNKNOWN'))
})

test('error: LOG_IN_USE for a second writer while the first one has the turn', async () => {
  const second = newTestWriter(kernel)
  await assert.rejects(second.start(), (fault) => hasCode(fault, 'LOG_IN_USE'))
})

test('error: LOG_IN_USE for what is asked of a stopped writer, which leaves the turn to others', async () => {
  const names = await addTestEntries(kernel.database, 1)
  const last = writer.integrate(names)
  await writer.stop()
  await last
  await assert.rejects(writer.integrate(names), (fault) => hasCode(fault, 'LOG_IN_USE'))
  const other = newTestWriter(kernel)
  await other.start()
  await other.stop()
  await writer.start()
  assert.equal(await countOpenings(names), 1)
})

for (const when of ['before', 'after'] as const) {
  test(`a connection that breaks ${when} rows are written loses none and doubles none`, async () => {
    await writer.stop()
    const fault = { name: 'log_grow_test', when, times: 1 }
    const other = newTestWriter(kernel, { database: failing(kernel.database, fault) })
    await other.start()
    const [rows, over, names] = [
      newTestRows(5),
      newTestRows(1, { is_over: true }),
      await addTestEntries(kernel.database, 2),
    ]
    const [known] = await Promise.all([other.write('test', [...rows, ...over]), other.integrate(names)])
    assert.equal(fault.times, 0)
    const written = rows.map(({ name }) => name)
    assert.ok(written.every((name) => known.has(name)) && !known.has(over[0]?.name ?? ''))
    assert.equal(await countRows(written), 5)
    assert.equal(await countOpenings([...written, ...names]), 7)
    assert.equal((await storedEntries(kernel.database)).length, other.size)
    await other.stop()
    await writer.start()
  })
}

for (const name of ['log_find_entries_test', 'log_grow', 'log_insert_opening_key']) {
  for (const when of ['before', 'after'] as const) {
    test(`a connection that breaks ${when} ${name} loses no entry and doubles none`, async () => {
      await writer.stop()
      const fault = { name, when, times: 1 }
      const other = newTestWriter(kernel, { database: failing(kernel.database, fault) })
      await other.start()
      const names = await addTestEntries(kernel.database, 300)
      await other.integrate(names)
      assert.equal(fault.times, 0)
      assert.equal(await countOpenings(names), 300)
      const entries = await storedEntries(kernel.database)
      assert.equal(entries.length, other.size)
      assert.deepEqual(
        treeRoot((await readEdge(kernel.database)).tree),
        treeRoot(integrate(emptyLog, entries).edge.tree),
      )
      await other.stop()
      await writer.start()
    })
  }
}

test('error: a fault that stays is told, and what was committed goes in with the next sweep', async () => {
  await writer.stop()
  const broken = newTestWriter(kernel, {
    database: failing(kernel.database, { name: 'log_grow', when: 'before', times: 1_000 }),
  })
  await broken.start()
  const names = await addTestEntries(kernel.database, 5)
  await assert.rejects(broken.integrate(names), /the connection broke/)
  assert.equal(await countOpenings(names), 0)
  await broken.stop()
  await writer.start()
  await sweepAll({ ...kernel, sources: [testSource], writer })
  assert.equal(await countOpenings(names), 5)
})

test('a writer whose turn another took meanwhile never forks the tree', async () => {
  const turn = { isHeld: () => true, take: async () => true, waitFor: async () => true, release: async () => undefined }
  const stale = newTestWriter(kernel, { turn })
  await stale.start()
  const names = await addTestEntries(kernel.database, 2)
  await writer.integrate(names.slice(0, 1))
  await stale.integrate(names.slice(1))
  assert.equal(await countOpenings(names), 2)
  assert.equal(stale.size, writer.size + 1)
  assert.deepEqual(
    treeRoot((await readEdge(kernel.database)).tree),
    treeRoot(integrate(emptyLog, await storedEntries(kernel.database)).edge.tree),
  )
})
