import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { canonicalJson, type JsonObject, readJson, toBase64Url, toHex } from '@symbolon/protocol/kernel'
import { type GivingBody, makeGiving, sendGiving, signAuthority } from './test-grants.ts'
import { ask, bytes, flipped, newInstitution, onAnotherChain, startCrowdedWorld } from './test-world.ts'

const { world, eleni, nikos, hospital, other, record, stranger } = await startCrowdedWorld()
after(() => world.stop())

test('a giving that is repeated answers as it did the first time and makes nothing new', async () => {
  const made = await makeGiving(world, { giver: eleni, to: [hospital], records: [record] })
  const first = await sendGiving(world, eleni, made.body)
  const again = await sendGiving(world, eleni, made.body)
  assert.equal(first.status, 201, JSON.stringify(first.body))
  assert.deepEqual(again.body, first.body)
  const clash = structuredClone(made.body)
  const fresh = await makeGiving(world, { giver: eleni, to: [other], records: [record] })
  clash.grants = [{ ...(fresh.body.grants[0] as GivingBody['grants'][0]), grant: made.grants[0] as string }]
  assert.equal(
    (await sendGiving(world, eleni, { ...fresh.body, grants: clash.grants })).body.code,
    'CONSENT_GRANT_EXISTS',
  )
})

/** Each changes one thing of a valid giving; nothing may be stored for any of them. */
const faults: readonly [string, string, (body: GivingBody) => GivingBody | Promise<GivingBody>][] = [
  ['terms changed after signing', 'CONSENT_AUTHORITY_INVALID', (b) => withTerms(b, { purpose: 'ETREAT' })],
  [
    'terms widened after signing',
    'CONSENT_AUTHORITY_INVALID',
    (b) => withTerms(b, { what: { all: true, sensitive: ['hiv'] } }),
  ],
  [
    'another grantee after signing',
    'CONSENT_AUTHORITY_INVALID',
    (b) => withTerms(b, { grantee: other.party, grantee_address: other.account.address }),
  ],
  [
    'a grantee with another address',
    'CONSENT_AUTHORITY_INVALID',
    (b) => withTerms(b, { grantee_address: other.account.address }),
  ],
  [
    'a longer period after signing',
    'CONSENT_AUTHORITY_INVALID',
    (b) => withTerms(b, { until: new Date(Date.now() + 300 * 86_400_000).toISOString() }),
  ],
  ['another chain', 'CONSENT_OTHER_LEDGER', (b) => withTerms(b, { chain_id: 1 })],
  ['another contract', 'CONSENT_OTHER_LEDGER', (b) => withTerms(b, { consents: eleni.account.address })],
  [
    'another token',
    'CONSENT_RECORD_NOT_YOURS',
    (b) => withTerms(b, { records: [{ record: record.record, token_id: stranger.token_id }] }),
  ],
  [
    'somebody else’s record',
    'CONSENT_RECORD_NOT_YOURS',
    (b) => withTerms(b, { records: [{ record: stranger.record, token_id: stranger.token_id }] }),
  ],
  [
    'an account that the terms do not name',
    'CONSENT_TERMS_INVALID',
    (b) => withGrant(b, { account: other.account.address }),
  ],
  ['a salt that is too short', 'CONSENT_TERMS_INVALID', (b) => withGrant(b, { r: toBase64Url(bytes(32)) })],
  [
    'a path that leads elsewhere',
    'CONSENT_AUTHORITY_INVALID',
    (b) => withGrant(b, { path: [toHex(bytes(32))], size: 2 }),
  ],
  ['a body that is not sent', 'CONSENT_CAPSULE_INVALID', (b) => withGrant(b, { body: '0'.repeat(64) })],
  [
    'a body under another digest',
    'CONSENT_CAPSULE_INVALID',
    (b) => ({ ...b, bodies: b.bodies.map((one) => ({ ...one, ciphertext: toBase64Url(bytes(99)) })) }),
  ],
  ['a root that was not signed', 'CONSENT_AUTHORITY_INVALID', (b) => withAuthority(b, { root: toHex(bytes(32)) })],
  ['the signature of another account', 'CONSENT_AUTHORITY_INVALID', async (b) => withAuthority(b, await forged(b))],
  [
    'a flipped bit in the signature',
    'CONSENT_AUTHORITY_INVALID',
    (b) => withAuthority(b, { signature: flipped(b.record_authorities[0]?.signature ?? '0x') }),
  ],
  [
    'a signature for another chain',
    'CONSENT_AUTHORITY_INVALID',
    async (b) => withAuthority(b, await signedElsewhere(b)),
  ],
  [
    'the signature of another record',
    'CONSENT_AUTHORITY_INVALID',
    async (b) => ({
      ...b,
      record_authorities: [await signAuthority(world, { giver: nikos, record: stranger.record, root: rootOf(b) })],
    }),
  ],
  ['a purpose that is always refused', 'CONSENT_PURPOSE_FORBIDDEN', (b) => withTerms(b, { purpose: 'HMARKT' })],
]

for (const [name, code, spoil] of faults)
  test(`error: ${code} for ${name}`, async () => {
    const made = await makeGiving(world, { giver: eleni, to: [hospital], records: [record] })
    const reply = await sendGiving(world, eleni, await spoil(structuredClone(made.body)))
    assert.equal(reply.body.code, code, JSON.stringify(reply.body))
    const shown = await ask(world, { as: eleni, method: 'GET', path: `/v1/grants/${made.grants[0]}` })
    assert.equal(shown.body.code, 'CONSENT_GRANT_UNKNOWN')
  })

test('error: nobody gives what is not theirs, whatever they sign', async () => {
  const made = await makeGiving(world, { giver: nikos, to: [hospital], records: [record] })
  assert.equal((await sendGiving(world, nikos, made.body)).body.code, 'CONSENT_RECORD_NOT_YOURS')
  const hers = await makeGiving(world, { giver: eleni, to: [hospital], records: [record] })
  assert.equal(
    (await sendGiving(world, nikos, hers.body)).body.code,
    'CONSENT_RECORD_NOT_YOURS',
    'a giving of somebody else, sent again',
  )
})

test('error: CONSENT_GRANTEE_UNKNOWN and CONSENT_ROLE_MISSING for a party that may not receive', async () => {
  const unknown = { ...hospital, party: nikos.party }
  const made = await makeGiving(world, { giver: eleni, to: [unknown], records: [record] })
  assert.equal((await sendGiving(world, eleni, made.body)).body.code, 'CONSENT_GRANTEE_UNKNOWN')
  const without = await newInstitution(world)
  const roleless = await makeGiving(world, { giver: eleni, to: [without], records: [record] })
  assert.equal((await sendGiving(world, eleni, roleless.body)).body.code, 'CONSENT_ROLE_MISSING')
  const research = await makeGiving(
    world,
    { giver: eleni, to: [hospital], records: [record] },
    { purpose: 'HRESCH', change: { duo: ['DUO:0000042'] } },
  )
  assert.equal((await sendGiving(world, eleni, research.body)).body.code, 'CONSENT_ROLE_MISSING')
})

test('error: CONSENT_PERIOD_INVALID for terms that were not given now or are over', async () => {
  for (const change of [
    { given_at: new Date(Date.now() - 48 * 3_600_000).toISOString() },
    { given_at: new Date(Date.now() + 3_600_000).toISOString() },
  ]) {
    const made = await makeGiving(world, { giver: eleni, to: [hospital], records: [record] }, { change })
    assert.equal((await sendGiving(world, eleni, made.body)).body.code, 'CONSENT_PERIOD_INVALID')
  }
})

test('property: no giving with a changed signed byte is ever taken', async () => {
  const made = await makeGiving(world, { giver: eleni, to: [hospital], records: [record] })
  const [grant] = made.body.grants
  assert.ok(grant)
  for (let at = 0; at < grant.terms.length; at += 7) {
    const terms = `${grant.terms.slice(0, at)}${grant.terms[at] === '1' ? '2' : '1'}${grant.terms.slice(at + 1)}`
    const reply = await sendGiving(world, eleni, { ...made.body, grants: [{ ...grant, terms }] })
    assert.notEqual(reply.status, 201, `position ${at}`)
    assert.notEqual(reply.status, 500, `position ${at}`)
  }
})

function withTerms(body: GivingBody, change: object): GivingBody {
  return withGrant(body, {
    terms: canonicalJson({ ...(readJson(body.grants[0]?.terms ?? '') as JsonObject), ...change } as JsonObject),
  })
}

function withGrant(body: GivingBody, change: Partial<GivingBody['grants'][0]>): GivingBody {
  return { ...body, grants: body.grants.map((grant) => ({ ...grant, ...change })) }
}

function withAuthority(body: GivingBody, change: Partial<GivingBody['record_authorities'][0]>): GivingBody {
  return { ...body, record_authorities: body.record_authorities.map((one) => ({ ...one, ...change })) }
}

function rootOf(body: GivingBody): Uint8Array {
  return Buffer.from(body.record_authorities[0]?.root.slice(2) ?? '', 'hex')
}

async function forged(body: GivingBody) {
  const { signature } = await signAuthority(world, { giver: nikos, record: record.record, root: rootOf(body) })
  return { signature }
}

async function signedElsewhere(body: GivingBody) {
  const { signature } = await signAuthority(onAnotherChain(world), {
    giver: eleni,
    record: record.record,
    root: rootOf(body),
  })
  return { signature }
}
