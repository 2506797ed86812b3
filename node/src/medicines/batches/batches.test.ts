import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { fromHex } from '@symbolon/protocol/kernel'
import { BATCH_PACKS_MAX, BatchTree, readCrown, verifyLeaf } from '@symbolon/protocol/medicines'
import {
  commission,
  commissioningBody,
  expiry,
  gtinOf,
  newLot,
  orderBatch,
  sealBatch,
  showBatch,
} from '../test-batches.ts'
import { runJob } from '../test-events.ts'
import { askFor, codeOf, licenseMaker, newInstitution, type Party } from '../test-parties.ts'
import { type PackWorld, startPackWorld } from '../test-world.ts'

let world: PackWorld
let maker: Party
let regulator: Party

before(async () => {
  world = await startPackWorld()
  maker = await newInstitution(world, 'manufacturer')
  regulator = await newInstitution(world, 'regulator')
  await licenseMaker(world, maker)
})
after(() => world.stop())

test('a batch is ordered, sealed, recorded on the ledger, and all its packs are with the maker', async () => {
  const batch = await commission(world, maker, { count: 1_000 })
  assert.equal(batch.state, 'recorded')
  const shown = await showBatch(world, maker, batch)
  assert.deepEqual(shown.states, { active: 1_000 })
  assert.deepEqual(shown.holders, [{ party: maker.party, address: maker.account.address, packs: 1_000 }])
  assert.deepEqual(shown.ranges, [{ first: 0, count: 1_000, moves: 0 }])
  const call = { contract: 'Packs', functionName: 'balanceOf', args: [maker.account.address] } as const
  assert.equal(await world.kernel.ledger.read(call), 1_000n)
})

test('every pack is proved by what is stored, and its root is the one on the ledger', async () => {
  const { batch } = await commission(world, maker, { count: 77 })
  const sealed = await world.medicines.batches.byId(batch)
  assert.ok(sealed)
  const chunks: Uint8Array[] = []
  for await (const rows of world.medicines.batches.rows(batch)) chunks.push(rows)
  const root = fromHex(sealed.root)
  const crown = readCrown({ root, count: sealed.count, bytes: sealed.crown })
  const tree = new BatchTree({ ...sealed, serials: Buffer.concat(chunks) }, crown)
  for (const index of [0, 7, 8, 76]) {
    const { leaf, proof } = tree.proveLeaf(index)
    assert.ok(verifyLeaf({ root, count: 77, index, leaf, proof }))
    assert.ok(!verifyLeaf({ root, count: 77, index: index ^ 1, leaf, proof }))
    const args: unknown[] = [sealed.number, BigInt(index), toHex(leaf), proof.map(toHex)]
    assert.equal(await world.kernel.ledger.read({ contract: 'Packs', functionName: 'verify', args }), true)
  }
})

const toHex = (bytes: Uint8Array) => `0x${Buffer.from(bytes).toString('hex')}`

test('packs are listed with serial, token and link, across the pieces that they are stored in', async () => {
  const batch = await commission(world, maker, { count: 8_200 })
  const url = `/v1/batches/${batch.batch}/packs?after=8188&limit=6`
  const page = await askFor(world, 200, { as: maker, method: 'GET', url })
  assert.deepEqual(
    page.items.map(({ index }: { index: number }) => index),
    [8_189, 8_190, 8_191, 8_192, 8_193, 8_194],
  )
  assert.equal(page.has_more, true)
  const [{ serial, token, link }] = page.items
  assert.equal(BigInt(token), (batch.number << 24n) | 8_189n)
  assert.ok(link.startsWith(`https://id.gs1.org/01/${batch.gtin}/10/${batch.lot}/21/${serial}`))
  const end = await askFor(world, 200, { as: maker, method: 'GET', url: `/v1/batches/${batch.batch}/packs?after=8199` })
  assert.deepEqual(end, { items: [], has_more: false })
})

test('a maker gives its own serial numbers in pieces, and a piece that comes twice changes nothing', async () => {
  const wish = { count: 8_200, gtin: gtinOf(2), serials: 'given' } as const
  const ordered = await orderBatch(world, maker, wish)
  const serials = Array.from({ length: 8_200 }, (_, i) => `A${i}`)
  const put = (first: number, lines: readonly string[]) => putSerials(ordered.batch, first, lines.join('\r\n'))
  assert.deepEqual((await put(0, serials.slice(0, 8_192))).json(), { serials_known: 8_192, lower_case: 0 })
  assert.deepEqual((await put(8_192, serials.slice(8_192))).json(), { serials_known: 8_200, lower_case: 0 })
  assert.deepEqual((await put(8_192, serials.slice(8_192))).json(), { serials_known: 8_200, lower_case: 0 })
  const sealed = await sealBatch(world, maker, ordered)
  assert.equal(sealed.state, 'sealed')
  const { items } = await askFor(world, 200, {
    as: maker,
    method: 'GET',
    url: `/v1/batches/${ordered.batch}/packs?after=8190&limit=3`,
  })
  assert.deepEqual(
    items.map(({ serial }: { serial: string }) => serial),
    ['A8191', 'A8192', 'A8193'],
  )
})

test('the same batch is commissioned once, however often it is said', async () => {
  const batch = await commission(world, maker, { count: 3 })
  const url = `/v1/batches/${batch.batch}/commissioning`
  const body = await commissioningBody(world, maker, batch)
  const again = await askFor(world, 200, { as: maker, method: 'POST', url, body })
  assert.equal(again.transaction, batch.transaction)
})

test('a batch is made for the countries that its maker signs with it, and for no others', async () => {
  const ordered = await orderBatch(world, maker, { count: 3, markets: ['CY', 'GR'] })
  const { root, markets } = await sealBatch(world, maker, ordered)
  assert.deepEqual(markets, ['CY', 'GR'])
  const url = `/v1/batches/${ordered.batch}/commissioning`
  const send = (body: object) => codeOf(world, { as: maker, method: 'POST', url, body })
  const { markets_signature, ...unsigned } = await commissioningBody(world, maker, { ...ordered, root })
  const others = await commissioningBody(world, maker, { ...ordered, root, markets: ['GR'] })
  assert.equal(await send(unsigned), 'MEDICINES_INTENT_SIGNATURE_INVALID')
  assert.equal(await send(others), 'MEDICINES_INTENT_SIGNATURE_INVALID')
  assert.equal(await send({ ...unsigned, markets_signature }), '200')
  const shown = await showBatch(world, maker, ordered)
  assert.deepEqual([shown.markets, shown.markets_signature], [['CY', 'GR'], markets_signature])
  const wrong = { gtin: gtinOf(1), lot: newLot(), expiry, count: 1, serials: 'generated', markets: ['XX'] }
  assert.equal(
    await codeOf(world, { as: maker, method: 'POST', url: '/v1/batches', body: wrong }),
    'MEDICINES_ORDER_INVALID',
  )
})

test('a batch is nobody else’s before it is on the ledger, and a regulator’s to see afterwards', async () => {
  const other = await newInstitution(world, 'pharmacy')
  const ordered = await orderBatch(world, maker, { count: 3 })
  const url = `/v1/batches/${ordered.batch}`
  for (const as of [other, regulator]) {
    assert.equal(await codeOf(world, { as, method: 'GET', url }), 'MEDICINES_BATCH_UNKNOWN')
    assert.equal(await codeOf(world, { as, method: 'POST', url: `${url}/sealing` }), 'MEDICINES_BATCH_UNKNOWN')
    assert.equal(await codeOf(world, { as, method: 'GET', url: `${url}/packs` }), 'MEDICINES_BATCH_UNKNOWN')
  }
  const recorded = await commission(world, maker, { count: 4 })
  assert.equal((await showBatch(world, regulator, recorded)).holders.length, 1)
  assert.equal(
    await codeOf(world, { as: other, method: 'GET', url: `/v1/batches/${recorded.batch}` }),
    'MEDICINES_BATCH_UNKNOWN',
  )
  const { items } = await askFor(world, 200, { as: other, method: 'GET', url: '/v1/batches' })
  assert.deepEqual(items, [])
})

test('error: serial numbers that stand twice are MEDICINES_SERIALS_REPEATED by place, and may be sent anew', async () => {
  const ordered = await orderBatch(world, maker, { count: 3, gtin: gtinOf(3), serials: 'given' })
  await putSerials(ordered.batch, 0, 'A1\nA2\nA1\n')
  const sealed = await sealBatch(world, maker, ordered)
  assert.equal(sealed.state, 'open')
  assert.deepEqual(sealed.fault, { code: 'MEDICINES_SERIALS_REPEATED', count: 1, pairs: ['2 = 0'] })
  await putSerials(ordered.batch, 0, 'A1\nA2\nA3')
  assert.equal((await sealBatch(world, maker, ordered)).state, 'sealed')
})

test('error: serial numbers of another batch of the product are MEDICINES_SERIALS_TAKEN by place, of another product not', async () => {
  const gtin = gtinOf(4)
  const first = await orderBatch(world, maker, { count: 2, gtin, serials: 'given' })
  await putSerials(first.batch, 0, 'B1\nB2')
  assert.equal((await sealBatch(world, maker, first)).state, 'sealed')
  const second = await orderBatch(world, maker, { count: 2, gtin, serials: 'given' })
  await putSerials(second.batch, 0, 'B3\nB2')
  const refused = await sealBatch(world, maker, second)
  assert.deepEqual(refused.fault, { code: 'MEDICINES_SERIALS_TAKEN', count: 1, indexes: ['1'] })
  const other = await orderBatch(world, maker, { count: 2, gtin: gtinOf(5), serials: 'given' })
  await putSerials(other.batch, 0, 'B3\nB2')
  assert.equal((await sealBatch(world, maker, other)).state, 'sealed')
})

test('two batches of one product that are sealed at once never share a serial number', async () => {
  const gtin = gtinOf(6)
  const orders = await Promise.all([1, 2].map(() => orderBatch(world, maker, { count: 9_000, gtin })))
  await Promise.all(orders.map((ordered) => sealBatch(world, maker, ordered)))
  const serials = new Set<string>()
  for (const { batch } of orders) {
    for await (const rows of world.medicines.batches.rows(batch)) {
      for (let at = 0; at < rows.length; at += 20) serials.add(rows.subarray(at, at + 20).toString())
    }
  }
  assert.equal(serials.size, 18_000)
})

test('error: MEDICINES_BATCH_SIZE for no pack and for 2^24 + 1, MEDICINES_ORDER_INVALID for the rest', async () => {
  const good = { gtin: gtinOf(1), lot: newLot(), expiry, count: 1, serials: 'generated' }
  const order = (wish: object) =>
    codeOf(world, { as: maker, method: 'POST', url: '/v1/batches', body: { ...good, ...wish } })
  for (const count of [0, BATCH_PACKS_MAX + 1]) assert.equal(await order({ count }), 'MEDICINES_BATCH_SIZE')
  assert.equal(await order({ gtin: '05200001000011' }), 'MEDICINES_ORDER_INVALID')
  assert.equal(await order({ lot: 'A B' }), 'MEDICINES_ORDER_INVALID')
  assert.equal(await order({ expiry: '2029-02-29' }), 'MEDICINES_ORDER_INVALID')
  assert.equal(await order({ gtin: '04006381333931' }), 'MEDICINES_LICENCE_MISSING')
})

test('error: MEDICINES_ROLE_MISSING for whoever makes nothing', async () => {
  const body = { gtin: gtinOf(1), lot: newLot(), expiry, count: 1, serials: 'generated' }
  assert.equal(
    await codeOf(world, { as: regulator, method: 'POST', url: '/v1/batches', body }),
    'MEDICINES_ROLE_MISSING',
  )
})

test('error: MEDICINES_LOT_TAKEN for a lot that expires on another day', async () => {
  const ordered = await orderBatch(world, maker, { count: 1, gtin: gtinOf(7) })
  await sealBatch(world, maker, ordered)
  const body = { gtin: ordered.gtin, lot: ordered.lot, expiry: '2029-07-31', count: 1, serials: 'generated' }
  assert.equal(await codeOf(world, { as: maker, method: 'POST', url: '/v1/batches', body }), 'MEDICINES_LOT_TAKEN')
})

test('error: MEDICINES_SERIALS_PLACE, MEDICINES_SERIALS_MISSING, MEDICINES_SERIALS_MALFORMED and MEDICINES_BATCH_STATE', async () => {
  const ordered = await orderBatch(world, maker, { count: 3, gtin: gtinOf(8), serials: 'given' })
  const put = async (first: number, text: string) => (await putSerials(ordered.batch, first, text)).json()
  assert.equal((await put(8_192, 'C1')).code, 'MEDICINES_SERIALS_PLACE')
  assert.equal((await put(1, 'C1')).code, 'MEDICINES_SERIALS_PLACE')
  assert.equal((await put(0, 'C1\nC2\nC3\nC4')).code, 'MEDICINES_BATCH_SIZE')
  for (const wrong of ['C 1', 'Ω1', 'x'.repeat(21), '']) {
    assert.equal((await put(0, `C1\n${wrong}\nC3`)).code, 'MEDICINES_SERIALS_MALFORMED')
  }
  assert.deepEqual(await put(0, 'C1\nc2'), { serials_known: 2, lower_case: 1 })
  const url = `/v1/batches/${ordered.batch}`
  assert.equal(await codeOf(world, { as: maker, method: 'POST', url: `${url}/sealing` }), 'MEDICINES_SERIALS_MISSING')
  const body = {
    prefix_length: 7,
    deadline: Math.floor(world.clock.now() / 1000) + 60,
    signature: `0x${'11'.repeat(65)}`,
  }
  const early = await codeOf(world, { as: maker, method: 'POST', url: `${url}/commissioning`, body })
  assert.equal(early, 'MEDICINES_BATCH_STATE')
  const generated = await orderBatch(world, maker, { count: 3 })
  assert.equal((await putSerials(generated.batch, 0, 'C1')).json().code, 'MEDICINES_BATCH_STATE')
})

test('error: a commissioning that somebody else signed, or too late, changes nothing', async () => {
  const ordered = await orderBatch(world, maker, { count: 3 })
  const { root } = await sealBatch(world, maker, ordered)
  const url = `/v1/batches/${ordered.batch}/commissioning`
  const post = (body: object) => codeOf(world, { as: maker, method: 'POST', url, body })
  const foreign = await commissioningBody(world, regulator, { ...ordered, root })
  assert.equal(await post(foreign), 'MEDICINES_INTENT_SIGNATURE_INVALID')
  const body = await commissioningBody(world, maker, { ...ordered, root })
  assert.equal(await post({ ...body, deadline: 1_000 }), 'MEDICINES_DEADLINE_INVALID')
  assert.equal(await post({ ...body, deadline: body.deadline + 40 * 86_400 }), 'MEDICINES_DEADLINE_INVALID')
  assert.equal(await post({ ...body, prefix_length: 8 }), 'MEDICINES_INTENT_SIGNATURE_INVALID')
  assert.equal((await showBatch(world, maker, ordered)).state, 'sealed')
  assert.equal(await post(body), '200')
})

test('a commissioning that the ledger refused after its caller went away is undone, and may be sent again', async () => {
  const ordered = await orderBatch(world, maker, { count: 3 })
  const { root } = await sealBatch(world, maker, ordered)
  const { database, ledger } = world.kernel
  const call = { contract: 'Packs', functionName: 'recall', args: [refusedRecall(), '0x'] } as const
  await database.transaction(async (queries) => {
    await ledger.enqueue(queries, call, { commandId: 'test-refused' })
    const text = `update medicines.batch set state = 'saved', command = 'test-refused' where batch = $1`
    await queries.query({ name: 'test_leave', text, values: [ordered.batch] })
  })
  await ledger.settled('test-refused').catch(() => undefined)
  await runJob(world, 'medicines-abandoned')
  assert.equal((await showBatch(world, maker, ordered)).state, 'sealed')
  const body = await commissioningBody(world, maker, { ...ordered, root })
  const url = `/v1/batches/${ordered.batch}/commissioning`
  assert.equal((await askFor(world, 200, { as: maker, method: 'POST', url, body })).state, 'recorded')
})

/** Something that the contract says no to. */
function refusedRecall() {
  const lot = `0x${'00'.repeat(29)}` as const
  return { by: maker.account.address, gtin: BigInt(gtinOf(1)), lot, batch: 0n, deadline: 1n }
}

function putSerials(batch: string, first: number, text: string) {
  return world.app.inject({
    method: 'PUT',
    url: `/v1/batches/${batch}/serials?first=${first}`,
    headers: { host: '127.0.0.1', authorization: `Bearer ${maker.token}`, 'content-type': 'text/plain' },
    payload: text,
  })
}
