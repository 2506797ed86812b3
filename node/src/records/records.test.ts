import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { recordAccount } from '@symbolon/protocol/identity'
import { hasCode, toHex } from '@symbolon/protocol/kernel'
import { UNHELD_HOURS } from '../vault/destroy-blobs.ts'
import { sweepBlobs } from '../vault/index.ts'
import {
  addingOf,
  addRecord,
  ask,
  askFor,
  bytes,
  flipped,
  newPerson,
  newRecordId,
  onAnotherChain,
  type Person,
  putBlob,
  sealFor,
  startWorld,
  type TestRecord,
} from './test-world.ts'

const world = await startWorld()
after(() => world.stop())
const [eleni, nikos] = [await newPerson(world), await newPerson(world)]

const post = (as: Person, body: object) => ask(world, { as, method: 'POST', path: '/v1/records', body })

test('a record that is added again is the record that it was; so is the same file under another identifier', async () => {
  const source_key = 'k'.repeat(43)
  const record = sealFor(world, eleni)
  await putBlob(world, eleni, record.sealed)
  const body = { ...(await addingOf(world, eleni, record)), source_key }
  const [first, ...others] = await Promise.all([post(eleni, body), post(eleni, body), post(eleni, body)])
  assert.equal(first?.status, 201, JSON.stringify(first?.body))
  assert.equal(first?.body.state, 'recorded')
  for (const reply of others) assert.deepEqual(reply.body, first?.body)
  const second = sealFor(world, eleni)
  await putBlob(world, eleni, second.sealed)
  const again = await post(eleni, { ...(await addingOf(world, eleni, second)), source_key })
  assert.deepEqual([again.body.record, again.body.already], [record.record, true])
  const his = sealFor(world, nikos)
  await putBlob(world, nikos, his.sealed)
  const other = await post(nikos, { ...(await addingOf(world, nikos, his)), source_key })
  assert.deepEqual([other.body.record, other.body.already], [his.record, false], 'a source key is private to its owner')
})

test('error: no field of a signed mint may differ from what was signed', async () => {
  const record = sealFor(world, eleni)
  await putBlob(world, eleni, record.sealed)
  const body = await addingOf(world, eleni, record)
  const { mint } = body
  const changes = [
    (await addingOf(onAnotherChain(world), eleni, record)).mint,
    { token_id: toHex(bytes(32)) },
    { owner: recordAccount(nikos.root, record.record).address },
    { commitment: toHex(bytes(32)) },
    { deadline: mint.deadline + 1 },
    { signature: flipped(mint.signature) },
  ]
  for (const change of changes)
    assert.equal(
      (await post(eleni, { ...body, mint: { ...mint, ...change } })).body.code,
      'RECORDS_INTENT_SIGNATURE_INVALID',
    )
  const late = { ...mint, deadline: Math.floor(world.clock.now() / 1000) - 1 }
  assert.equal((await post(eleni, { ...body, mint: late })).body.code, 'RECORDS_INTENT_EXPIRED')
  const shown = await ask(world, { as: eleni, method: 'GET', path: `/v1/records/${record.record}` })
  assert.equal(shown.body.code, 'RECORDS_RECORD_UNKNOWN')
  assert.equal((await post(eleni, body)).status, 201)
})

test('error: a record needs the ciphertext that its owner uploaded, of that size', async () => {
  const record = sealFor(world, eleni)
  const body = await addingOf(world, eleni, record)
  assert.equal((await post(eleni, body)).body.code, 'RECORDS_BLOB_MISSING')
  await putBlob(world, nikos, record.sealed)
  assert.equal((await post(eleni, body)).body.code, 'RECORDS_BLOB_MISSING', 'somebody else stored it')
  const mine = sealFor(world, eleni)
  await putBlob(world, eleni, mine.sealed)
  const adding = await addingOf(world, eleni, mine)
  assert.equal((await post(eleni, { ...adding, size_bytes: adding.size_bytes + 1 })).body.code, 'RECORDS_BLOB_MISSING')
  assert.equal((await post(eleni, adding)).status, 201)
  const taken = {
    ...(await addingOf(world, eleni, sealFor(world, eleni))),
    blob: adding.blob,
    size_bytes: adding.size_bytes,
  }
  assert.equal((await post(eleni, taken)).body.code, 'RECORDS_BLOB_MISSING', 'one blob stands under one record')
})

test('error: RECORDS_RECORD_EXISTS for an identifier that is taken, by oneself or by somebody else', async () => {
  const record = await addRecord(world, eleni)
  const clash = sealFor(world, eleni, { record: record.record })
  await putBlob(world, eleni, clash.sealed)
  assert.equal((await post(eleni, await addingOf(world, eleni, clash))).body.code, 'RECORDS_RECORD_EXISTS')
  const his = sealFor(world, nikos, { record: record.record })
  await putBlob(world, nikos, his.sealed)
  assert.equal((await post(nikos, await addingOf(world, nikos, his))).body.code, 'RECORDS_RECORD_EXISTS')
})

test('error: RECORDS_TOKEN_EXISTS when the ledger already has the token, and the ciphertext is free again', async () => {
  const record = await addRecord(world, eleni)
  const copy = sealFor(world, eleni, { record: newRecordId(world), token_id: record.token_id })
  await putBlob(world, eleni, copy.sealed)
  assert.equal((await post(eleni, await addingOf(world, eleni, copy))).body.code, 'RECORDS_TOKEN_EXISTS')
})

test('ciphertext of a record that was refused is destroyed a day later, whoever refused it', async () => {
  const kept = await addRecord(world, eleni)
  const byLedger = sealFor(world, eleni, { record: newRecordId(world), token_id: kept.token_id })
  const byNode = sealFor(world, eleni)
  for (const { sealed } of [byLedger, byNode]) await putBlob(world, eleni, sealed)
  assert.equal((await post(eleni, await addingOf(world, eleni, byLedger))).body.code, 'RECORDS_TOKEN_EXISTS')
  const unsigned = { ...(await addingOf(world, eleni, byNode)), manifest: '=' }
  assert.equal((await post(eleni, unsigned)).body.code, 'KERNEL_REQUEST_INVALID')
  await sweepAhead(UNHELD_HOURS - 1)
  assert.deepEqual(await Promise.all([kept, byLedger, byNode].map(isStored)), [true, true, true])
  await sweepAhead(UNHELD_HOURS + 1)
  assert.deepEqual(await Promise.all([kept, byLedger, byNode].map(isStored)), [true, false, false])
})

function sweepAhead(hours: number): Promise<void> {
  const { database } = world.kernel
  return sweepBlobs({ database, store: world.store, clock: { now: () => Date.now() + hours * 3_600_000 } })
}

async function isStored({ sealed }: TestRecord): Promise<boolean> {
  try {
    for await (const _ of await world.store.read(sealed.blobId));
    return true
  } catch (error) {
    if (hasCode(error, 'VAULT_BLOB_UNKNOWN')) return false
    throw error
  }
}

test('pages of records follow each other and tell only the owner’s', async () => {
  const person = await newPerson(world)
  const added = []
  for (let i = 0; i < 5; i++) added.push((await addRecord(world, person)).record)
  const found: string[] = []
  for (let after: string | undefined = ''; after !== undefined; ) {
    const path = `/v1/records?limit=2${after && `&after=${after}`}`
    const { body } = await askFor(world, 200, { as: person, method: 'GET', path })
    found.push(...body.items.map(({ record }: { record: string }) => record))
    after = body.next
  }
  assert.deepEqual(found, added.sort())
})

test('error: ciphertext is taken as bytes and as nothing else', async () => {
  const { sealed } = sealFor(world, eleni)
  const path = `/v1/blobs/${sealed.blobId}`
  const asJson = await ask(world, { as: eleni, method: 'PUT', path, body: { ciphertext: 'none' } })
  assert.deepEqual([asJson.status, asJson.body.code], [415, 'KERNEL_MEDIA_TYPE_UNSUPPORTED'])
})
