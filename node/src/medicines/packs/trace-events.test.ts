import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { hashEvents, parseEventReceipt } from '@symbolon/protocol/custody'
import { fromBase64Url, merkleLeaf, utf8 } from '@symbolon/protocol/kernel'
import { leafOf, parseCheckpoint, verifyInclusion } from '@symbolon/protocol/log'
import { commission, handOver, type Ordered } from '../test-batches.ts'
import { runJob } from '../test-events.ts'
import { askFor, codeOf, licenseMaker, newInstitution, newPerson, type Party } from '../test-parties.ts'
import { type PackWorld, startPackWorld } from '../test-world.ts'

let world: PackWorld
let [maker, wholesaler, pharmacy, other, person] = [] as Party[] as [Party, Party, Party, Party, Party]
let regulator: Party
let batch: Ordered & { number: bigint }

interface Proof {
  readonly index: number
  readonly hashes: readonly string[]
  readonly checkpoint: string
}
interface Entry {
  readonly shown: { body: string; salt: string; hash: string; event: string; role: string } | null
  readonly entry: string | null
  readonly proof: Proof | null
}

before(async () => {
  world = await startPackWorld()
  maker = await newInstitution(world, 'manufacturer')
  wholesaler = await newInstitution(world, 'wholesaler')
  pharmacy = await newInstitution(world, 'pharmacy')
  other = await newInstitution(world, 'pharmacy')
  regulator = await newInstitution(world, 'regulator')
  person = await newPerson(world)
  await licenseMaker(world, maker)
  batch = await commission(world, maker, { count: 30 })
  const numbers = new Map([[batch.batch, batch.number]])
  const ranges = [{ batch: batch.batch, first: 0, count: 10, moves: 0 }]
  await runJob(world, 'medicines-events')
  await handOver(world, { from: maker, to: wholesaler, ranges, numbers })
  await runJob(world, 'medicines-events')
  const fewer = [{ batch: batch.batch, first: 0, count: 5, moves: 1 }]
  await handOver(world, { from: wholesaler, to: pharmacy, ranges: fewer, numbers })
  await packs().follower.followUpToNow()
  await runJob(world, 'medicines-events')
})
after(() => world.stop())

const packs = () => world.medicines.packs.door
const pathOf = (index: number, query = '') => {
  const link = `https://id.gs1.org/01/${batch.gtin}/21/${packs().index.byId(batch.batch)?.serialOf(index)}`
  return `/v1/packs/trace/events?link=${encodeURIComponent(link)}${query}`
}
const eventsOf = async (as: Party, query = '', index = 3): Promise<Entry[]> =>
  (await askFor(world, 200, { as, method: 'GET', url: pathOf(index, query) })).items

test('until a checkpoint is published, events are shown and their proofs are pending', async () => {
  const told = await eventsOf(regulator)
  const steps = told.map(({ shown }) => JSON.parse(shown?.event ?? '{}').bizStep)
  const count = (step: string) => steps.filter((one) => one === step).length
  assert.deepEqual([count('shipping'), count('receiving'), steps.length], [2, 2, 4])
  for (const { proof, entry, shown } of told) assert.deepEqual([proof, entry, shown?.salt], [null, null, null])
  await runJob(world, 'log-publish')
})

/** Holds what an entry says of itself against the log. */
function requireProved({ entry, proof, shown }: Entry): void {
  assert.ok(entry && proof)
  const { root, size } = parseCheckpoint(proof.checkpoint)
  const bytes = fromBase64Url(entry)
  const path = proof.hashes.map(fromBase64Url)
  verifyInclusion({ leaf: merkleLeaf(bytes), index: proof.index, size, root, proof: path })
  if (shown === null) return
  assert.deepEqual(leafOf({ r: fromBase64Url(shown.salt), body: utf8(shown.body) }), bytes)
  const { event } = parseEventReceipt(shown.body)
  const context = 'https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld'
  const [hashed] = hashEvents(JSON.stringify({ '@context': context, ...JSON.parse(shown.event) }))
  assert.deepEqual([hashed?.ni, shown.hash], [event, event])
}

test('each event has its proof, and one that is not the asker’s its entry and nothing else', async () => {
  const all = await eventsOf(regulator)
  const mine = await eventsOf(pharmacy)
  for (const entry of [...all, ...mine]) requireProved(entry)
  const seen = mine.flatMap(({ shown }) => (shown ? [JSON.parse(shown.event).bizStep] : []))
  assert.deepEqual([seen, mine.length], [['receiving'], 4])
  assert.deepEqual(
    mine.map(({ entry, proof }) => [entry, proof?.index]),
    all.map(({ entry, proof }) => [entry, proof?.index]),
  )
  const hidden = JSON.stringify(mine.filter(({ shown }) => shown === null))
  for (const secret of ['pty_', 'rcp_', 'ni:///', 'id.gs1.org', batch.lot, 'salt']) {
    assert.equal(hidden.includes(secret), false, secret)
  }
})

test('whoever handles packs and has the code is told of hidden events; nobody else is told that there are any', async () => {
  const entries = await eventsOf(other)
  assert.deepEqual(
    entries.map(({ shown }) => shown),
    [null, null, null, null],
  )
  assert.deepEqual(await eventsOf(person), [])
  assert.equal((await eventsOf(pharmacy, '', 7)).length, 2, 'a pack that went no further than the wholesaler')
})

test('the lot’s events begin with its making', async () => {
  const [made, ...more] = await eventsOf(maker, '&of=lot')
  assert.equal(JSON.parse(made?.shown?.event ?? '{}').bizStep, 'commissioning')
  assert.deepEqual(more, [])
  assert.deepEqual(
    (await eventsOf(pharmacy, '&of=lot')).map(({ shown, entry }) => [shown, entry]),
    [[null, made?.entry]],
  )
})

test('a page goes on behind the last one, and its cursor tells no time', async () => {
  const page = await askFor(world, 200, { as: pharmacy, method: 'GET', url: pathOf(3, '&limit=3') })
  assert.deepEqual([page.items.length, page.has_more], [3, true])
  const rest = await eventsOf(pharmacy, `&limit=3&after=${page.next}`)
  assert.deepEqual([...page.items, ...rest], await eventsOf(pharmacy))
  const keys = JSON.parse(Buffer.from(page.next, 'base64url').toString())
  assert.ok(keys.length === 1 && keys[0] < 1_000_000, String(keys))
})

test('error: IDENTITY_SIGNED_OUT, MEDICINES_NUMBER_UNKNOWN, CUSTODY_GS1_INVALID', async () => {
  const code = (url: string, as?: Party) => codeOf(world, { as, method: 'GET', url })
  assert.equal(await code(pathOf(3)), 'IDENTITY_SIGNED_OUT')
  const events = '/v1/packs/trace/events?link='
  const product = encodeURIComponent(`https://id.gs1.org/01/${batch.gtin}`)
  assert.equal(await code(`${events}${product}`, maker), 'MEDICINES_NUMBER_UNKNOWN')
  assert.equal(await code(`${events}nonsense`, maker), 'CUSTODY_GS1_INVALID')
  const unknown = encodeURIComponent(`https://id.gs1.org/01/${batch.gtin}/21/NOSUCH`)
  assert.deepEqual((await askFor(world, 200, { as: maker, method: 'GET', url: `${events}${unknown}` })).items, [])
})
