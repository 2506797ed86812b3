import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { packStateNumbers } from '@symbolon/protocol/medicines'
import { hostOf } from '../../kernel/http/test-app.ts'
import { commission, gtinOf, handOver, markPacks } from '../test-batches.ts'
import { askFor, codeOf, licenseMaker, newInstitution, newPerson, type Party } from '../test-parties.ts'
import { type PackWorld, startPackWorld } from '../test-world.ts'
import { pageWords } from './pack-words.ts'

const browser = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' }
const product = { name: { el: 'Εξαμπλόλη δισκία', en: 'Examplol tablets' }, markets: ['GR'] }

let world: PackWorld
let maker: Party
let pharmacy: Party
let batch: Awaited<ReturnType<typeof commission>>

before(async () => {
  world = await startPackWorld()
  maker = await newInstitution(world, 'manufacturer', { country: 'DE' })
  pharmacy = await newInstitution(world, 'pharmacy', { country: 'GR' })
  await licenseMaker(world, maker)
  await askFor(world, 200, { as: maker, method: 'PUT', url: `/v1/products/${gtinOf(1)}`, body: product })
  batch = await commission(world, maker, { count: 10 })
  const numbers = new Map<string, bigint>([[batch.batch, batch.number]])
  const ranges = [{ batch: batch.batch, first: 0, count: 4, moves: 0 }]
  await handOver(world, { from: maker, to: pharmacy, ranges, numbers })
})
after(() => world?.stop())

async function linkOf(index: number): Promise<string> {
  const url = `/v1/batches/${batch.batch}/packs?limit=${index + 1}`
  const { items } = await askFor(world, 200, { as: maker, method: 'GET', url })
  return new URL(items[index].link).pathname
}

async function pageAt(url: string, headers: Record<string, string> = {}) {
  const { follower, names } = world.medicines.packs.door
  await Promise.all([follower.followUpToNow(), names.read()])
  return get(url, { ...browser, ...headers })
}

function get(url: string, headers: Record<string, string> = {}) {
  return world.app.inject({ method: 'GET', url, headers: { host: hostOf(world.app), ...headers } })
}

test('whoever scans a pack reads in Greek and English where it stands, and reading changes nothing', async () => {
  const link = await linkOf(0)
  const before = await rowsOf()
  const [greek, english] = [await pageAt(link, { 'accept-language': 'el' }), await pageAt(link)]
  assert.deepEqual([greek.statusCode, english.statusCode], [200, 200])
  assert.match(greek.body, /<html lang="el">/)
  assert.match(greek.body, /Γνήσια εγγραφή, δεν έχει χορηγηθεί ακόμη/)
  assert.match(greek.body, /Εξαμπλόλη δισκία/)
  assert.match(english.body, /Genuine record, not dispensed yet/)
  assert.match(english.body, /Examplol tablets/)
  assert.match(english.body, /Made · Germany · .*Arrived · Greece · /s)
  assert.match(greek.body, /Παρασκευάστηκε · Γερμανία · .*Παραλήφθηκε · Ελλάδα · /s)
  assert.ok(english.body.includes(batch.lot))
  for (const named of [pharmacy.party, pharmacy.account.address]) assert.ok(!english.body.includes(named))
  assert.ok(Buffer.byteLength(greek.body) < 50_000)
  assert.doesNotMatch(greek.body, /<script/)
  assert.equal(greek.headers['set-cookie'], undefined)
  assert.equal(await rowsOf(), before)
})

test('a country that a party does not say is shown for no step that it took', async () => {
  const elsewhere = await newInstitution(world, 'pharmacy')
  const numbers = new Map<string, bigint>([[batch.batch, batch.number]])
  await handOver(world, {
    from: maker,
    to: elsewhere,
    ranges: [{ batch: batch.batch, first: 8, count: 1, moves: 0 }],
    numbers,
  })
  const state = packStateNumbers.supplied
  await markPacks(world, { holder: elsewhere, number: batch.number, licence: 2, first: 8, count: 1, state })
  const { body } = await pageAt(await linkOf(8))
  assert.match(body, /Made · Germany · \w+ \d{4}.*Arrived · \w+ \d{4}.*Dispensed · \w+ \d{4}/s)
})

test('programs are led to the page, and find every link of the pack in its linkset', async () => {
  const link = await linkOf(0)
  const leads = { link_type: 'gs1:pip', href: 'https://maker.example/p', title: 'Product', role: 'default' }
  const of = `/v1/links?of=${encodeURIComponent(`/01/${gtinOf(1)}`)}`
  await askFor(world, 200, { as: maker, method: 'PUT', url: of, body: { links: [leads] } })
  const led = await get(link)
  assert.deepEqual([led.statusCode, new URL(String(led.headers.location)).pathname], [307, `/packs${link}`])
  const { linkset } = (await get(`${link}?linkType=linkset`)).json()
  const told = JSON.stringify(linkset)
  assert.ok(told.includes(`/packs${link}`) && told.includes(leads.href))
})

test('error: links are written by whoever holds the prefix on the ledger, and by nobody else', async () => {
  const leads = { link_type: 'gs1:pip', href: 'https://other.example/p', title: 'Product', role: 'default' }
  const put = (as: Party, path: string) =>
    codeOf(world, { as, method: 'PUT', url: `/v1/links?of=${encodeURIComponent(path)}`, body: { links: [leads] } })
  assert.equal(await put(pharmacy, `/01/${gtinOf(2)}`), 'CUSTODY_LINK_NOT_YOURS')
  assert.equal(await put(await newPerson(world), `/01/${gtinOf(2)}`), 'CUSTODY_LINK_NOT_YOURS')
  assert.equal(await put(maker, '/01/09506000134352'), 'CUSTODY_LINK_NOT_YOURS')
  assert.equal(await put(maker, `/01/${gtinOf(2)}`), '200')
})

test('a dispensed pack, an unknown number and a product of nobody are told apart', async () => {
  const holder = { holder: pharmacy, number: batch.number, licence: 2 }
  await markPacks(world, { ...holder, first: 1, count: 1, state: packStateNumbers.supplied })
  await markPacks(world, { ...holder, first: 2, count: 1, state: packStateNumbers.stolen })
  const dispensed = (await pageAt(await linkOf(1))).body
  assert.match(dispensed, /already dispensed/)
  assert.match(dispensed, /Dispensed · Greece · /)
  const stolen = (await pageAt(await linkOf(2))).body
  assert.doesNotMatch(stolen, /already dispensed|Genuine record/)
  const unknown = await pageAt(`/01/${gtinOf(1)}/21/NOBODY`)
  assert.match(unknown.body, /<h1>Unknown number<\/h1>/)
  assert.doesNotMatch(unknown.body, /<dd><\/dd>/)
  assert.equal((await pageAt(`/01/${gtinOf(7)}/21/NOBODY`)).statusCode, 404)
})

test('a status that is too old is no answer, and a known recall is told all the same', async () => {
  const link = await linkOf(3)
  const { index, age_ms_max, follower } = world.medicines.packs.door
  await follower.followUpToNow()
  await follower.stop()
  world.clock.offset_ms += age_ms_max + 10_000
  const stale = (await get(link, browser)).body
  assert.match(stale, /<h1>Not checked/)
  index.recall(batch.gtin, index.byId(batch.batch)?.lot_hash ?? '')
  const recalled = (await get(link, browser)).body
  assert.match(recalled, /<h1>Do not use/)
  assert.ok(recalled.includes(pageWords.also_not_checked.en))
  world.clock.offset_ms -= age_ms_max + 10_000
  const dispensed = (await get(await linkOf(1), browser)).body
  assert.match(dispensed, /<h1>Do not use/)
  assert.ok(dispensed.includes(pageWords.also_dispensed.en))
})

/** How many rows there are in every table that knows of packs. */
async function rowsOf(): Promise<number> {
  const [row] = await world.kernel.database.query<{ rows: string }>({
    name: 'test_rows_of_packs',
    text: `select (select count(*) from medicines.change) + (select count(*) from medicines.read)
      + (select count(*) from medicines.pack_act) + (select count(*) from medicines.alert) as rows`,
    values: [],
  })
  return Number(row?.rows)
}
