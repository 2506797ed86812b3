import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { parseReceipt, type ReceiptRecord } from '@symbolon/protocol/consent'
import { type Hex, type Id, toHex } from '@symbolon/protocol/kernel'
import { fhirIdOf } from '@symbolon/protocol/records'
import { receiptSource } from '../../consent/index.ts'
import { dumpOf, holds } from '../test-dump.ts'
import { open } from '../test-grants.ts'
import { askFor, newPerson } from '../test-world.ts'
import { amendRecord, eraseRecord } from './test-endings.ts'
import { fhir, letIn, startHospitalWorld } from './test-hospital.ts'
import { addResources, type FhirRecord, observation, patient } from './test-resources.ts'

const world = await startHospitalWorld()
after(() => world.stop())
const eleni = await newPerson(world)
const hospital = await world.newHospital()
const records = [await addResources(world, eleni, [observation]), await addResources(world, eleni, [patient])]
const [lab, summary] = records as [FhirRecord, FhirRecord]
const { grant, end } = await letIn(world, { giver: eleni, to: hospital, records })

/** Receipts of a kind in the order of time, each with what it says of its records. */
async function toldOf(kind: string): Promise<{ records: readonly ReceiptRecord[] }[]> {
  const rows = await world.kernel.database.query<Record<string, unknown>>({
    name: 'test_told_of',
    text: 'select * from consent.receipt where kind = $1 and subject = $2 order by receipt',
    values: [kind, eleni.party],
  })
  return rows.map((row) => parseReceipt(receiptSource.bodyOf(row)))
}

const said = (record: Id<'record'>, told: { records: readonly ReceiptRecord[] } | undefined) =>
  told?.records.find((one) => one.record === record)?.commitment

async function commitmentOf({ token_id }: FhirRecord): Promise<Hex> {
  const args = [BigInt(token_id)]
  return world.kernel.ledger.read<Hex>({ contract: 'Records', functionName: 'commitmentOf', args })
}

test('what a receipt names of a record is what its token commits to, however it was opened', async () => {
  const path = `/Observation/${fhirIdOf((lab.entries[0] as FhirRecord['entries'][0]).id)}`
  for (const asked of ['/Observation', path, '/Observation?_summary=count']) await fhir(world, hospital, asked)
  await open(world, { grantee: hospital, grant })
  await askFor(world, 201, {
    as: eleni,
    method: 'POST',
    path: `/v1/records/${lab.record}/exports`,
    body: { form: 'bundle' },
  })
  const commitment = await commitmentOf(lab)
  assert.equal(commitment, toHex(lab.sealed.commitment))
  for (const [kind, count] of [
    ['added', 1],
    ['granted', 1],
    ['indexed', 1],
    ['opened', 4],
    ['exported', 1],
  ] as const) {
    const told = (await toldOf(kind)).map((one) => said(lab.record, one)).filter((one) => one !== undefined)
    assert.deepEqual(
      told,
      Array.from({ length: count }, () => commitment),
      kind,
    )
  }
  assert.equal(said(summary.record, (await toldOf('granted'))[0]), await commitmentOf(summary))
})

test('from its next version on, receipts name what the token commits to then', async () => {
  const before = await commitmentOf(lab)
  const next = await amendRecord({ world, by: eleni }, lab, { grant, grantee: hospital })
  const commitment = await commitmentOf(next)
  assert.notEqual(commitment, before)
  assert.equal(said(lab.record, (await toldOf('amended'))[0]), commitment)
  await fhir(world, hospital, '/Observation')
  await open(world, { grantee: hospital, grant })
  const opened = (await toldOf('opened')).slice(-2)
  assert.deepEqual(
    opened.map((one) => said(lab.record, one)),
    [commitment, commitment],
  )
  assert.equal(said(lab.record, (await toldOf('granted'))[0]), before, 'what was said stays said')
})

test('an erasure leaves nothing that ties the person to the token, and what was told stays readable', async () => {
  const commitments = [await commitmentOf(lab), toHex(lab.sealed.commitment), await commitmentOf(summary)]
  const opened = (await toldOf('opened')).length
  await end()
  assert.equal(said(summary.record, (await toldOf('revoked'))[0]), commitments[2])
  for (const record of records) await eraseRecord({ world, by: eleni }, record)
  const dump = await dumpOf(world.kernel.database, ['consent', 'identity', 'records', 'vault'])
  for (const commitment of commitments) assert.equal(holds(dump, Buffer.from(commitment)), false, commitment)
  assert.equal((await toldOf('opened')).length, opened)
  assert.deepEqual([...new Set((await toldOf('opened')).flatMap((one) => said(lab.record, one)))], [undefined])
})
