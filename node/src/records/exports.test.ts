import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { parseReceipt, RECEIPT_ENTRIES_MAX, verifySignIn } from '@symbolon/protocol/consent'
import { fromBase64Url, newId, toBase64Url, toHex, utf8 } from '@symbolon/protocol/kernel'
import {
  openSalt,
  parseCheckpoint,
  parseReceiptProof,
  receiptProofText,
  verifyReceiptProof,
} from '@symbolon/protocol/log'
import { validateResource } from '@symbolon/protocol/records'
import { openAge } from '@symbolon/protocol/vault'
import { type Database, IDEMPOTENCY_KEPT_MS, type NodeContext } from '../kernel/index.ts'
import { publishTestCheckpoint, testLogSigner } from '../log/test-publish.ts'
import { exportRecord } from './export-record.ts'
import { amendmentOf, erasureOf } from './test-changes.ts'
import {
  addRecord,
  ask,
  askFor,
  bytes,
  newPerson,
  type Person,
  putBlob,
  runJob,
  sealFor,
  signInAgain,
  startCrowdedWorld,
} from './test-world.ts'

const { world, eleni, nikos, hospital, record, stranger } = await startCrowdedWorld()
after(() => world.stop())

interface Asking {
  readonly as?: Person
  readonly of?: string
  readonly key?: string
}

function askExport(body: unknown, { as = eleni, of = record.record, key }: Asking = {}) {
  const headers = key === undefined ? {} : { 'idempotency-key': key }
  return ask(world, { as, method: 'POST', path: `/v1/records/${of}/exports`, body, headers })
}

interface Row {
  readonly receipt: string
  readonly who: { readonly party: string }
  readonly form: string
  readonly purpose: string
  readonly bytes?: number
  readonly records: readonly { readonly entries: readonly string[] }[]
  readonly everything: boolean
  readonly proof: { readonly state: string }
}

async function ledgerOf(as: Person): Promise<Row[]> {
  return (await askFor(world, 200, { as, method: 'GET', path: '/v1/ledger?group=exported' })).body.items
}

const entriesOf = ({ sealed }: typeof record) => sealed.opened.entries.map(({ id }) => id)

test('what opens a record leaves with the receipt that the owner’s ledger of use tells, whole or by entries', async () => {
  const whole = await askExport({ form: 'age' })
  assert.equal(whole.status, 201, JSON.stringify(whole.body))
  assert.equal(whole.headers['cache-control'], 'no-store')
  const shown = await askFor(world, 200, { as: eleni, method: 'GET', path: `/v1/records/${record.record}` })
  assert.deepEqual(whole.body.record, shown.body)
  assert.equal(whole.body.record.manifest, toBase64Url(record.sealed.manifest))
  const [one = ''] = entriesOf(record)
  const part = await askExport({ form: 'bundle', entries: [one] })
  const [second, first] = await ledgerOf(eleni)
  assert.deepEqual([first?.receipt, second?.receipt], [whole.body.receipt, part.body.receipt])
  assert.deepEqual(
    [first?.who.party, first?.form, first?.purpose, first?.bytes, first?.everything],
    [eleni.party, 'age', 'PATRQT', record.sealed.blob.length, false],
  )
  assert.deepEqual([second?.form, second?.bytes], ['bundle', undefined])
  const version = { record: record.record, commitment: toHex(record.sealed.commitment) }
  assert.deepEqual(first?.records, [{ ...version, entries: [] }])
  assert.deepEqual(second?.records, [{ ...version, entries: [one] }])
  assert.deepEqual([await ledgerOf(nikos), (await ledgerOf(hospital)).length], [[], 0])
})

test('a patient reads an export as an AuditEvent too, with its form', async () => {
  const { receipt } = (await askExport({ form: 'original' })).body
  const { body } = await askFor(world, 200, { as: eleni, method: 'GET', path: '/fhir/AuditEvent?subtype=extract' })
  assert.deepEqual(validateResource(body), [])
  const [{ resource }] = body.entry
  assert.equal(resource.id, receipt.replace('_', '-'))
  assert.deepEqual(resource.entity.at(-1).detail, [{ type: 'form', valueString: 'original' }])
})

test('the receipt of an export is proved to anybody, and its ledger row says that it can be', async () => {
  const { receipt } = (await askExport({ form: 'original' })).body
  assert.equal((await ledgerOf(eleni))[0]?.proof.state, 'pending')
  await publishTestCheckpoint(world.kernel.database)
  assert.equal((await ledgerOf(eleni))[0]?.proof.state, 'ready')
  const { body } = await askFor(world, 200, { as: eleni, method: 'GET', path: `/v1/receipts/${receipt}/proof` })
  const key = openAge({ file: fromBase64Url(body.opening_key), identities: [eleni.identity] })
  const salt = openSalt({ name: body.name, sealed: fromBase64Url(body.sealed), key })
  const checkpoint = parseCheckpoint(body.checkpoint)
  const proof = (body.hashes as string[]).map((hash) => Uint8Array.from(Buffer.from(hash, 'base64')))
  const { index, anchor } = body
  const file = receiptProofText({
    body: body.body,
    salt,
    index,
    proof,
    checkpoint,
    log: testLogSigner.verifier,
    anchor,
  })
  const told = parseReceipt(
    verifyReceiptProof(parseReceiptProof(utf8(file)), { pinned: [testLogSigner.verifier] }).body,
  )
  const { kind, form, actor, subject, purpose } = told
  assert.deepEqual(
    { kind, form, actor, subject, purpose },
    { kind: 'exported', form: 'original', actor: eleni.party, subject: eleni.party, purpose: 'PATRQT' },
  )
})

test('a request that is repeated keeps its receipt; of another version it is another export', async () => {
  const own = await addRecord(world, eleni)
  const repeat = { of: own.record, key: 'export-again-1' }
  const count = async () =>
    (await ledgerOf(eleni)).filter(({ records }) => JSON.stringify(records).includes(own.record)).length
  const first = await askExport({ form: 'age' }, repeat)
  assert.deepEqual((await askExport({ form: 'age' }, repeat)).body, first.body)
  assert.equal(await count(), 1)
  const reused = await askExport({ form: 'bundle' }, repeat)
  assert.deepEqual([reused.status, reused.body.code], [422, 'KERNEL_IDEMPOTENCY_KEY_REUSED'])
  const next = sealFor(world, eleni, { ...own, text: 'next', version: 2 })
  await putBlob(world, eleni, next.sealed)
  const body = await amendmentOf(world, eleni, next)
  await askFor(world, 201, { as: eleni, method: 'POST', path: `/v1/records/${own.record}/versions`, body })
  const amended = await askExport({ form: 'age' }, repeat)
  assert.equal(amended.body.record.manifest, toBase64Url(next.sealed.manifest))
  assert.notEqual(amended.body.receipt, first.body.receipt)
  assert.equal(await count(), 2)
})

test('no answer is kept to be repeated: what opens a record does not outlive it', async () => {
  const own = await addRecord(world, eleni)
  await askExport({ form: 'age' }, { of: own.record, key: 'export-kept-1' })
  const [kept] = await world.kernel.database.query<{ answers: number }>({
    name: 'test_kept_answers',
    text: 'select count(*)::int as answers from kernel.idempotency where body like $1',
    values: [`%${toBase64Url(own.sealed.manifest).slice(0, 60)}%`],
  })
  assert.equal(kept?.answers, 0)
  const { receipt } = (await askExport({ form: 'age' }, { of: own.record })).body
  const body = await erasureOf(world, eleni, own)
  await askFor(world, 200, { as: eleni, method: 'POST', path: `/v1/records/${own.record}/erasure`, body })
  const row = (await ledgerOf(eleni)).find((one) => one.receipt === receipt)
  assert.equal(row?.proof.state, 'destroyed')
  const again = await askExport({ form: 'age' }, { of: own.record, key: 'export-kept-1' })
  assert.deepEqual([again.status, again.body.code], [410, 'RECORDS_RECORD_ERASED'])
})

test('error: RECORDS_RECORD_UNKNOWN, RECORDS_EXPORT_ENTRIES and shapes that are no export leave no receipt', async () => {
  const before = (await ledgerOf(eleni)).length
  const named = (size: number) => Array.from({ length: size }, (_, i) => newId('entry', i, bytes(10)))
  const table: [unknown, Asking, number, string][] = [
    [{ form: 'age' }, { as: nikos }, 404, 'RECORDS_RECORD_UNKNOWN'],
    [{ form: 'age' }, { of: stranger.record }, 404, 'RECORDS_RECORD_UNKNOWN'],
    [{ form: 'age' }, { of: newId('record', 1, bytes(10)) }, 404, 'RECORDS_RECORD_UNKNOWN'],
    [{ form: 'age' }, { of: 'rec_none' }, 404, 'RECORDS_RECORD_UNKNOWN'],
    [{ form: 'age', entries: named(3) }, {}, 422, 'RECORDS_EXPORT_ENTRIES'],
    [{ form: 'age', entries: named(RECEIPT_ENTRIES_MAX + 1) }, {}, 422, 'RECORDS_EXPORT_ENTRIES'],
    [{ form: 'age', entries: named(100_001) }, {}, 400, 'KERNEL_REQUEST_INVALID'],
    [{ form: 'age', entries: [] }, {}, 400, 'KERNEL_REQUEST_INVALID'],
    [{ form: 'age', entries: ['ent_none'] }, {}, 400, 'KERNEL_REQUEST_INVALID'],
    [{ form: 'age', entries: Array(2).fill(entriesOf(record)[0]) }, {}, 400, 'KERNEL_REQUEST_INVALID'],
    [{ form: 'paper' }, {}, 400, 'KERNEL_REQUEST_INVALID'],
    [{}, {}, 400, 'KERNEL_REQUEST_INVALID'],
    [{ form: 'age' }, { key: 'short' }, 400, 'KERNEL_IDEMPOTENCY_KEY_MISSING'],
    [{ form: 'age' }, { as: { ...eleni, token: 'A'.repeat(43) } }, 401, 'IDENTITY_SIGNED_OUT'],
  ]
  for (const [body, asking, status, code] of table) {
    const reply = await askExport(body, asking)
    assert.deepEqual([reply.status, reply.body.code], [status, code], JSON.stringify([Object.keys(asking), code]))
    assert.ok(!JSON.stringify(reply.body).includes('manifest'))
  }
  const path = `/v1/records/${record.record}/exports`
  const anybody = await ask(world, { method: 'POST', path, body: { form: 'age' } })
  assert.equal(anybody.body.code, 'IDENTITY_SIGNED_OUT')
  assert.deepEqual([(await ledgerOf(eleni)).length, await ledgerOf(nikos)], [before, []])
})

/** The context of the node, later by so much, which notes the statements that are asked. */
function watched(asked: string[], later_ms = 0): NodeContext {
  const { database } = world.kernel
  const watching: Database = Object.assign(Object.create(database), {
    query: (statement: Parameters<Database['query']>[0]) => {
      asked.push(statement.name)
      return database.query(statement)
    },
  })
  return Object.assign(Object.create(world.kernel), {
    database: watching,
    clock: { now: () => world.clock.now() + later_ms },
  })
}

test('nothing is fetched before the receipt stands in the log; a node that ends in between has told it once', async () => {
  const asked: string[] = []
  const asking = {
    record: record.record,
    party: eleni.party,
    form: 'age',
    entries: [],
    sign_in: undefined,
    key: 'export-killed',
  } as const
  const before = (await ledgerOf(eleni)).length
  const { transparency } = world.log
  const ended = new Error('ended')
  const log = Object.assign(Object.create(transparency), { integrate: () => Promise.reject(ended) })
  await assert.rejects(exportRecord({ context: watched(asked), log }, asking), ended)
  assert.deepEqual(asked, ['records_find', 'consent_insert_export_live'])
  assert.equal((await ledgerOf(eleni)).length, before + 1)
  const { receipt, row } = await exportRecord({ context: watched(asked), log: transparency }, asking)
  assert.deepEqual(row.manifest, Buffer.from(record.sealed.manifest))
  const [newest, ...others] = await ledgerOf(eleni)
  assert.deepEqual([newest?.receipt, others.length], [receipt, before])
  assert.equal(asked.at(-1), 'records_find_exported')
})

test('error: RECORDS_RECORD_ERASED and RECORDS_RECORD_BUSY when the record changes after the receipt: nothing leaves', async () => {
  const own = await addRecord(world, eleni)
  const asking = { record: own.record, party: eleni.party, form: 'age', entries: [], sign_in: undefined } as const
  const exportAfter = (key: string, change: () => Promise<unknown>) => {
    const integrate = async (...entries: Parameters<typeof transparency.integrate>) => {
      const integrated = await transparency.integrate(...entries)
      await change()
      return integrated
    }
    const { transparency } = world.log
    const log = Object.assign(Object.create(transparency), { integrate })
    return exportRecord({ context: watched([]), log }, { ...asking, key })
  }
  const next = sealFor(world, eleni, { ...own, text: 'next', version: 2 })
  await putBlob(world, eleni, next.sealed)
  const amending = await amendmentOf(world, eleni, next)
  const send = (what: string, body: object) =>
    ask(world, { as: eleni, method: 'POST', path: `/v1/records/${own.record}/${what}`, body })
  await assert.rejects(
    exportAfter('export-race-1', () => send('versions', amending)),
    { code: 'RECORDS_RECORD_BUSY' },
  )
  const erasing = await erasureOf(world, eleni, own)
  await assert.rejects(
    exportAfter('export-race-2', () => send('erasure', erasing)),
    { code: 'RECORDS_RECORD_ERASED' },
  )
})

test('a key that comes again after the day for which it stood makes another export', async () => {
  const asking = {
    record: record.record,
    party: eleni.party,
    form: 'age',
    entries: [],
    sign_in: undefined,
    key: 'export-daily',
  } as const
  const exportAt = async (later_ms: number) =>
    (await exportRecord({ context: watched([], later_ms), log: world.log.transparency }, asking)).receipt
  const first = await exportAt(0)
  assert.equal(await exportAt(IDEMPOTENCY_KEPT_MS - 60_000), first)
  assert.notEqual(await exportAt(IDEMPOTENCY_KEPT_MS + 60_000), first)
})

test('the receipt of an export names the owner’s sign-in, which is kept for it, and no other of the owner', async () => {
  const owner = await newPerson(world)
  const own = await addRecord(world, owner)
  await signInAgain(world, owner)
  const { receipt } = (await askExport({ form: 'age' }, { as: owner, of: own.record })).body
  await publishTestCheckpoint(world.kernel.database)
  world.clock.offset_ms += 3_600_000
  await runJob(world, 'forget ended sessions')
  const back = await signInAgain(world, owner)
  const proof = await askFor(world, 200, { as: back, method: 'GET', path: `/v1/receipts/${receipt}/proof` })
  const signIn = await verifySignIn(parseReceipt(proof.body.body), proof.body.sign_in)
  assert.equal(signIn?.address, owner.account.address)
  const [kept] = await world.kernel.database.query<{ count: number }>({
    name: 'test_kept_sign_ins',
    text: 'select count(*)::integer as count from identity.sign_in where address = $1 and goes_at is null',
    values: [owner.account.address],
  })
  assert.equal(kept?.count, 1)
})
