import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openStatusFile, packStateNumbers } from '@symbolon/protocol/medicines'
import { hostOf } from '../../kernel/http/test-app.ts'
import { commission, handOver, type Ordered } from '../test-batches.ts'
import { ask, askFor, codeOf, licenseMaker, newInstitution, newPerson, type Party } from '../test-parties.ts'
import { type PackWorld, startPackWorld } from '../test-world.ts'
import { actBody } from './test-acts.ts'

let world: PackWorld
let [maker, pharmacy, stranger] = [] as Party[] as [Party, Party, Party]
let batch: Ordered & { number: bigint }

before(async () => {
  world = await startPackWorld()
  maker = await newInstitution(world, 'manufacturer')
  pharmacy = await newInstitution(world, 'pharmacy')
  stranger = await newPerson(world)
  await licenseMaker(world, maker)
  batch = await commission(world, maker, { count: 30 })
  const ranges = [{ batch: batch.batch, first: 0, count: 10, moves: 0 }]
  await handOver(world, { from: maker, to: pharmacy, ranges, numbers: new Map([[batch.batch, batch.number]]) })
  for (const [first, state] of [
    [1, 'supplied'],
    [2, 'destroyed'],
  ] as const) {
    const body = await actBody(world, { holder: pharmacy, batch, first, state })
    await askFor(world, 200, { as: pharmacy, method: 'POST', url: '/v1/packs/marks', body })
  }
  await packs().names.read()
  await packs().follower.followUpToNow()
})
after(() => world.stop())

const packs = () => world.medicines.packs.door
const linkOf = (index: number) =>
  `https://id.gs1.org/01/${batch.gtin}/21/${packs().index.byId(batch.batch)?.serialOf(index)}`
const path = (of: string, index: number) => `/v1/packs/${of}?link=${encodeURIComponent(linkOf(index))}`

test('anybody gets the proof that the contract confirms at its index and at no other', async () => {
  const proof = await askFor(world, 200, { method: 'GET', url: path('proof', 7) })
  const verify = (index: bigint, leaf = proof.leaf) =>
    world.kernel.ledger.read({
      contract: 'Packs',
      functionName: 'verify',
      args: [batch.number, index, leaf, proof.proof],
    })
  assert.equal(await verify(7n), true)
  assert.equal(await verify(6n), false)
  const other = await askFor(world, 200, { method: 'GET', url: path('proof', 8) })
  assert.equal(await verify(7n, other.leaf), false)
  assert.equal(proof.token_id, `0x${((batch.number << 24n) | 7n).toString(16).padStart(64, '0')}`)
})

test('a pack is traced to its origin; who is no party of it learns no party', async () => {
  const mine = await askFor(world, 200, { as: pharmacy, method: 'GET', url: path('trace', 1) })
  assert.deepEqual(
    mine.steps.map(({ step, from, to, state }: Record<string, unknown>) => [step, from, to, state]),
    [
      ['commissioned', null, maker.party, null],
      ['handed_over', maker.party, pharmacy.party, null],
      ['marked', null, null, 'supplied'],
    ],
  )
  const theirs = await askFor(world, 200, { as: stranger, method: 'GET', url: path('trace', 1) })
  assert.equal(theirs.steps.length, 3)
  assert.equal(JSON.stringify(theirs).includes('pty_'), false)
  assert.equal(JSON.stringify(theirs).includes('hov_'), false)
})

test('a status file holds for a day and is signed by the key that the log vouches for', async () => {
  const url = `/v1/packs/status-file?batch=${batch.batch}`
  const answer = await ask(world, { as: pharmacy, method: 'GET', url })
  assert.equal(answer.statusCode, 200)
  const { key, note } = await askFor(world, 200, { method: 'GET', url: '/v1/packs/status-key' })
  assert.ok(note.includes('pack-status'))
  const file = openStatusFile(Uint8Array.from(answer.rawPayload), [Uint8Array.from(Buffer.from(key, 'base64url'))])
  assert.equal(file.valid_until - file.issued_at, 86_400_000)
  const [one] = file.batches
  assert.deepEqual([one?.lot, one?.count, [...(one?.ended.indexes() ?? [])]], [batch.lot, 30, [1, 2]])
  assert.deepEqual([...(one?.held.indexes() ?? [])], [])
})

test('error: MEDICINES_STATUS_STALE: no file of what is not known now', async () => {
  const { index, follower } = packs()
  const url = `/v1/packs/status-file?batch=${batch.batch}`
  await follower.stop()
  const known = index.asOf
  index.asOf = world.clock.now() - 61_000
  assert.equal(await codeOf(world, { as: pharmacy, method: 'GET', url }), 'MEDICINES_STATUS_STALE')
  index.asOf = known
  follower.start()
})

test('error: MEDICINES_NUMBER_UNKNOWN, MEDICINES_BATCH_UNKNOWN, CUSTODY_GS1_INVALID, MEDICINES_ROLE_MISSING', async () => {
  const code = (url: string, as?: Party) => codeOf(world, { as, method: 'GET', url })
  const unknown = encodeURIComponent(`https://id.gs1.org/01/${batch.gtin}/21/NOSUCH`)
  assert.equal(await code(`/v1/packs/proof?link=${unknown}`), 'MEDICINES_NUMBER_UNKNOWN')
  assert.equal(await code(`/v1/packs/trace?link=${unknown}`, maker), 'MEDICINES_NUMBER_UNKNOWN')
  const wrong = encodeURIComponent('https://id.gs1.org/01/05200001000009/21/A')
  assert.equal(await code(`/v1/packs/proof?link=${wrong}`), 'CUSTODY_GS1_INVALID')
  const file = '/v1/packs/status-file?batch=bat_00000000000000000000000000'
  assert.equal(await code(file, maker), 'MEDICINES_BATCH_UNKNOWN')
  assert.equal(await code(file, stranger), 'MEDICINES_ROLE_MISSING')
  assert.equal(await code(path('trace', 1)), 'IDENTITY_SIGNED_OUT')
})

test('the public reader says an outcome, the maker, lot, expiry and months, and nobody who had the pack', async () => {
  const { readPublicPack } = world.medicines.packs
  const serial = (index: number) => packs().index.byId(batch.batch)?.serialOf(index) ?? ''
  const [fresh, ended, unknown] = await Promise.all([
    readPublicPack(batch.gtin, serial(5)),
    readPublicPack(batch.gtin, serial(1)),
    readPublicPack(batch.gtin, 'NOSUCH'),
  ])
  assert.deepEqual([fresh?.outcome, ended?.outcome, unknown?.outcome], ['genuine', 'ended', 'unknown'])
  assert.deepEqual([fresh?.lot, fresh?.stops, ended?.is_dispensed], [batch.lot, [], true])
  assert.deepEqual(
    ended?.journey.map(({ step }) => step),
    ['made', 'arrived', 'dispensed'],
  )
  for (const line of ended?.journey ?? []) assert.match(line.month, /^\d{4}-\d\d$/)
  const said = JSON.stringify([fresh, ended, unknown])
  for (const secret of [pharmacy.party, pharmacy.account.address, maker.account.address]) {
    assert.equal(said.includes(secret), false)
  }
  assert.equal(await readPublicPack('09501101530003', 'A'), undefined)
  assert.equal((await ask(world, { method: 'GET', url: fresh?.proof ?? '' })).statusCode, 200)
  assert.equal(packStateNumbers.active, packs().index.byId(batch.batch)?.stateOf(5))
})

test('the page of a pack stands where its link leads', async () => {
  const serial = packs().index.byId(batch.batch)?.serialOf(5)
  const page = await world.app.inject({
    url: `/packs/01/${batch.gtin}/21/${serial}`,
    headers: { host: hostOf(world.app), accept: 'text/html', 'accept-language': 'el' },
  })
  assert.equal(page.statusCode, 200)
  assert.match(page.body, /Γνήσια εγγραφή/)
  const led = await world.app.inject({
    url: `/01/${batch.gtin}/21/${serial}`,
    headers: { host: hostOf(world.app), accept: 'text/html' },
  })
  assert.equal(led.statusCode, 200)
  assert.match(led.body, /Genuine record/)
})
