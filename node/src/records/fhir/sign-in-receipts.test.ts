import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { after, test } from 'node:test'
import { parseReceipt, type Receipt, verifySignIn } from '@symbolon/protocol/consent'
import { SESSION_MINUTES } from '@symbolon/protocol/identity'
import { fhirIdOf } from '@symbolon/protocol/records'
import { publishTestCheckpoint } from '../../log/test-publish.ts'
import { askFor, newPerson, type Person, runJob, signInAgain } from '../test-world.ts'
import { fhir, letIn, outcomeOf, startHospitalWorld } from './test-hospital.ts'
import { addResources, observation } from './test-resources.ts'

const world = await startHospitalWorld()
after(() => world.stop())
const eleni = await newPerson(world)
const observations = Array.from({ length: 6 }, (_, i) => ({ ...observation, id: `o${i}` }))
const record = await addResources(world, eleni, observations)
const paths = record.entries.map(({ id }) => `/Observation/${fhirIdOf(id)}`)

/** What receipts name the sign-in by that this session rests on. */
async function signInOf({ token }: Person): Promise<string> {
  const [row] = await world.kernel.database.query<{ sign_in: string }>({
    name: 'test_sign_in',
    text: 'select sign_in from identity.session where token = $1',
    values: [createHash('sha256').update(token).digest()],
  })
  return row?.sign_in ?? assert.fail('no session')
}

/** The receipts of what an institution did, oldest first, as the log commits to them. */
async function receiptsOf(actor: Person): Promise<Receipt[]> {
  const rows = await world.kernel.database.query<{ receipt: string }>({
    name: 'test_receipts_of',
    text: 'select receipt from consent.receipt where actor = $1 order by at, receipt',
    values: [actor.party],
  })
  await world.log.sweep()
  await publishTestCheckpoint(world.kernel.database)
  return Promise.all(rows.map(async ({ receipt }) => parseReceipt((await proofOf(receipt)).body)))
}

async function proofOf(receipt: string) {
  return (await askFor(world, 200, { as: eleni, method: 'GET', path: `/v1/receipts/${receipt}/proof` })).body
}

test('indexing, reads, searches, counts and refusals name the sign-in, and the proof shows it', async () => {
  const hospital = await world.newHospital()
  const { end } = await letIn(world, { giver: eleni, to: hospital, records: [record] })
  for (const path of [paths[0] as string, '/Observation', '/Observation?_summary=count'])
    assert.equal((await fhir(world, hospital, path)).status, 200)
  await end()
  for (const path of [paths[0] as string, '/Observation'])
    assert.equal(outcomeOf(await fhir(world, hospital, path)), 'CONSENT_GRANT_REVOKED')
  const sign_in = await signInOf(hospital)
  const receipts = await receiptsOf(hospital)
  assert.deepEqual(
    receipts.map((receipt) => [receipt.kind, receipt.sign_in]),
    ['indexed', 'opened', 'opened', 'opened', 'refused', 'refused'].map((kind) => [kind, sign_in]),
  )
  for (const receipt of receipts) {
    const { address } = (await verifySignIn(receipt, (await proofOf(receipt.receipt)).sign_in)) ?? {}
    assert.equal(address, hospital.account.address)
  }
})

test('reads and searches of two sessions that go together name each their own sign-in, and cost no statement more', async () => {
  const one = await world.newHospital()
  await letIn(world, { giver: eleni, to: one, records: [record] })
  await fhir(world, one, '/Observation?_summary=count')
  const two = await signInAgain(world, one)
  await fhir(world, two, '/metadata')
  const known = (await receiptsOf(one)).length
  const { statements } = world.kernel.database
  const asked = [...paths, ...paths, '/Observation?_count=1', '/Observation?_count=1'].flatMap((path) => [
    fhir(world, one, path),
    fhir(world, two, path),
  ])
  assert.ok((await Promise.all(asked)).every(({ status }) => status === 200))
  assert.ok(world.kernel.database.statements - statements < asked.length)
  const told = (await receiptsOf(one)).slice(known)
  assert.equal(told.length, asked.length)
  const [first, second] = [await signInOf(one), await signInOf(two)]
  assert.notEqual(first, second)
  const entriesUnder = (wanted: string) =>
    told.filter(({ sign_in }) => sign_in === wanted).flatMap(({ records }) => records.flatMap(({ entries }) => entries))
  const expected = told.length / 2
  for (const sign_in of [first, second]) assert.equal(entriesUnder(sign_in).length, expected)
})

test('a session that has ended reads nothing; its sign-in still stands behind what was read, and the next one has its own', async () => {
  const hospital = await world.newHospital()
  await letIn(world, { giver: eleni, to: hospital, records: [record] })
  await fhir(world, hospital, paths[0] as string)
  const sign_in = await signInOf(hospital)
  await askFor(world, 204, { as: hospital, method: 'DELETE', path: '/v1/sessions/current' })
  assert.equal(outcomeOf(await fhir(world, hospital, paths[0] as string)), 'IDENTITY_SIGNED_OUT')
  world.clock.offset_ms += (SESSION_MINUTES + 11) * 60_000
  await runJob(world, 'forget ended sessions')
  const [next, patient] = [await signInAgain(world, hospital), await signInAgain(world, eleni)]
  Object.assign(eleni, { token: patient.token })
  await fhir(world, next, paths[0] as string)
  const receipts = await receiptsOf(hospital)
  assert.deepEqual(
    receipts.map((receipt) => receipt.sign_in),
    [sign_in, sign_in, await signInOf(next)],
  )
  for (const receipt of receipts)
    assert.ok(await verifySignIn(receipt, (await proofOf(receipt.receipt)).sign_in), receipt.kind)
})

test('a session from before sign-ins were kept reads on, and its receipts name none', async () => {
  const hospital = await world.newHospital()
  await letIn(world, { giver: eleni, to: hospital, records: [record] })
  const text = 'update identity.session set sign_in = null where address = $1'
  await world.kernel.database.query({ name: 'test_old_session', text, values: [hospital.account.address] })
  world.clock.offset_ms += 1_001
  assert.equal((await fhir(world, hospital, paths[0] as string)).status, 200)
  const receipts = await receiptsOf(hospital)
  assert.deepEqual(
    receipts.map((receipt) => [receipt.kind, receipt.sign_in]),
    [
      ['indexed', undefined],
      ['opened', undefined],
    ],
  )
  assert.equal((await proofOf((receipts[1] as Receipt).receipt)).sign_in, null)
})

test('what is made ready in the background after its session is over names no sign-in', async () => {
  const [hospital, patient] = [await world.newHospital(), await signInAgain(world, eleni)]
  Object.assign(eleni, { token: patient.token })
  const slow = await addResources(world, eleni, [observation])
  const { read } = world.store
  let goOn: () => void = () => undefined
  const gate = new Promise<void>((resolve) => (goOn = resolve))
  world.store.read = async (sha256, range) => {
    if (sha256 === slow.sealed.blobId) await gate
    return read.call(world.store, sha256, range)
  }
  for (let i = 0; i < 4; i++) await letIn(world, { giver: eleni, to: hospital, records: [slow] })
  await fhir(world, hospital, '/Observation')
  const sign_in = await signInOf(hospital)
  world.clock.offset_ms += SESSION_MINUTES * 60_000
  const next = await signInAgain(world, hospital)
  goOn()
  while ((await fhir(world, next, '/Observation?_summary=count')).body.entry?.length > 0);
  Object.assign(eleni, { token: (await signInAgain(world, eleni)).token })
  const indexed = (await receiptsOf(hospital)).filter(({ kind }) => kind === 'indexed')
  const signIns = indexed.map((receipt) => receipt.sign_in)
  assert.deepEqual(signIns.slice(0, 4), [sign_in, undefined, undefined, undefined])
  // Keys leave the memory after some minutes: what is opened anew for a search names the session that asked.
  const anew = await signInOf(next)
  assert.ok(signIns.slice(4).every((one) => one === anew))
})
