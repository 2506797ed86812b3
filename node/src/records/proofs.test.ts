import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { type AnchorReceipt, parseLoggedReceipt } from '@symbolon/protocol/consent'
import { fromBase64Url, utf8 } from '@symbolon/protocol/kernel'
import {
  logErrors,
  openSalt,
  parseCheckpoint,
  parseReceiptProof,
  receiptProofText,
  verifyReceiptProof,
} from '@symbolon/protocol/log'
import { openAge } from '@symbolon/protocol/vault'
import { insertAnchors, ownNetwork } from '../log/anchor-rows.ts'
import { destroyOpenings, OPENING_KEY_MS } from '../log/index.ts'
import { openIdentity } from '../log/log-identity.ts'
import { publishTestCheckpoint, testLogSigner } from '../log/test-publish.ts'
import { giveGrant, open } from './test-grants.ts'
import { ask, askFor, newInstitution, type Person, type Reply, startCrowdedWorld } from './test-world.ts'

const { world, eleni, nikos, hospital, record } = await startCrowdedWorld()
after(() => world.stop())
const auditor = await newAuditor(new Date(world.clock.now() + 7_200_000))

/** The receipt of an opening of Eleni's record by the hospital. */
async function openedReceipt(): Promise<string> {
  const { grant } = await giveGrant(world, { giver: eleni, to: hospital, records: [record] })
  return (await open(world, { grantee: hospital, grant })).body.receipt
}

function askProof(as: Person, receipt: string): Promise<Reply> {
  return ask(world, { as, method: 'GET', path: `/v1/receipts/${receipt}/proof` })
}

/** The file that somebody makes of the answer with their own identity. */
function fileOf(reply: Reply, { identity }: Person): Uint8Array {
  const { name, sealed, opening_key } = reply.body
  const key = openAge({ file: fromBase64Url(opening_key), identities: [identity] })
  return proofText(reply, openSalt({ name, sealed: fromBase64Url(sealed), key }))
}

function proofText({ body }: Reply, salt: Uint8Array): Uint8Array {
  const checkpoint = parseCheckpoint(body.checkpoint)
  const proof = (body.hashes as string[]).map((hash) => Uint8Array.from(Buffer.from(hash, 'base64')))
  const { index, anchor } = body
  return utf8(
    receiptProofText({ body: body.body, salt, index, proof, checkpoint, log: testLogSigner.verifier, anchor }),
  )
}

function ledgerOf(as: Person): Promise<Reply> {
  return askFor(world, 200, { as, method: 'GET', path: '/v1/ledger?group=seen' })
}

/** An institution that holds a role which the ledger says it has until then. */
async function newAuditor(until: Date): Promise<Person> {
  const person = await newInstitution(world)
  const address = person.account.address
  const text = `insert into identity.role select r.address, 'auditor', r.address, $2 from identity.registration r where r.address = $1`
  await world.kernel.database.query({ name: 'test_auditor', text, values: [address, until] })
  return person
}

test('the patient proves a receipt to anybody once it is published, and not before', async () => {
  const receipt = await openedReceipt()
  const early = await askProof(eleni, receipt)
  assert.deepEqual([early.status, early.body.code, early.body.retryable], [409, 'LOG_PROOF_PENDING', true])
  assert.equal(early.headers['retry-after'], '2')
  const size = await publishTestCheckpoint(world.kernel.database)
  const reply = await askProof(eleni, receipt)
  assert.equal(reply.status, 200)
  assert.equal(reply.headers['cache-control'], 'no-store')
  const shown = verifyReceiptProof(parseReceiptProof(fileOf(reply, eleni)), { pinned: [testLogSigner.verifier] })
  assert.equal(shown.size, size)
  assert.equal(JSON.parse(shown.body).receipt, receipt)
  assert.deepEqual(
    [JSON.parse(shown.body).actor, shown.trusted_by, reply.body.subject, reply.body.anchor],
    [hospital.party, 'pinned', eleni.party, null],
  )
})

test('the receipt of an anchor is about nobody: anybody sees it and has it proved', async () => {
  const { kernel, clock, log } = world
  const { origin_id: origin, founder } = await openIdentity(kernel.config, kernel.database)
  const [root, transaction] = [`0x${'1'.repeat(64)}`, `0x${'2'.repeat(64)}`] as const
  const anchor = { origin, founder: founder.address, size: 256, root, block: 7, transaction, at: new Date(clock.now()) }
  await kernel.database.query(insertAnchors(ownNetwork, [anchor]))
  await log.sweep()
  const size = await publishTestCheckpoint(kernel.database)
  const [row] = await kernel.database.query<{ receipt: string }>({
    name: 'test_anchor_receipt',
    text: 'select receipt from log.anchor',
  })
  const path = `/v1/receipts/${row?.receipt}`
  for (const as of [{}, { as: hospital }]) {
    const shown = await ask(world, { ...as, method: 'GET', path })
    const proof = await ask(world, { ...as, method: 'GET', path: `${path}/proof` })
    assert.deepEqual([shown.status, proof.status, proof.body.body], [200, 200, shown.body.body])
    const { salt, subject, sealed, opening_key } = proof.body
    assert.deepEqual([subject, sealed, opening_key], [null, null, null])
    const file = proofText(proof, fromBase64Url(salt))
    const told = verifyReceiptProof(parseReceiptProof(file), { pinned: [testLogSigner.verifier] })
    assert.equal(told.size, size)
    const receipt = parseLoggedReceipt(told.body) as AnchorReceipt
    assert.deepEqual([receipt.size, receipt.root, receipt.transaction, receipt.block], [256, root, transaction, 7])
  }
  const ledger = await ledgerOf(eleni)
  assert.ok(!JSON.stringify(ledger.body).includes(String(row?.receipt)))
  for (const other of ['rcp_none', '%00']) {
    const refused = await ask(world, { method: 'GET', path: `/v1/receipts/${other}` })
    assert.equal(refused.body.code, other === '%00' ? 'KERNEL_BYTES_INVALID' : 'IDENTITY_SIGNED_OUT')
  }
})

test('a receipt is proved to the subject and to auditors of now alone; to others it is unknown', async () => {
  const soon = new Date(world.clock.now() + 60_000)
  const passing = await newAuditor(soon)
  const receipt = await openedReceipt()
  await publishTestCheckpoint(world.kernel.database)
  assert.equal((await askProof(eleni, receipt)).status, 200)
  assert.equal((await askProof(passing, receipt)).status, 200)
  for (const other of [hospital, nikos]) {
    const refused = await askProof(other, receipt)
    assert.deepEqual([refused.status, refused.body.code], [404, 'CONSENT_RECEIPT_UNKNOWN'])
  }
  for (const id of ['rcp_none', `${receipt}x`, 'x'.repeat(90)])
    assert.equal((await askProof(eleni, id)).body.code, 'CONSENT_RECEIPT_UNKNOWN', id)
  assert.equal((await askProof(eleni, '%00')).body.code, 'KERNEL_BYTES_INVALID')
  const anybody = await ask(world, { method: 'GET', path: `/v1/receipts/${receipt}/proof` })
  assert.equal(anybody.body.code, 'IDENTITY_SIGNED_OUT')
  world.clock.offset_ms += 61_000
  assert.equal((await askProof(passing, receipt)).body.code, 'CONSENT_RECEIPT_UNKNOWN')
})

test('an auditor opens what was sealed while it held the role', async () => {
  world.clock.offset_ms += OPENING_KEY_MS
  const receipt = await openedReceipt()
  await publishTestCheckpoint(world.kernel.database)
  const file = fileOf(await askProof(auditor, receipt), auditor)
  assert.equal(JSON.parse(verifyReceiptProof(parseReceiptProof(file)).body).receipt, receipt)
})

test('a proof is four statements, its tiles in one of them, however large the log', async () => {
  const { database } = world.kernel
  const receipt = await openedReceipt()
  await publishTestCheckpoint(database)
  await askProof(eleni, receipt)
  const counts: number[] = []
  for (let i = 0; i < 5; i++) {
    const before = database.statements
    assert.equal((await askProof(eleni, receipt)).status, 200)
    counts.push(database.statements - before)
  }
  assert.equal(Math.min(...counts), 4)
})

test('error: LOG_OPENING_DESTROYED once what opened it is gone; the ledger tells every state of a proof', async () => {
  const { database } = world.kernel
  const receipt = await openedReceipt()
  const stateOf = async () => {
    const { body } = await ledgerOf(eleni)
    return body.items.find((row: { receipt: string }) => row.receipt === receipt).proof
  }
  const waiting = await stateOf()
  assert.equal(waiting.state, 'pending')
  await publishTestCheckpoint(database)
  assert.deepEqual(await stateOf(), { state: 'ready', index: waiting.index })
  const kept = fileOf(await askProof(eleni, receipt), eleni)
  await database.query(destroyOpenings({ name: 'test', sql: 'select $1::text as name', values: [receipt] }))
  const reply = await askProof(eleni, receipt)
  assert.deepEqual([reply.status, reply.body.code], [410, logErrors.LOG_OPENING_DESTROYED().code])
  assert.deepEqual(await stateOf(), { state: 'destroyed', index: null })
  assert.equal(JSON.parse(verifyReceiptProof(parseReceiptProof(kept)).body).receipt, receipt)
})

test('anybody gets the page that verifies proofs, in which nothing but its own script runs', async () => {
  const reply = await ask(world, { method: 'GET', path: '/verify' })
  assert.equal(reply.status, 200)
  assert.match(String(reply.headers['content-type']), /^text\/html/)
  const policy = String(reply.headers['content-security-policy'])
  assert.match(
    policy,
    /^default-src 'none'; script-src 'sha256-[^' ]+'; style-src 'sha256-[^' ]+'; .*frame-ancestors 'none'$/,
  )
  assert.ok(reply.raw.toString().includes(policy.replace("; frame-ancestors 'none'", '')))
})
