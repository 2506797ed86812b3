import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { withdrawalIntent } from '@symbolon/protocol/medicines'
import { commission, glnOf, gtinOf, handOver, markPacks, packPlace, recallOf, ssccOf } from '../test-batches.ts'
import { runJob } from '../test-events.ts'
import { askFor, codeOf, licenseMaker, newInstitution, newPerson, type Party } from '../test-parties.ts'
import { type PackWorld, startPackWorld } from '../test-world.ts'

let world: PackWorld
let maker: Party
let wholesaler: Party
let pharmacyA: Party
let pharmacyB: Party
let regulator: Party
let second: Party

before(async () => {
  world = await startPackWorld()
  maker = await newInstitution(world, 'manufacturer')
  wholesaler = await newInstitution(world, 'wholesaler')
  pharmacyA = await newInstitution(world, 'pharmacy')
  pharmacyB = await newInstitution(world, 'pharmacy')
  regulator = await newInstitution(world, 'regulator')
  second = await newPerson(world)
  await licenseMaker(world, maker)
  await askFor(world, 200, { as: maker, method: 'PUT', url: `/v1/recall-confirmers/${second.party}` })
})
after(() => world.stop())

/** Ten packs: five with the wholesaler, of them two with pharmacy A. */
async function newSpreadBatch() {
  const made = await commission(world, maker, { count: 10 })
  const numbers = new Map<string, bigint>([[made.batch, made.number]])
  const ranges = [{ batch: made.batch, first: 0, count: 5, moves: 0 }]
  await handOver(world, { from: maker, to: wholesaler, ranges, numbers })
  const further = [{ batch: made.batch, first: 0, count: 2, moves: 1 }]
  await handOver(world, { from: wholesaler, to: pharmacyA, ranges: further, numbers })
  return { ...made, numbers }
}

async function propose(by: Party, of: { gtin: string; lot: string; number: bigint }) {
  const { deadline } = packPlace(world)
  const batch = by === regulator ? 0n : of.number
  const typed = recallOf(world, { by, ...of, batch, deadline })
  const signature = await by.account.signTypedData(typed)
  const body = { gtin: of.gtin, lot: of.lot, reason: 'Glass in vials', class: 1, deadline, signature }
  const url = '/v1/recalls'
  return { body, typed, send: () => askFor(world, 201, { as: by, method: 'POST', url, body }) }
}

const confirmation = (recall: string) => `/v1/recalls/${recall}/confirmation`

test('a recall is proposed by the maker, confirmed by a second person, and tells every holder', async () => {
  const batch = await newSpreadBatch()
  const { typed, send } = await propose(maker, batch)
  const { recall, state } = await send()
  assert.equal(state, 'proposed')
  assert.deepEqual(await standing(batch), [false, false])
  const { items } = await askFor(world, 200, { as: second, method: 'GET', url: '/v1/recalls?side=confirming' })
  assert.ok(items.some((item: { recall: string }) => item.recall === recall))
  const body = { signature: await second.account.signTypedData(typed) }
  const confirmed = await askFor(world, 200, { as: second, method: 'POST', url: confirmation(recall), body })
  assert.equal(confirmed.state, 'recorded')
  assert.deepEqual(await standing(batch), [true, false])
  const shown = await showRecall(maker, recall)
  assert.deepEqual(
    new Map(shown.holders.map(({ party, packs }: { party: string; packs: number }) => [party, packs])),
    new Map([
      [maker.party, 5],
      [wholesaler.party, 3],
      [pharmacyA.party, 2],
    ]),
  )
  assert.deepEqual([shown.holders_told, shown.holders_acknowledged, shown.packs_held], [3, 0, 10])
})

test('holders acknowledge with counts, which are seen live, and nobody sees another’s', async () => {
  const batch = await newSpreadBatch()
  const recall = await recalled(batch)
  const { items } = await askFor(world, 200, { as: pharmacyA, method: 'GET', url: '/v1/recalls?side=held&limit=100' })
  assert.ok(items.some((item: { recall: string }) => item.recall === recall))
  const url = `/v1/recalls/${recall}/acknowledgement`
  const told = await askFor(world, 200, { as: pharmacyA, method: 'POST', url, body: { set_aside: 2 } })
  assert.notEqual(told.acknowledged_at, null)
  const shown = await showRecall(regulator, recall)
  assert.deepEqual([shown.holders_acknowledged, shown.packs_set_aside], [1, 2])
  assert.equal((await showRecall(pharmacyA, recall)).holders, undefined)
  const stranger = { as: pharmacyB, method: 'POST', url, body: { set_aside: 0 } } as const
  assert.equal(await codeOf(world, stranger), 'MEDICINES_RECALL_UNKNOWN')
  assert.equal(
    await codeOf(world, { as: pharmacyB, method: 'GET', url: `/v1/recalls/${recall}` }),
    'MEDICINES_RECALL_UNKNOWN',
  )
})

test('whoever receives recalled packs later is told as well, and ended packs are nobody’s', async () => {
  const batch = await newSpreadBatch()
  await markPacks(world, { holder: pharmacyA, number: batch.number, first: 0, count: 1, state: 3, licence: 2 })
  const recall = await recalled(batch)
  const back = [{ batch: batch.batch, first: 2, count: 3, moves: 1 }]
  await handOver(world, { from: wholesaler, to: pharmacyB, ranges: back, numbers: batch.numbers })
  const { holders } = await showRecall(maker, recall)
  const packs = new Map(holders.map((holder: { party: string; packs: number }) => [holder.party, holder.packs]))
  assert.deepEqual([packs.get(pharmacyA.party), packs.get(pharmacyB.party), packs.get(wholesaler.party)], [1, 3, 0])
  assert.notEqual((await showRecall(pharmacyB, recall)).recorded_at, null)
})

test('packs in a container are found by it', async () => {
  const batch = await newSpreadBatch()
  const [container, ranges] = [ssccOf(36), [{ batch: batch.batch, first: 5, count: 4, moves: 0 }]]
  await askFor(world, 201, { as: maker, method: 'POST', url: '/v1/packings', body: { container, ranges } })
  const { holders } = await showRecall(maker, await recalled(batch))
  const own = holders.find(({ party }: { party: string }) => party === maker.party)
  assert.deepEqual(own.containers, [{ container, packs: 4 }])
})

test('a regulator’s recall is confirmed by another regulator', async () => {
  const batch = await newSpreadBatch()
  const { typed, send } = await propose(regulator, batch)
  const { recall } = await send()
  const body = async (by: Party) => ({ signature: await by.account.signTypedData(typed) })
  const post = async (as: Party) =>
    codeOf(world, { as, method: 'POST', url: confirmation(recall), body: await body(as) })
  for (const one of [regulator, second, maker]) assert.equal(await post(one), 'MEDICINES_RECALL_SECOND_PERSON')
  assert.equal(await post(await newInstitution(world, 'regulator')), '200')
})

test('error: neither the proposer nor anybody who was named later is a second person', async () => {
  const batch = await newSpreadBatch()
  const { typed, send } = await propose(maker, batch)
  const { recall } = await send()
  const late = await newPerson(world)
  await askFor(world, 200, { as: maker, method: 'PUT', url: `/v1/recall-confirmers/${late.party}` })
  for (const as of [maker, late, wholesaler, regulator]) {
    const body = { signature: await as.account.signTypedData(typed) }
    const asked = { as, method: 'POST', url: confirmation(recall), body } as const
    assert.equal(await codeOf(world, asked), 'MEDICINES_RECALL_SECOND_PERSON')
  }
  const body = { signature: await maker.account.signTypedData(typed) }
  const asked = { as: second, method: 'POST', url: confirmation(recall), body } as const
  assert.equal(await codeOf(world, asked), 'MEDICINES_INTENT_SIGNATURE_INVALID')
  assert.deepEqual(await standing(batch), [false, false])
})

test('error: MEDICINES_RECALL_NOT_MAKER for anybody else’s lot, one that is not on the ledger, and a licence nobody holds', async () => {
  const batch = await newSpreadBatch()
  const { body } = await propose(wholesaler, batch)
  const post = (as: Party, change: object) =>
    codeOf(world, { as, method: 'POST', url: '/v1/recalls', body: { ...body, ...change } })
  assert.equal(await post(wholesaler, {}), 'MEDICINES_RECALL_NOT_MAKER')
  assert.equal(await post(maker, { lot: 'NONE' }), 'MEDICINES_RECALL_NOT_MAKER')
  const { lot: _, ...rest } = body
  const withdrawal = { ...rest, withdrawal: true, prefix_length: 7 }
  const asked = { as: wholesaler, method: 'POST', url: '/v1/recalls', body: withdrawal } as const
  assert.equal(await codeOf(world, asked), 'MEDICINES_RECALL_NOT_MAKER')
  assert.equal(await post(maker, {}), 'MEDICINES_INTENT_SIGNATURE_INVALID')
  assert.equal(await post(maker, { deadline: 1_000 }), 'MEDICINES_DEADLINE_INVALID')
})

test('error: MEDICINES_CONFIRMER_INVALID for an institution or nobody, MEDICINES_ROLE_MISSING for whoever recalls nothing', async () => {
  const put = (as: Party, person: string) =>
    codeOf(world, { as, method: 'PUT', url: `/v1/recall-confirmers/${person}` })
  assert.equal(await put(maker, wholesaler.party), 'MEDICINES_CONFIRMER_INVALID')
  assert.equal(await put(maker, 'pty_nobody'), 'MEDICINES_CONFIRMER_INVALID')
  assert.equal(await put(wholesaler, second.party), 'MEDICINES_ROLE_MISSING')
  assert.equal(await put(second, second.party), 'MEDICINES_ROLE_MISSING')
})

test('error: MEDICINES_RECALL_STATE for a third person; the second may say it again', async () => {
  const third = await newPerson(world)
  await askFor(world, 200, { as: maker, method: 'PUT', url: `/v1/recall-confirmers/${third.party}` })
  const { typed, send } = await propose(maker, await newSpreadBatch())
  const { recall } = await send()
  const post = async (as: Party) => {
    const body = { signature: await as.account.signTypedData(typed) }
    return codeOf(world, { as, method: 'POST', url: confirmation(recall), body })
  }
  assert.deepEqual(
    [await post(second), await post(third), await post(second)],
    ['200', 'MEDICINES_RECALL_STATE', '200'],
  )
})

test('a product is withdrawn by the holder of its licence, every lot of it', async () => {
  const gtin = gtinOf(2)
  const batches = [
    await commission(world, maker, { count: 2, gtin }),
    await commission(world, maker, { count: 3, gtin }),
  ]
  const { deadline, place } = packPlace(world)
  const words = { gtin: BigInt(gtin), prefixLength: 7, deadline: BigInt(deadline) }
  const typed = withdrawalIntent({ ...place, by: maker.account.address, ...words })
  const signature = await maker.account.signTypedData(typed)
  const why = { reason: 'Benefit no longer outweighs harm', class: 2, deadline, signature }
  const body = { gtin, withdrawal: true, prefix_length: 7, ...why }
  const { recall, kind } = await askFor(world, 201, { as: maker, method: 'POST', url: '/v1/recalls', body })
  const confirmed = { signature: await second.account.signTypedData(typed) }
  await askFor(world, 200, { as: second, method: 'POST', url: confirmation(recall), body: confirmed })
  for (const batch of batches) assert.deepEqual(await standing(batch), [false, true])
  assert.deepEqual([kind, (await showRecall(maker, recall)).packs_held], ['withdrawal', 5])
})

test('a lot that was recalled before is recalled here too, and both recalls stand', async () => {
  const batch = await newSpreadBatch()
  await recalled(batch)
  const again = await recalled(batch)
  assert.equal((await showRecall(maker, again)).state, 'recorded')
  assert.equal((await showRecall(maker, again)).holders_told, 3)
})

test('a notice is an event that names its holder, and goes once', async () => {
  const gln = glnOf(7)
  await askFor(world, 200, {
    as: pharmacyA,
    method: 'PUT',
    url: '/v1/custody/identifiers',
    body: { identifiers: [gln] },
  })
  const recall = await recalled(await newSpreadBatch())
  for (let i = 0; i < 2; i++) await runJob(world, 'medicines-notices')
  await runJob(world, 'medicines-events')
  const url = '/epcis/events?EQ_disposition=recalled'
  const { epcisBody } = await askFor(world, 200, { as: pharmacyA, method: 'GET', url })
  const events = epcisBody.queryResults.resultsBody.eventList.filter((event: object) =>
    JSON.stringify(event).includes(recall),
  )
  assert.equal(events.length, 1)
  const { epcisBody: others } = await askFor(world, 200, { as: wholesaler, method: 'GET', url })
  assert.deepEqual(others.queryResults.resultsBody.eventList, [])
})

async function recalled(batch: { gtin: string; lot: string; number: bigint }): Promise<string> {
  const { typed, send } = await propose(maker, batch)
  const { recall } = await send()
  const body = { signature: await second.account.signTypedData(typed) }
  await askFor(world, 200, { as: second, method: 'POST', url: confirmation(recall), body })
  return recall
}

function showRecall(as: Party, recall: string) {
  return askFor(world, 200, { as, method: 'GET', url: `/v1/recalls/${recall}` })
}

function standing({ gtin, lot }: { gtin: string; lot: string }): Promise<readonly boolean[]> {
  const { deadline } = packPlace(world)
  const { lot: hash } = recallOf(world, { by: maker, gtin, lot, batch: 0n, deadline }).message as { lot: string }
  return world.kernel.ledger.read({ contract: 'Packs', functionName: 'standingOf', args: [BigInt(gtin), hash] })
}
