import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { type TestContext, test } from 'node:test'
import {
  authorityPaths,
  authorityRoot,
  buildGrantTerms,
  grantAuthorityIntent,
  grantHash,
  grantTermsText,
} from '@symbolon/protocol/consent'
import { grantAccount, recordAccount } from '@symbolon/protocol/identity'
import { hasCode, type Id, newId, toBase64Url, toHex, utf8 } from '@symbolon/protocol/kernel'
import { capsuleRecordOf, sealCapsuleBody, wrapCapsule } from '@symbolon/protocol/vault'
import { ownIdentity } from '../identity/index.ts'
import { createClient } from '../kernel/index.ts'
import { serve, signedIn } from '../kernel/test-node.ts'
import { readFiles, sealFile } from '../records/add-record.ts'
import { openGrant } from './open-grant.ts'

const consents = `0x${'0'.repeat(39)}1` as const
const newOf = <Kind extends 'grant' | 'party' | 'record'>(kind: Kind): Id<Kind> => newId(kind, 1e12, randomBytes(10))

/** A record of a person, sealed, with the token that the person holds. */
async function newRecord() {
  const root = randomBytes(32)
  const client = createClient({ url: 'http://127.0.0.1:1', root })
  const record = newOf('record')
  const tokenId = toHex(randomBytes(32))
  const [file] = (await readFiles(client, [{ name: 'a.txt', bytes: utf8('what the doctor may read') }])) ?? []
  assert.ok(file && 'read' in file)
  const { sealed } = await sealFile(client, { file, record, tokenId, version: 1 })
  const owner = recordAccount(root, record).address
  return { root, record, tokenId, sealed, owner }
}
type SealedRecordOf = Awaited<ReturnType<typeof newRecord>>

/** The grant that its owner signed over a record. */
async function newGrant({ root, record, tokenId }: SealedRecordOf) {
  const [grant, r] = [newOf('grant'), randomBytes(64)]
  const terms = buildGrantTerms({
    chain_id: 1,
    consents,
    account: grantAccount(root, grant).address,
    grantee: newOf('party'),
    grantee_address: consents,
    records: [{ record, token_id: tokenId }],
    what: { all: true },
    purpose: 'TREAT',
    not_before: '2026-01-01T00:00:00.000Z',
    until: '2026-02-01T00:00:00.000Z',
    given_at: '2026-01-01T00:00:00.000Z',
  })
  const hash = grantHash({ r, terms })
  const signed = toHex(authorityRoot([hash]))
  const intent = grantAuthorityIntent({ chainId: 1, verifyingContract: consents, grants: signed })
  const signatures = [{ record, signature: await recordAccount(root, record).signTypedData(intent) }]
  const path = (authorityPaths([hash])[0] ?? []).map(toHex)
  const authority = { root: signed, path, index: 0, size: 1, signatures }
  const grantee = { party: terms.grantee, name: null }
  return { grant, grantee, purpose: 'TREAT', terms: grantTermsText(terms), r: toBase64Url(r), authority }
}

/** A node that shows the grant and hands out a capsule over a record, its own or another one. */
async function nodeWith(t: TestContext, { granted, handed }: { granted: SealedRecordOf; handed: SealedRecordOf }) {
  const grant = await newGrant(granted)
  const { sealed } = handed
  let capsule = {}
  const answers: [RegExp, () => unknown][] = [
    [/^\/v1\/network/, () => ({ chain_id: 1, contracts: { parties: consents, records: consents, consents } })],
    [/^\/v1\/grants\//, () => grant],
    [/^\/v1\/openings$/, () => ({ receipt: 'rcp_1', capsule, blobs: [] })],
    [/^\/v1\/tokens\//, () => ({ ...handed, commitment: toHex(sealed.commitment), version: 1, state: 'held' })],
    [/^\/v1\/openings\/.*blobs/, () => sealed.blob],
  ]
  const url = await serve(t, (request, response) => {
    const answer = answers.find(([path]) => path.test(request.url ?? ''))?.[1]()
    response.end(answer instanceof Uint8Array ? answer : JSON.stringify(answer))
  })
  const doctor = createClient({ url, root: randomBytes(32), sessions: signedIn })
  const ids = sealed.opened.entries.map(({ id }) => id)
  const records = [capsuleRecordOf({ manifest: sealed.opened, blob: sealed.blobId, ids })]
  const body = sealCapsuleBody({ records, random: randomBytes })
  const { recipient } = await ownIdentity(doctor)
  const header = wrapCapsule({ fileKey: body.fileKey, recipient, random: randomBytes })
  capsule = { header: toBase64Url(header), body: toBase64Url(body.body) }
  return { doctor, grant: grant.grant }
}

test('a capsule over the record that its owner granted opens', async (t) => {
  const granted = await newRecord()
  const { doctor, grant } = await nodeWith(t, { granted, handed: granted })
  const { entries } = await openGrant(doctor, { grant })
  assert.deepEqual(
    entries.map(({ bytes }) => Buffer.from(bytes).toString()),
    ['what the doctor may read'],
  )
})

test('error: a capsule over another record, sealed by somebody else under a token of his own, is not taken for it', async (t) => {
  const { doctor, grant } = await nodeWith(t, { granted: await newRecord(), handed: await newRecord() })
  await assert.rejects(openGrant(doctor, { grant }), (error) => hasCode(error, 'SDK_NODE_UNTRUE'))
})

test('error: a grant signed by somebody who does not hold the token is not taken for the owner’s', async (t) => {
  const handed = await newRecord()
  const { doctor, grant } = await nodeWith(t, {
    granted: { ...(await newRecord()), record: handed.record, tokenId: handed.tokenId },
    handed,
  })
  await assert.rejects(openGrant(doctor, { grant }), (error) => hasCode(error, 'SDK_NODE_UNTRUE'))
})
