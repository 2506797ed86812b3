import assert from 'node:assert/strict'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { toHex } from '@symbolon/protocol/kernel'
import { entryPayload, openEntry } from '@symbolon/protocol/vault'
import { amendmentOf, erasureOf } from './test-changes.ts'
import { dumpOf, holds } from './test-dump.ts'
import { capsuleOf, giveGrant, open, readCapsule, remakeCapsule } from './test-grants.ts'
import {
  addRecord,
  ask,
  askFor,
  flipped,
  newPerson,
  onAnotherChain,
  putBlob,
  runJob,
  sealFor,
  startPeopledWorld,
  stateOf,
  type TestRecord,
} from './test-world.ts'

const { world, eleni, hospital } = await startPeopledWorld()
after(() => world.stop())

test('after an erasure neither the database nor the blobs hold a key, a salt, a signature of the grant or a byte of ciphertext', async () => {
  const record = await addRecord(world, eleni)
  const { grant, made } = await giveGrant(world, { giver: eleni, to: hospital, records: [record] })
  const before = await everything()
  const secrets = secretsOf(record, made.r)
  for (const name of ['manifest', 'ciphertext', 'grant salt', 'capsule body'])
    assert.ok(
      secrets.some((one) => one.name === name && holds(before, one.value)),
      `${name} is there before`,
    )
  const erased = await erase(record)
  assert.equal(erased.status, 200, JSON.stringify(erased.body))
  assert.equal(erased.body.burn, 'recorded')
  const left = await everything()
  for (const { name, value } of secrets) assert.ok(!holds(left, value), `${name} is gone`)
  const kernel = await dumpOf(world.kernel.database, ['kernel'])
  for (const { name, value } of secrets)
    if (name !== 'token id') assert.ok(!holds(kernel, value), `${name} was never in the kernel's tables`)
  assert.equal((await open(world, { grantee: hospital, grant })).body.code, 'CONSENT_GRANT_EMPTY')
  const shown = await ask(world, { as: eleni, method: 'GET', path: `/v1/records/${record.record}` })
  assert.equal(shown.body.code, 'RECORDS_RECORD_ERASED')
  assert.equal(await stateOf(world, record), 2)
  assert.equal((await erase(record)).body.state, 'erased')
})

test('a grant over two records goes on over the other when its capsule is made again, and says nothing when it is not', async () => {
  const [kept, gone] = [await addRecord(world, eleni), await addRecord(world, eleni)]
  const remade = await giveGrant(world, { giver: eleni, to: hospital, records: [kept, gone] })
  const forgotten = await giveGrant(world, { giver: eleni, to: hospital, records: [kept, gone] })
  const capsules = remakeCapsule([kept], { grant: remade.grant, grantee: hospital })
  assert.equal((await erase(gone, capsules)).status, 200)
  const opened = await open(world, { grantee: hospital, grant: remade.grant })
  assert.deepEqual(
    readCapsule(opened, hospital).records.map(({ record }) => record),
    [kept.record],
  )
  assert.deepEqual(
    opened.body.blobs.map(({ record }: { record: string }) => record),
    [kept.record],
  )
  assert.equal((await open(world, { grantee: hospital, grant: forgotten.grant })).body.code, 'CONSENT_GRANT_EMPTY')
})

test('an amendment brings new keys; a grant reads it with the capsule that was made for it, the old blob is gone', async () => {
  const first = await addRecord(world, eleni, { text: 'first' })
  const { grant } = await giveGrant(world, { giver: eleni, to: hospital, records: [first] })
  const second = sealFor(world, eleni, { ...first, text: 'second', version: 2 })
  await putBlob(world, eleni, second.sealed)
  const amended = await amend(second, remakeCapsule([second], { grant, grantee: hospital }))
  assert.equal(amended.status, 201, JSON.stringify(amended.body))
  assert.deepEqual([amended.body.version, amended.body.state], [2, 'recorded'])
  const opened = await open(world, { grantee: hospital, grant })
  const [capsule] = readCapsule(opened, hospital).records
  assert.equal(capsule?.version, 2)
  const blob = await askFor(world, 200, { as: hospital, method: 'GET', path: opened.body.blobs[0].href })
  const entry = capsule?.entries.find(({ id }) => id === second.sealed.opened.entries[0]?.id) ?? assert.fail()
  const bytes = openEntry({ entry, payload: entryPayload(entry, blob.raw) })
  assert.equal(Buffer.from(bytes).toString(), 'second 0')
  await runJob(world, 'vault-destroy')
  assert.ok(!holds(await everything(), Buffer.from(first.sealed.blob)))
  assert.equal((await amend(second)).status, 201, 'the same amendment again is the first answer')
  const third = await amend({ ...second, version: 5 })
  assert.equal(third.body.code, 'RECORDS_VERSION_INVALID')
})

test('error: an erasure or amendment that the record’s own account did not sign changes nothing', async () => {
  const record = await addRecord(world, eleni)
  const nikos = await newPerson(world)
  const path = `/v1/records/${record.record}/erasure`
  const body = await erasureOf(world, nikos, record)
  const wrong = await ask(world, { as: eleni, method: 'POST', path, body })
  assert.equal(wrong.body.code, 'RECORDS_INTENT_SIGNATURE_INVALID')
  const hers = await erasureOf(world, eleni, record)
  const stranger = await ask(world, { as: nikos, method: 'POST', path, body: hers })
  assert.equal(stranger.body.code, 'RECORDS_RECORD_UNKNOWN')
  const shown = await askFor(world, 200, { as: eleni, method: 'GET', path: `/v1/records/${record.record}` })
  assert.equal(shown.body.state, 'recorded')
})

test('error: no field of a signed erasure or amendment may differ from what was signed', async () => {
  const record = await addRecord(world, eleni)
  const other = await addRecord(world, eleni)
  const next = sealFor(world, eleni, { record: record.record, version: 2, token_id: record.token_id })
  await putBlob(world, eleni, next.sealed)
  const { erase: signed } = await erasureOf(world, eleni, record)
  const amending = await amendmentOf(world, eleni, next)
  const eraseChanges = [
    { deadline: signed.deadline + 1 },
    { signature: flipped(signed.signature) },
    (await erasureOf(onAnotherChain(world), eleni, record)).erase,
    (await erasureOf(world, eleni, other)).erase,
  ]
  const amendChanges = [
    { commitment: toHex(other.sealed.commitment) },
    { deadline: amending.amend.deadline + 1 },
    { signature: flipped(amending.amend.signature) },
    (await amendmentOf(onAnotherChain(world), eleni, next)).amend,
  ]
  const post = (what: string, body: object) =>
    ask(world, { as: eleni, method: 'POST', path: `/v1/records/${record.record}/${what}`, body })
  const invalid = 'RECORDS_INTENT_SIGNATURE_INVALID'
  for (const change of eraseChanges)
    assert.equal((await post('erasure', { erase: { ...signed, ...change } })).body.code, invalid)
  for (const change of amendChanges)
    assert.equal((await post('versions', { ...amending, amend: { ...amending.amend, ...change } })).body.code, invalid)
  assert.equal((await post('erasure', { erase: { ...signed, deadline: 1 } })).body.code, 'RECORDS_INTENT_EXPIRED')
  const shown = await askFor(world, 200, { as: eleni, method: 'GET', path: `/v1/records/${record.record}` })
  assert.deepEqual([shown.body.state, shown.body.version], ['recorded', 1])
  assert.equal((await post('versions', amending)).status, 201)
})

async function erase(record: TestRecord, capsules = {}) {
  const body = { ...(await erasureOf(world, eleni, record)), ...capsules }
  return ask(world, { as: eleni, method: 'POST', path: `/v1/records/${record.record}/erasure`, body })
}

async function amend(record: Parameters<typeof amendmentOf>[2], capsules = {}) {
  const body = { ...(await amendmentOf(world, eleni, record)), ...capsules }
  return ask(world, { as: eleni, method: 'POST', path: `/v1/records/${record.record}/versions`, body })
}

interface Secret {
  readonly name: string
  readonly value: Buffer
}

/** All that could open the record or tell what its grant said, in the forms in which a node may hold it. */
function secretsOf(record: TestRecord, salts: readonly Uint8Array[]): Secret[] {
  const { opened, blob, manifest } = record.sealed
  const capsule = Buffer.from(JSON.stringify(capsuleOf(record)))
  return [
    ...opened.entries.map(({ key }) => ({ name: 'file key', value: Buffer.from(key) })),
    ...opened.entries.map(({ digest }) => ({ name: 'entry digest', value: Buffer.from(digest) })),
    { name: 'record salt', value: Buffer.from(opened.r) },
    { name: 'manifest', value: Buffer.from(manifest).subarray(0, 400) },
    { name: 'ciphertext', value: Buffer.from(blob).subarray(0, 24) },
    { name: 'capsule', value: capsule.subarray(0, 200) },
    { name: 'capsule body', value: lastBody.subarray(0, 64) },
    ...salts.map((r) => ({ name: 'grant salt', value: Buffer.from(r) })),
    { name: 'token id', value: Buffer.from(record.token_id) },
  ].filter(({ value }) => value.length > 0)
}

let lastBody: Buffer = Buffer.alloc(0)

/** Every row of every slice's tables as text, and every file of the store. */
async function everything(): Promise<Buffer[]> {
  const parts = await dumpOf(world.kernel.database, ['identity', 'vault', 'consent', 'records'])
  const [body] = await world.kernel.database.query<{ ciphertext: Buffer }>({
    name: 'test_last_body',
    text: 'select ciphertext from consent.capsule_body order by stored_at desc limit 1',
  })
  if (body) lastBody = body.ciphertext
  for (const file of await readdir(world.kernel.config.blobs, { recursive: true, withFileTypes: true }))
    if (file.isFile()) parts.push(Buffer.from(file.name), await readFile(join(file.parentPath, file.name)))
  return parts
}
