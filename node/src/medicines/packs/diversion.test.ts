import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { documentOf } from '../../custody/test-documents.ts'
import { eventAt, packEpc } from '../events/event-words.ts'
import { commission, glnOf, handOver, type Ordered, offerBody } from '../test-batches.ts'
import { askFor, licenseMaker, newInstitution, type Party } from '../test-parties.ts'
import { type PackWorld, startPackWorld } from '../test-world.ts'
import { PATH_GRACE_HOURS } from './packs-limits.ts'
import { actBody } from './test-acts.ts'

const hour_ms = 3_600_000
let world: PackWorld
let [maker, wholesaler, pharmacy, stranger, regulator] = [] as Party[] as [Party, Party, Party, Party, Party]
let batch: Ordered & { number: bigint }
let forGreece: Ordered & { number: bigint }

interface ShownAlert {
  readonly cause: string
  readonly kind: string
  readonly serial: string | null
  readonly score: number
  readonly parties: readonly string[] | null
  readonly evidence: { readonly asked: object; readonly links?: number; readonly markets?: readonly string[] }
}

before(async () => {
  world = await startPackWorld()
  maker = await newInstitution(world, 'manufacturer', { country: 'DE' })
  wholesaler = await newInstitution(world, 'wholesaler', { country: 'GR' })
  pharmacy = await newInstitution(world, 'pharmacy', { country: 'GR' })
  stranger = await newInstitution(world, 'pharmacy', { country: 'BG' })
  regulator = await newInstitution(world, 'regulator', { country: 'BG' })
  await licenseMaker(world, maker)
  batch = await commission(world, maker, { count: 20 })
  forGreece = await commission(world, maker, { count: 20, markets: ['GR'] })
  await packs().names.read()
  await packs().follower.followUpToNow()
})
after(() => world.stop())

const packs = () => world.medicines.packs.door
const serialOf = (of: Ordered, index: number) => packs().index.byId(of.batch)?.serialOf(index) ?? ''
const rangesOf = (of: Ordered, first: number, moves = 0) => [{ batch: of.batch, first, count: 1, moves }]
const numbers = () => new Map([batch, forGreece].map(({ batch: id, number }) => [id, number]))

async function scan(
  of: Ordered,
  { index, as, scanner }: { index: number; as?: Party; scanner?: string },
): Promise<void> {
  await packs().follower.followUpToNow()
  const text = `]d201${of.gtin}21${serialOf(of, index)}\u001d1729063010${of.lot}`
  const body = { scan: text, ...(scanner && { scanner }) }
  await askFor(world, 200, { as, method: 'POST', url: '/v1/packs/verification', body })
}

/** What stands about the packs, so many hours from now. */
async function alertsOn(of: Ordered, indexes: readonly number[], { as = regulator, hours = 0 } = {}) {
  await packs().reads.write()
  world.clock.offset_ms = hours * hour_ms
  await packs().reads.write()
  world.clock.offset_ms = 0
  const { items } = await askFor(world, 200, { as, method: 'GET', url: '/v1/alerts?limit=100' })
  const serials: readonly string[] = indexes.map((index) => serialOf(of, index))
  return (items as ShownAlert[]).filter(({ serial }) => serial !== null && serials.includes(serial))
}

const later = { hours: PATH_GRACE_HOURS + 1 }

test('a pack that is read in a country that its batch is not for is told at once, with where and for where', async () => {
  await scan(forGreece, { index: 0, as: stranger })
  const [found, ...more] = await alertsOn(forGreece, [0])
  assert.deepEqual(more, [])
  assert.deepEqual([found?.cause, found?.kind, found?.score], ['outside_market', 'suspect', 0.5])
  const { asked, markets } = found?.evidence ?? assert.fail()
  const hour = Math.floor(world.clock.now() / hour_ms)
  assert.deepEqual([asked, markets], [{ reader: 'pharmacy', hour, country: 'BG' }, ['GR']])
  assert.deepEqual([...(found?.parties ?? [])].sort(), [maker.party, stranger.party].sort())
  const seen = await alertsOn(forGreece, [0], { as: maker })
  assert.deepEqual([seen.length, seen[0]?.parties], [1, null], 'a regulator is told who')
  assert.equal((await alertsOn(forGreece, [0], { as: pharmacy })).length, 0)
})

test('two that read a pack there at once are both in its alert', async () => {
  const second = await newInstitution(world, 'pharmacy', { country: 'BG' })
  await packs().names.read()
  await scan(forGreece, { index: 1, as: stranger })
  await scan(forGreece, { index: 1, as: second })
  const [found, ...more] = await alertsOn(forGreece, [1])
  assert.deepEqual([more, found?.parties?.length], [[], 3])
})

test('reads in the market, by the maker, an authority or anybody, and of a batch for any country raise nothing', async () => {
  await handOver(world, { from: maker, to: pharmacy, ranges: rangesOf(forGreece, 2), numbers: numbers() })
  for (const as of [maker, pharmacy, regulator, undefined]) await scan(forGreece, { index: 2, ...(as && { as }) })
  await handOver(world, { from: maker, to: stranger, ranges: rangesOf(batch, 0), numbers: numbers() })
  await scan(batch, { index: 0, as: stranger })
  assert.deepEqual(await alertsOn(forGreece, [2], later), [])
  assert.deepEqual(await alertsOn(batch, [0], later), [])
})

test('a pack that is read by who was never sent it is told once its offer had time to come', async () => {
  await scan(batch, { index: 1, as: stranger })
  await scan(batch, { index: 1, as: stranger, scanner: 'another' })
  assert.deepEqual(await alertsOn(batch, [1], { hours: PATH_GRACE_HOURS }), [])
  const [found, ...more] = await alertsOn(batch, [1], later)
  assert.deepEqual(more, [])
  assert.deepEqual(
    [found?.cause, found?.kind, found?.score, found?.evidence.links],
    ['outside_path', 'suspect', 0.5, 1],
  )
  assert.ok(found?.parties?.includes(stranger.party))
  assert.equal((await alertsOn(batch, [1], later)).length, 1, 'judged once')
})

test('earlier and later links of the path read what they were sent, also where the offer came after the goods', async () => {
  await handOver(world, { from: maker, to: wholesaler, ranges: rangesOf(batch, 2), numbers: numbers() })
  await handOver(world, { from: wholesaler, to: pharmacy, ranges: rangesOf(batch, 2, 1), numbers: numbers() })
  await scan(batch, { index: 2, as: wholesaler })
  await scan(batch, { index: 2, as: maker })
  await scan(batch, { index: 3, as: pharmacy })
  await packs().reads.write()
  const offer = await offerBody(world, { from: maker, to: pharmacy, ranges: rangesOf(batch, 3), numbers: numbers() })
  const { handover } = await askFor(world, 201, { as: maker, method: 'POST', url: '/v1/handovers', body: offer })
  await askFor(world, 200, { as: pharmacy, method: 'POST', url: `/v1/handovers/${handover}/refusal` })
  assert.deepEqual(await alertsOn(batch, [2, 3], later), [])
})

test('a warehouse is a link where a holder’s event names it with the pack, and not where only its own does', async () => {
  const gln = glnOf(31)
  const claim = { as: stranger, method: 'PUT', url: '/v1/custody/identifiers', body: { identifiers: [gln] } } as const
  await askFor(world, 200, claim)
  const store = (as: Party, index: number) => {
    const epc = packEpc({ gtin: batch.gtin, serial: serialOf(batch, index) })
    const body = documentOf([
      {
        ...eventAt('ObjectEvent', world.clock.now() - 60_000),
        action: 'OBSERVE',
        bizStep: 'storing',
        epcList: [epc],
        bizLocation: { id: `https://id.gs1.org/414/${gln}` },
      },
    ])
    return askFor(world, 202, { as, method: 'POST', url: '/epcis/capture', body })
  }
  await store(maker, 6)
  await store(stranger, 7)
  for (const index of [6, 7]) await scan(batch, { index, as: stranger })
  const found = await alertsOn(batch, [6, 7], later)
  assert.deepEqual(
    found.map(({ cause, serial }) => [cause, serial]),
    [['outside_path', serialOf(batch, 7)]],
  )
})

test('a pack that was dispensed is its patient’s, who may show it to any pharmacy', async () => {
  await handOver(world, { from: maker, to: pharmacy, ranges: rangesOf(forGreece, 4), numbers: numbers() })
  const body = await actBody(world, { holder: pharmacy, batch: forGreece, first: 4, state: 'supplied' })
  await askFor(world, 200, { as: pharmacy, method: 'POST', url: '/v1/packs/marks', body })
  await scan(forGreece, { index: 4, as: stranger })
  const causes = (await alertsOn(forGreece, [4], later)).map(({ cause }) => cause)
  assert.deepEqual(causes, ['used_elsewhere'])
})

test('what is kept of reads names no party, and a stray read is written nowhere before it is told', async () => {
  await scan(batch, { index: 5, as: stranger })
  await packs().reads.write()
  const { database } = world.kernel
  const tables = await database.query<{ columns: string[] }>({
    name: 'test_read_columns',
    text: `select array_agg(column_name::text) as columns from information_schema.columns
      where table_schema = 'medicines' and table_name in ('read', 'batch_reads')`,
  })
  for (const column of tables[0]?.columns ?? assert.fail()) assert.doesNotMatch(column, /party|actor|address|country/)
  assert.deepEqual(await alertsOn(batch, [5]), [])
})
