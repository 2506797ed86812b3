import assert from 'node:assert/strict'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { identityErrors, newKeyring, roleId, roleRevocationIntent, sealKeyring } from '@symbolon/protocol/identity'
import { hasCode, kernelErrors } from '@symbolon/protocol/kernel'
import { privateKeyToAccount } from 'viem/accounts'
import { createApp } from '../kernel/index.ts'
import { startTestKernel, type TestKernel, testAuthorityKey } from '../kernel/test-node.ts'
import { createIdentitySlice, type IdentitySlice, unlockHosted } from './index.ts'
import {
  newTestPerson,
  registerInstitution,
  registrationBody,
  roleGrantBody,
  send,
  signIn,
  type TestDoor,
} from './test-people.ts'

let kernel: TestKernel
let identity: IdentitySlice
let door: TestDoor
let shift_ms = 0
const root = newKeyring((size) => crypto.getRandomValues(new Uint8Array(size)))
const passphrase = 'a passphrase of the test'
const folder = mkdtempSync(join(tmpdir(), 'symbolon-hosted-'))
const hospital = newTestPerson(root)
const authority = { account: privateKeyToAccount(testAuthorityKey), recipient: newTestPerson().recipient }
const day_s = 86_400

before(async () => {
  writeFileSync(join(folder, 'keyring.passphrase.age'), await sealKeyring({ root, passphrase, workFactor: 1 }))
  writeFileSync(join(folder, 'passphrase'), `${passphrase}\n`)
  const unlocked = await unlockHosted({ hosted: [folder] })
  kernel = await startTestKernel({
    context: { clock: { now: () => Date.now() + shift_ms } },
    slices: (context) => {
      identity = createIdentitySlice(context, unlocked)
      return [identity]
    },
  })
  const problems = { ...kernelErrors.rows, ...identityErrors.rows }
  door = {
    context: kernel,
    app: await createApp({ context: kernel, slices: [identity], sessions: identity.sessions, problems }),
  }
})
after(async () => {
  await door?.app.close()
  await kernel?.stop()
})

const now_s = () => Math.floor(kernel.clock.now() / 1000)
const get = (url: string, token?: string) =>
  send(door, { method: 'GET', url, ...(token === undefined ? {} : { token }) })

test('a person is made once and keeps identifier and recipient: a stolen session changes neither', async () => {
  const eleni = newTestPerson()
  const token = await signIn(door, eleni)
  assert.equal((await get('/v1/parties/me', token)).json().code, 'IDENTITY_PARTY_MISSING')
  const put = (recipient: string) => send(door, { method: 'PUT', url: '/v1/parties/me', token, body: { recipient } })
  const made = (await put(eleni.recipient)).json()
  assert.deepEqual((await put(eleni.recipient)).json(), made)
  assert.equal((await put(newTestPerson().recipient)).json().code, 'IDENTITY_RECIPIENT_FIXED')
  assert.deepEqual([made.kind, made.handle, made.name, made.roles, made.hosted], ['person', null, null, [], false])
  assert.deepEqual((await get('/v1/parties/me', token)).json(), made)
  const classical = 'age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p'
  assert.equal((await put(classical)).json().code, 'IDENTITY_PROFILE_INVALID')
})

test('a person is found by the exact identifier of someone who signed in, and in no other way', async () => {
  const nikos = newTestPerson()
  const token = await signIn(door, nikos)
  const body = { recipient: nikos.recipient }
  const { party } = (await send(door, { method: 'PUT', url: '/v1/parties/me', token, body })).json()
  assert.equal((await get(`/v1/parties/${party}`, token)).json().address, nikos.account.address)
  assert.equal((await get(`/v1/parties/${party}`)).json().code, 'IDENTITY_SIGNED_OUT')
  assert.equal((await get(`/v1/parties/${nikos.account.address}`, token)).json().code, 'IDENTITY_PARTY_UNKNOWN')
  assert.ok(!(await get('/v1/parties?limit=200')).body.includes(party))
})

test('an institution registers on the ledger and is found by handle, address and identifier', async () => {
  const { token, party } = await registerInstitution(door, { person: hospital, handle: 'hospital-a', kind: 'hospital' })
  for (const name of ['hospital-a', hospital.account.address, hospital.account.address.toLowerCase(), party]) {
    const found = (await get(`/v1/parties/${name}`)).json()
    assert.deepEqual([found.party, found.handle, found.kind, found.hosted], [party, 'hospital-a', 'hospital', true])
  }
  const [, digest] = await kernel.ledger.read<[number, string]>({
    contract: 'Parties',
    functionName: 'partyOf',
    args: [hospital.account.address],
  })
  assert.equal((await get(`/v1/parties/${party}`)).json().profile_digest, digest)
  assert.equal((await get('/v1/parties/me', token)).json().party, party)
  assert.deepEqual((await identity.hosted.of(party as never))?.address, hospital.account.address)
})

test('the same registration sent again under another key gets the same answer', async () => {
  const person = newTestPerson()
  const body = await registrationBody(door, { person, handle: 'twice-sent', kind: 'payer' })
  const token = await signIn(door, person)
  const first = await send(door, { method: 'POST', url: '/v1/parties', token, body })
  const second = await send(door, { method: 'POST', url: '/v1/parties', token, body })
  assert.deepEqual([first.statusCode, second.statusCode], [201, 201])
  assert.deepEqual(second.json(), first.json())
})

test('error: what registers nothing', async () => {
  const person = newTestPerson()
  const token = await signIn(door, person)
  const other = newTestPerson()
  const of = { person, handle: 'hospital-z', kind: 'hospital' } as const
  const good = await registrationBody(door, of)
  const post = async (body: object) =>
    (await send(door, { method: 'POST', url: '/v1/parties', token, body })).json().code
  const invalid = 'IDENTITY_INTENT_SIGNATURE_INVALID'
  assert.equal(await post(await registrationBody(door, { ...of, signed: { chainId: 1 } })), invalid)
  assert.equal(await post(await registrationBody(door, { ...of, signed: { kind: 3 } })), invalid)
  assert.equal(await post({ ...good, handle: 'hospital-y' }), invalid)
  assert.equal(await post({ ...good, name: { ...good.name, en: 'Another' } }), invalid)
  assert.equal(await post({ ...good, kind: 'payer' }), invalid)
  assert.equal(await post({ ...good, recipient: other.recipient }), invalid)
  assert.equal(await post({ ...good, endpoint: 'https://node.example' }), invalid)
  assert.equal(await post({ ...good, deadline: good.deadline + 1 }), invalid)
  assert.equal(await post({ ...good, deadline: 1 }), 'IDENTITY_INTENT_EXPIRED')
  assert.equal(await post({ ...good, kind: 'person' }), 'KERNEL_REQUEST_INVALID')
  assert.equal(await post({ ...good, handle: 'Hospital Z' }), 'IDENTITY_PROFILE_INVALID')
  assert.equal(await post(await registrationBody(door, { ...of, handle: 'hospital-a' })), 'IDENTITY_HANDLE_TAKEN')
  assert.equal((await get('/v1/parties/hospital-z')).statusCode, 404)
  assert.equal((await get('/v1/parties/me', token)).json().code, 'IDENTITY_PARTY_MISSING')
})

test('error: a person and an institution never share an account, and nobody registers twice', async () => {
  const person = newTestPerson()
  const token = await signIn(door, person)
  await send(door, { method: 'PUT', url: '/v1/parties/me', token, body: { recipient: person.recipient } })
  const body = await registrationBody(door, { person, handle: 'was-a-person', kind: 'hospital' })
  assert.equal(
    (await send(door, { method: 'POST', url: '/v1/parties', token, body })).json().code,
    'IDENTITY_PARTY_EXISTS',
  )
  const own = await signIn(door, hospital)
  const put = await send(door, {
    method: 'PUT',
    url: '/v1/parties/me',
    token: own,
    body: { recipient: person.recipient },
  })
  assert.equal(put.json().code, 'IDENTITY_PARTY_EXISTS')
  const again = await registrationBody(door, { person: hospital, handle: 'hospital-b', kind: 'hospital' })
  const twice = await send(door, { method: 'POST', url: '/v1/parties', token: own, body: again })
  assert.equal(twice.json().code, 'IDENTITY_PARTY_REGISTERED')
})

test('institutions come page by page, by kind, each once', async () => {
  for (const handle of ['list-c', 'list-a', 'list-b']) {
    await registerInstitution(door, { person: newTestPerson(), handle, kind: 'blood-bank' })
  }
  const first = await get('/v1/parties?kind=blood-bank&limit=2')
  const { items, has_more, next } = first.json()
  assert.deepEqual([items.map(({ handle }: { handle: string }) => handle), has_more], [['list-a', 'list-b'], true])
  assert.match(String(first.headers.link), /rel="next"/)
  const rest = (await get(`/v1/parties?kind=blood-bank&limit=2&after=${next}`)).json()
  assert.deepEqual([rest.items.length, rest.items[0].handle, rest.has_more], [1, 'list-c', false])
  assert.equal((await get('/v1/parties?after=nonsense!')).json().code, 'KERNEL_CURSOR_INVALID')
  assert.equal((await get('/v1/parties?limit=201')).json().code, 'KERNEL_REQUEST_INVALID')
})

test('a role is given for a time, shown while it lasts, and taken back', async () => {
  const token = await signIn(door, authority)
  const party = hospital.account.address
  const post = (url: string, body: object) => send(door, { method: 'POST', url, token, body })
  const until = now_s() + day_s
  const of = { authority: authority.account, party, role: 'care-provider', until, nonce: 1n } as const
  const grant = await roleGrantBody(door, of)
  const given = await post('/v1/roles', grant)
  assert.equal(given.statusCode, 201)
  assert.deepEqual((await post('/v1/roles', grant)).json(), given.json())
  const rolesOf = async () => (await get('/v1/parties/hospital-a')).json().roles
  assert.deepEqual(await rolesOf(), [{ role: 'care-provider', until: new Date(until * 1000).toISOString() }])

  const otherwise = (await post('/v1/roles', { ...grant, role: 'pharmacy' })).json()
  assert.equal(
    otherwise.code,
    'IDENTITY_INTENT_SIGNATURE_INVALID',
    'a signature that was carried out, under other words',
  )
  const byAnother = { method: 'POST', url: '/v1/roles', token: await signIn(door, hospital), body: grant } as const
  assert.equal((await send(door, byAnother)).json().code, 'IDENTITY_AUTHORITY_MISSING')
  const replayed = await roleGrantBody(door, { ...of, role: 'payer' })
  assert.equal((await post('/v1/roles', replayed)).json().code, 'IDENTITY_INTENT_REPLAYED')

  const revocation = roleRevocationIntent({
    chainId: kernel.ledger.chainId,
    verifyingContract: kernel.ledger.address('Parties'),
    authority: authority.account.address,
    party,
    role: roleId('care-provider'),
    nonce: 2n,
    deadline: BigInt(grant.deadline),
  })
  const signature = await authority.account.signTypedData(revocation)
  const body = { party, role: 'care-provider', nonce: '2', deadline: grant.deadline, signature }
  const taken = await post('/v1/roles/revocations', body)
  assert.deepEqual([taken.statusCode, taken.json().until], [201, null])
  assert.deepEqual(await rolesOf(), [])
})

test('error: a role that has expired is no role any more', async () => {
  const token = await signIn(door, authority)
  const of = { authority: authority.account, party: hospital.account.address, role: 'pharmacy', nonce: 3n } as const
  const body = await roleGrantBody(door, { ...of, until: now_s() + 3600 })
  assert.equal((await send(door, { method: 'POST', url: '/v1/roles', token, body })).statusCode, 201)
  assert.equal((await get('/v1/parties/hospital-a')).json().roles.length, 1)
  shift_ms += 3601_000
  assert.deepEqual((await get('/v1/parties/hospital-a')).json().roles, [])
})

test('error: a role given by nobody who may, for another chain, for ever or to a stranger', async () => {
  const token = await signIn(door, authority)
  const until = now_s() + day_s
  const of = { authority: authority.account, party: hospital.account.address, role: 'payer', until, nonce: 9n } as const
  const post = async (body: object, as = token) =>
    (await send(door, { method: 'POST', url: '/v1/roles', token: as, body })).json().code
  const good = await roleGrantBody(door, of)
  const invalid = 'IDENTITY_INTENT_SIGNATURE_INVALID'
  assert.equal(await post(await roleGrantBody(door, { ...of, chainId: 1 })), invalid)
  assert.equal(await post({ ...good, role: 'regulator' }), invalid)
  assert.equal(await post({ ...good, until: until + 1 }), invalid)
  assert.equal(await post({ ...good, nonce: '10' }), invalid)
  assert.equal(await post({ ...good, deadline: good.deadline + 1 }), invalid)
  assert.equal(await post({ ...good, role: 'king' }), 'KERNEL_REQUEST_INVALID')
  const endless = await roleGrantBody(door, { ...of, until: until + 3650 * day_s })
  assert.equal(await post(endless), 'IDENTITY_ROLE_UNTIL_INVALID')
  const stranger = await roleGrantBody(door, { ...of, party: newTestPerson().account.address })
  assert.equal(await post(stranger), 'IDENTITY_PARTY_UNKNOWN')
  const own = await roleGrantBody(door, { ...of, authority: hospital.account })
  assert.equal(await post(own, await signIn(door, hospital)), 'IDENTITY_AUTHORITY_MISSING')
  assert.deepEqual((await get('/v1/parties/hospital-a')).json().roles, [])
})

test('error: hosted keyrings that do not open stop the start', async () => {
  const other = mkdtempSync(join(tmpdir(), 'symbolon-hosted-'))
  const opening = (hosted_passphrase?: string) =>
    unlockHosted({ hosted: [other], ...(hosted_passphrase === undefined ? {} : { hosted_passphrase }) })
  await assert.rejects(opening(), (error) => hasCode(error, 'KERNEL_CONFIG_INVALID'))
  writeFileSync(join(other, 'keyring.passphrase.age'), await sealKeyring({ root, passphrase, workFactor: 1 }))
  await assert.rejects(opening(), (error) => hasCode(error, 'IDENTITY_KEYRING_LOCKED'))
  await assert.rejects(opening('another passphrase'), (error) => hasCode(error, 'IDENTITY_KEYRING_LOCKED'))
  assert.equal((await opening(passphrase))[0]?.address, hospital.account.address)
})
