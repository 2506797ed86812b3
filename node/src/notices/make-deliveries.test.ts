import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { newId } from '@symbolon/protocol/kernel'
import type { Database, Statement } from '../kernel/index.ts'
import { makeDeliveries, SPAN_ENTRIES_MAX } from './make-deliveries.ts'
import { type NoticesWorld, startNotices } from './test-notices.ts'

let world: NoticesWorld
let webhook: string
before(async () => {
  world = await startNotices()
  const added = { url: 'https://hooks.invalid/', events: ['receipt.opened', 'receipt.refused'] }
  webhook = (await world.ask('eleni', 'POST', '/v1/webhooks', added)).body.webhook
  await world.ask('eleni', 'PUT', `/v1/webhooks/${webhook}/state`, { state: 'paused' })
})
after(() => world?.stop())

async function made(): Promise<string[]> {
  const rows = await world.kernel.database.query<{ receipt: string }>({
    name: 'test_made',
    text: 'select receipt from notices.delivery order by receipt',
  })
  return rows.map(({ receipt }) => receipt)
}

/** The database, but the making of deliveries fails: before it ran, or after it was committed. */
function failing(when: 'before' | 'after'): Database {
  const { database } = world.kernel
  return {
    ...database,
    async query<Row>(statement: Statement) {
      if (statement.name !== 'notices_make') return database.query<Row>(statement)
      if (when === 'after') await database.query<Row>(statement)
      throw new Error('the connection broke')
    },
  }
}

for (const when of ['before', 'after'] as const) {
  test(`error: a connection that breaks ${when} deliveries are made loses none and doubles none`, async () => {
    const known = await made()
    const receipts = await world.happen({}, { kind: 'refused' }, { kind: 'added' })
    await assert.rejects(makeDeliveries(failing(when), Date.now()), /the connection broke/)
    await makeDeliveries(world.kernel.database, Date.now())
    assert.deepEqual(await made(), [...known, ...receipts.slice(0, 2)].sort())
  })
}

test('many at once make each delivery once', async () => {
  const known = await made()
  const receipts = await world.happen({}, {}, {})
  await Promise.all(Array.from({ length: 8 }, () => makeDeliveries(world.kernel.database, Date.now())))
  assert.deepEqual(await made(), [...known, ...receipts].sort())
})

test('a receipt that was committed late, behind newer ones, is told all the same', async () => {
  const known = await made()
  const [newer] = await world.happen({})
  await makeDeliveries(world.kernel.database, Date.now())
  const late = newId('receipt', Date.now() - 365 * 86_400_000, new Uint8Array(10))
  await world.happen({ receipt: late })
  await world.kernel.database.query({ name: 'test_sweep_again', text: "update log.tree set swept_to = ''" })
  await world.log.sweep()
  await makeDeliveries(world.kernel.database, Date.now())
  assert.deepEqual(new Set(await made()), new Set([...known, newer, late]))
})

test('more than one look takes in is taken in by several, and a look with nothing new is one statement', async () => {
  const known = await made()
  const receipts = await world.happen(...Array.from({ length: SPAN_ENTRIES_MAX + 3 }, () => ({})))
  await makeDeliveries(world.kernel.database, Date.now())
  assert.equal((await made()).length, known.length + receipts.length)
  const counts: number[] = []
  for (let i = 0; i < 5; i++) {
    const { statements } = world.kernel.database
    await makeDeliveries(world.kernel.database, Date.now())
    counts.push(world.kernel.database.statements - statements)
  }
  assert.equal(Math.min(...counts), 1)
})

test('what was erased before it was told is told to nobody', async () => {
  const known = await made()
  const [receipt] = await world.happen({})
  await world.kernel.database.query({
    name: 'test_destroy',
    text: 'update log.opening set index = null, key = null, sealed = null where name = $1',
    values: [receipt],
  })
  await makeDeliveries(world.kernel.database, Date.now())
  assert.deepEqual(await made(), known)
})
