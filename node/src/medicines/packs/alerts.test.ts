import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { parseReadCell } from '@symbolon/protocol/medicines'
import { commission, handOver, type Ordered } from '../test-batches.ts'
import { askFor, codeOf, licenseMaker, newInstitution, newPerson, type Party } from '../test-parties.ts'
import { type PackWorld, startPackWorld } from '../test-world.ts'
import { actBody } from './test-acts.ts'

const athens = { h3: '853f5a3bfffffff' }
const sydney = { h3: parseReadCell('85be0e37fffffff') }
let world: PackWorld
let [maker, pharmacy, other, regulator] = [] as Party[] as [Party, Party, Party, Party]
let batch: Ordered & { number: bigint }

interface ShownAlert {
  readonly alert: string
  readonly cause: string
  readonly emvs: string | null
  readonly kind: string
  readonly serial: string | null
  readonly score: number
  readonly status: { readonly state: string; readonly resolution?: string }
  readonly words: { readonly cause: string }
}

before(async () => {
  world = await startPackWorld()
  maker = await newInstitution(world, 'manufacturer')
  pharmacy = await newInstitution(world, 'pharmacy')
  other = await newInstitution(world, 'pharmacy')
  regulator = await newInstitution(world, 'regulator')
  await licenseMaker(world, maker)
  batch = await commission(world, maker, { count: 30 })
  const ranges = [{ batch: batch.batch, first: 0, count: 10, moves: 0 }]
  await handOver(world, { from: maker, to: pharmacy, ranges, numbers: new Map([[batch.batch, batch.number]]) })
  const body = { ...(await actBody(world, { holder: pharmacy, batch, first: 1, state: 'supplied' })), place: athens }
  await askFor(world, 200, { as: pharmacy, method: 'POST', url: '/v1/packs/marks', body })
  await packs().names.read()
  await packs().follower.followUpToNow()
})
after(() => world.stop())

const packs = () => world.medicines.packs.door
const serialOf = (index: number) => packs().index.byId(batch.batch)?.serialOf(index) ?? ''
const scanOf = (serial: string, lot = batch.lot) => `]d201${batch.gtin}21${serial}\u001d1729063010${lot}`

async function scan(as: Party | undefined, body: object): Promise<void> {
  await askFor(world, 200, { as, method: 'POST', url: '/v1/packs/verification', body })
}

async function alertsOf(as: Party, query = ''): Promise<ShownAlert[]> {
  await packs().reads.write()
  return (await askFor(world, 200, { as, method: 'GET', url: `/v1/alerts${query}` })).items
}

async function watch(): Promise<void> {
  await packs().reads.write()
  await world.kernel.slices
    .flatMap(({ jobs = [] }) => jobs)
    .find(({ name }) => name === 'medicines-watch')
    ?.run()
}

test('each class of alerts is raised by the scan that it is about, for who scanned and who made it', async () => {
  await scan(other, { scan: scanOf(serialOf(1)) })
  await scan(pharmacy, { scan: scanOf(serialOf(2), 'NOT-IT'), scanner: 'b' })
  await scan(pharmacy, { scan: scanOf(serialOf(2)).replace('290630', '280630'), scanner: 'c' })
  await scan(pharmacy, { scan: scanOf('NOSUCH1'), scanner: 'd' })
  await scan(pharmacy, { scan: scanOf('NOSUCH1', 'NOT-IT'), scanner: 'e' })
  await scan(pharmacy, { scan: scanOf(serialOf(2)).toLowerCase(), scanner: 'f' })
  const seen = (await alertsOf(pharmacy)).map(({ emvs, kind, cause }) => `${emvs} ${kind} ${cause}`)
  assert.deepEqual(
    seen.toSorted(),
    [
      'A2 technical batch_unknown',
      'A3 suspect unknown_serial',
      'A3 technical scanner_fault',
      'A52 technical expiry_differs',
      'A68 technical lot_differs',
      'A7 suspect used_elsewhere',
    ].toSorted(),
  )
  const made = await alertsOf(maker)
  assert.ok(made.some(({ cause, serial }) => cause === 'used_elsewhere' && serial === serialOf(1)))
  assert.equal((await alertsOf(regulator)).length, seen.length)
})

test('who is not concerned learns of none, and cannot tell one from none', async () => {
  const [one] = await alertsOf(regulator)
  const nobody = await newPerson(world)
  assert.deepEqual(await alertsOf(nobody), [])
  const url = `/v1/alerts/${one?.alert}`
  for (const path of [url, '/v1/alerts/alr_00000000000000000000000000', '/v1/alerts/x']) {
    assert.equal(await codeOf(world, { as: nobody, method: 'GET', url: path }), 'MEDICINES_ALERT_UNKNOWN')
  }
  const body = { to: 'me' }
  assert.equal(
    await codeOf(world, { as: nobody, method: 'POST', url: `${url}/assignment`, body }),
    'MEDICINES_ALERT_UNKNOWN',
  )
  assert.equal(await codeOf(world, { method: 'GET', url: '/v1/alerts' }), 'IDENTITY_SIGNED_OUT')
})

test('the same scan in the same hour, and a trigger held too long, raise nothing more', async () => {
  const count = (await alertsOf(regulator)).length
  for (let i = 0; i < 3; i++) await scan(pharmacy, { scan: scanOf('NOSUCH1'), scanner: 'd' })
  await scan(pharmacy, { scan: scanOf('NOSUCH1'), scanner: 'another' })
  assert.equal((await alertsOf(regulator)).length, count)
})

test('a scan by anybody raises none by itself', async () => {
  const count = (await alertsOf(regulator)).length
  await scan(undefined, { scan: scanOf('NOSUCH9') })
  assert.equal((await alertsOf(regulator)).length, count)
})

test('a number that is read where its pack cannot be is found by the rules, once', async () => {
  await scan(other, { scan: scanOf(serialOf(1)), place: sydney, scanner: 'far' })
  await watch()
  await watch()
  const found = (await alertsOf(maker)).filter(({ cause }) => ['impossible_speed', 'read_after_end'].includes(cause))
  assert.deepEqual(
    found.map(({ cause }) => cause).toSorted(),
    ['impossible_speed', 'read_after_end'].slice(0, found.length),
  )
  assert.ok(found.some(({ cause }) => cause === 'impossible_speed'))
  for (const { kind, serial, score } of found) {
    assert.deepEqual([kind, serial], ['suspect', serialOf(1)])
    assert.ok(score > 0 && score < 1)
  }
})

test('packs that are read where they are raise nothing by the rules', async () => {
  const count = (await alertsOf(regulator)).length
  await scan(pharmacy, { scan: scanOf(serialOf(3)), place: athens, scanner: 'g' })
  await watch()
  assert.equal((await alertsOf(regulator)).length, count)
})

test('a lot that is read far more often than in the same hour of the days before is found', async () => {
  const hour = Math.floor(world.clock.now() / 3_600_000) - 1
  const hours = Array.from({ length: 20 }, (_, day) => hour - 24 * day)
  await world.kernel.database.query({
    name: 'test_spike',
    text: `insert into medicines.batch_reads (batch, hour, reads)
      select $1, hour, case when hour = $3 then 500 else 3 end from unnest($2::integer[]) hour
      on conflict (batch, hour) do update set reads = excluded.reads`,
    values: [batch.batch, hours, hour],
  })
  await watch()
  await watch()
  const spikes = (await alertsOf(maker)).filter(({ cause }) => cause === 'rate_spike')
  assert.deepEqual(
    spikes.map(({ kind, serial }) => [kind, serial]),
    [['suspect', null]],
  )
})

test('an alert is taken on and resolved by who took it; confirming takes maker and authority', async () => {
  const [one] = (await alertsOf(maker)).filter(({ cause }) => cause === 'used_elsewhere')
  const url = `/v1/alerts/${one?.alert}`
  const post = (as: Party, path: string, body: object) => ({ as, method: 'POST', url: `${url}/${path}`, body }) as const
  assert.equal(await codeOf(world, post(maker, 'resolution', { as: 'process' })), 'MEDICINES_ALERT_REFUSED')
  const taken: ShownAlert = await askFor(world, 200, post(maker, 'assignment', { to: 'me' }))
  assert.equal(taken.status.state, 'assigned')
  assert.equal(await codeOf(world, post(regulator, 'resolution', { as: 'process' })), 'MEDICINES_ALERT_REFUSED')
  assert.equal(await codeOf(world, post(other, 'resolution', { as: 'confirmed' })), 'MEDICINES_ROLE_MISSING')
  await askFor(world, 200, post(maker, 'resolution', { as: 'confirmed' }))
  const done: ShownAlert = await askFor(world, 200, post(regulator, 'resolution', { as: 'confirmed' }))
  assert.deepEqual([done.status.state, done.status.resolution], ['resolved', 'confirmed'])
  const resolved = await alertsOf(maker, '?state=resolved')
  assert.deepEqual(
    resolved.map(({ alert }) => alert),
    [one?.alert],
  )
})

test('alerts come in pages, the newest first, and in the language asked for', async () => {
  const all = await alertsOf(regulator)
  const paged: ShownAlert[] = []
  let url = '/v1/alerts?limit=2'
  for (;;) {
    const page = await askFor(world, 200, { as: regulator, method: 'GET', url })
    paged.push(...page.items)
    if (!page.has_more) break
    url = `/v1/alerts?limit=2&after=${page.next}`
  }
  assert.deepEqual(paged, all)
  assert.equal(
    await codeOf(world, { as: regulator, method: 'GET', url: '/v1/alerts?after=x' }),
    'KERNEL_CURSOR_INVALID',
  )
})

test('a holder sets aside a pack that an alert calls suspect, no other, and takes it back', async () => {
  const body = await actBody(world, { holder: pharmacy, batch, first: 4, state: 'quarantined' })
  const asked = { as: pharmacy, method: 'POST', url: '/v1/packs/marks', body } as const
  assert.equal(await codeOf(world, asked), 'MEDICINES_PACK_REFUSED')
  await scan(other, { scan: scanOf(serialOf(4)), place: sydney, scanner: 'h' })
  await scan(pharmacy, { scan: scanOf(serialOf(4)), place: athens, scanner: 'i' })
  await watch()
  await askFor(world, 200, asked)
  const back = await actBody(world, { holder: pharmacy, batch, first: 4 })
  await askFor(world, 200, { as: pharmacy, method: 'POST', url: '/v1/packs/undo', body: back })
})
