import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { test } from 'node:test'
import {
  authorityPaths,
  authorityRoot,
  buildGrantTerms,
  grantAuthorityIntent,
  grantHash,
  grantTermsText,
} from '@symbolon/protocol/consent'
import { grantAccount, recordAccount } from '@symbolon/protocol/identity'
import { hasCode, type Id, newId, toBase64Url, toHex } from '@symbolon/protocol/kernel'
import { createClient } from '../kernel/index.ts'
import type { GrantDetail } from './grants.ts'
import { ownOwner, provedTerms } from './proved-terms.ts'

const root = randomBytes(32)
const client = createClient({ url: 'http://127.0.0.1:1', root })
const chain_id = 1
const consents = '0x0000000000000000000000000000000000000001'
const id = <Kind extends 'grant' | 'party' | 'record'>(kind: Kind): Id<Kind> => newId(kind, 1e12, randomBytes(10))
const records = [id('record'), id('record')].sort()
const grant = id('grant')
const r = randomBytes(64)
const [hospital, mallory] = [id('party'), id('party')]

function termsFor(grantee: Id<'party'>) {
  return buildGrantTerms({
    chain_id,
    consents,
    account: grantAccount(root, grant).address,
    grantee,
    grantee_address: '0x0000000000000000000000000000000000000002',
    records: records.map((record) => ({ record, token_id: toHex(new Uint8Array(32).fill(1)) })),
    what: { all: true },
    purpose: 'TREAT',
    not_before: '2026-01-01T00:00:00.000Z',
    until: '2026-02-01T00:00:00.000Z',
    given_at: '2026-01-01T00:00:00.000Z',
  })
}

async function given(by: Uint8Array = root): Promise<GrantDetail> {
  const hashes = [termsFor(hospital), termsFor(id('party'))].map((terms) => grantHash({ r, terms }))
  const signed = toHex(authorityRoot(hashes))
  const intent = grantAuthorityIntent({ chainId: chain_id, verifyingContract: consents, grants: signed })
  const signatures = await Promise.all(
    records.map(async (record) => ({ record, signature: await recordAccount(by, record).signTypedData(intent) })),
  )
  const path = (authorityPaths(hashes)[0] as Uint8Array[]).map(toHex)
  const detail = {
    grant,
    grantee: { party: hospital, name: null },
    terms: grantTermsText(termsFor(hospital)),
    r: toBase64Url(r),
  }
  return { ...detail, authority: { root: signed, path, index: 0, size: 2, signatures } } as unknown as GrantDetail
}

const isUntrue = (error: unknown) => hasCode(error, 'SDK_NODE_UNTRUE')
const prove = async (detail: GrantDetail) => {
  const proved = await provedTerms({ grant: detail, ownerOf: ownOwner(client), known: new Map() })
  return proved?.records.map(({ record }) => record)
}

test('terms that every record signed are proved; a record without a signature is left out', async () => {
  const detail = await given()
  assert.deepEqual(await prove(detail), records)
  const { authority } = detail
  const fewer = { ...authority, signatures: authority?.signatures.slice(1) } as GrantDetail['authority']
  assert.deepEqual(await prove({ ...detail, authority: fewer }), records.slice(1))
  assert.equal(await prove({ ...detail, terms: null }), undefined)
})

test('error: a grant that the node made up, or changed, proves nothing', async () => {
  const detail = await given()
  const terms = grantTermsText(termsFor(mallory))
  await assert.rejects(prove({ ...detail, terms, grantee: { party: mallory, name: null } }), isUntrue)
  await assert.rejects(prove({ ...detail, grantee: { party: mallory, name: null } }), isUntrue)
  await assert.rejects(prove({ ...detail, authority: null }), isUntrue)
  await assert.rejects(prove({ ...detail, r: toBase64Url(randomBytes(64)) }), isUntrue)
  await assert.rejects(prove({ ...detail, r: null }), isUntrue)
  await assert.rejects(prove(await given(randomBytes(32))), isUntrue)
})
