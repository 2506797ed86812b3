import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { after, before, test } from 'node:test'
import {
  identityErrors,
  readSignedSiweMessage,
  type SiweSignIn,
  signInDigest,
  siweMessage,
} from '@symbolon/protocol/identity'
import { createApp } from '../kernel/index.ts'
import { startTestKernel, type TestKernel } from '../kernel/test-node.ts'
import { createIdentitySlice, type IdentitySlice, keepSignIn } from './index.ts'
import { newSignIn, newTestPerson, registerInstitution, send, signIn, type TestDoor } from './test-people.ts'

let kernel: TestKernel
let identity: IdentitySlice
let door: TestDoor
let shift_ms = 0
/** Her address has letters of both cases: one in some thousands has not. */
const eleni = newTestPerson(new Uint8Array(32).fill(1))
const nikos = newTestPerson()

before(async () => {
  kernel = await startTestKernel({
    context: { clock: { now: () => Date.now() + shift_ms } },
    slices: (context) => {
      identity = createIdentitySlice(context)
      return [identity]
    },
  })
  const parts = { slices: [identity], sessions: identity.sessions, problems: identityErrors.rows }
  door = { context: kernel, app: await createApp({ ...parts, context: kernel }) }
})
after(async () => {
  await door?.app.close()
  await kernel?.stop()
})

async function open(message: string, signature: string): Promise<{ status: number; code?: string; token?: string }> {
  const answer = await send(door, { method: 'POST', url: '/v1/sessions', body: { message, signature } })
  return { status: answer.statusCode, ...answer.json<{ code?: string; token?: string }>() }
}

async function isIn(token: string): Promise<boolean> {
  const answer = await send(door, { method: 'GET', url: '/v1/parties/me', token })
  return answer.json().code !== 'IDENTITY_SIGNED_OUT'
}

test('signing in gives a session of 30 minutes and no party yet', async () => {
  const message = siweMessage(await newSignIn(door, eleni))
  const signature = await eleni.account.signMessage({ message })
  const answer = await send(door, { method: 'POST', url: '/v1/sessions', body: { message, signature } })
  const { token, session, party, expires_at } = answer.json()
  assert.equal(answer.statusCode, 201)
  assert.equal(answer.headers['cache-control'], 'no-store')
  assert.match(session, /^ses_/)
  assert.equal(party, null)
  assert.ok(Math.abs(Date.parse(expires_at) - kernel.clock.now() - 30 * 60_000) < 5000)
  assert.ok(await isIn(token))
})

test('error: a used nonce signs nobody in again, and of ten uses at once one wins', async () => {
  const message = siweMessage(await newSignIn(door, eleni))
  const signature = await eleni.account.signMessage({ message })
  const answers = await Promise.all(Array.from({ length: 10 }, () => open(message, signature)))
  assert.equal(answers.filter(({ status }) => status === 201).length, 1)
  assert.equal(answers.filter(({ code }) => code === 'IDENTITY_NONCE_SPENT').length, 9)
})

const changes: [string, (signIn: SiweSignIn) => Partial<SiweSignIn>, string][] = [
  ['domain', () => ({ domain: 'evil.example' }), 'IDENTITY_SIGN_IN_REFUSED'],
  ['port', ({ domain }) => ({ domain: `${domain.split(':')[0]}:81` }), 'IDENTITY_SIGN_IN_REFUSED'],
  ['address of the node', ({ uri }) => ({ uri: `${uri}/other` }), 'IDENTITY_SIGN_IN_REFUSED'],
  ['chain', ({ chainId }) => ({ chainId: chainId + 1 }), 'IDENTITY_SIGN_IN_REFUSED'],
  ['nonce', () => ({ nonce: '0'.repeat(32) }), 'IDENTITY_NONCE_SPENT'],
  ['time of signing', ({ issuedAt }) => ({ issuedAt: issuedAt + 240_000 }), 'IDENTITY_SIGN_IN_REFUSED'],
  ['end', ({ issuedAt }) => ({ expiresAt: issuedAt + 86_400_000 }), 'IDENTITY_SIGN_IN_REFUSED'],
  ['account', () => ({ address: nikos.account.address }), 'IDENTITY_SIGNATURE_INVALID'],
]
for (const [field, change, code] of changes) {
  test(`error: a message with another ${field} is refused, signed anew or not`, async () => {
    const wanted = await newSignIn(door, eleni)
    const signature = await eleni.account.signMessage({ message: siweMessage(wanted) })
    const message = siweMessage({ ...wanted, ...change(wanted) })
    const unsigned = await open(message, signature)
    assert.equal(unsigned.status, 401)
    assert.ok([code, 'IDENTITY_SIGNATURE_INVALID'].includes(unsigned.code ?? ''))
    const signed = await open(message, await eleni.account.signMessage({ message }))
    assert.deepEqual([signed.status, signed.code], [401, code])
    assert.equal((await open(siweMessage(wanted), signature)).status, 201)
  })
}

test('error: a message in other words, or of another version, is none of ours', async () => {
  const text = siweMessage(await newSignIn(door, eleni))
  const others = [
    text.replace('Version: 1', 'Version: 2'),
    text.replace('changes nothing else', 'moves all your coins'),
    `${text}\nRequest ID: 1`,
    `${text}\nResources:\n- https://evil.example`,
    text.replace(/0x[0-9a-fA-F]{40}/, (address) => address.toLowerCase()),
    `${text} `,
    '',
  ]
  for (const message of others) {
    const { status, code } = await open(message, await eleni.account.signMessage({ message }))
    assert.deepEqual([status, code], [400, 'IDENTITY_SIGN_IN_MESSAGE_INVALID'])
  }
})

test('error: a signature changed in any byte is refused', async () => {
  const message = siweMessage(await newSignIn(door, eleni))
  const signature = await eleni.account.signMessage({ message })
  for (let at = 2; at < signature.length; at += 2) {
    const byte = (Number.parseInt(signature.slice(at, at + 2), 16) ^ 1).toString(16).padStart(2, '0')
    const changed = signature.slice(0, at) + byte + signature.slice(at + 2)
    const { status, code } = await open(message, changed)
    assert.deepEqual([status, code], [401, 'IDENTITY_SIGNATURE_INVALID'])
  }
  assert.equal((await open(message, signature)).status, 201)
})

test('error: a nonce older than ten minutes signs nobody in', async () => {
  const wanted = await newSignIn(door, eleni)
  shift_ms += 10 * 60_000 + 1
  const now = kernel.clock.now()
  const message = siweMessage({ ...wanted, issuedAt: now, expiresAt: now + 60_000 })
  const { code } = await open(message, await eleni.account.signMessage({ message }))
  assert.equal(code, 'IDENTITY_NONCE_SPENT')
})

test('a session ends at once when it is ended, and repeating that is refused', async () => {
  const [token, other] = [await signIn(door, eleni), await signIn(door, eleni)]
  assert.ok(await isIn(token))
  assert.equal((await send(door, { method: 'DELETE', url: '/v1/sessions/current', token })).statusCode, 204)
  assert.equal(await isIn(token), false)
  assert.ok(await isIn(other))
  assert.equal((await send(door, { method: 'DELETE', url: '/v1/sessions/current', token })).statusCode, 401)
})

test('all sessions of an account end at once, and nobody else’s', async () => {
  const [one, two, other] = [await signIn(door, eleni), await signIn(door, eleni), await signIn(door, nikos)]
  for (const token of [one, two, other]) assert.ok(await isIn(token))
  assert.equal((await send(door, { method: 'DELETE', url: '/v1/sessions', token: one })).statusCode, 204)
  assert.deepEqual([await isIn(one), await isIn(two), await isIn(other)], [false, false, true])
  assert.equal((await send(door, { method: 'DELETE', url: '/v1/sessions', token: one })).statusCode, 401)
})

test('a session that another node ends counts here for a second at most', async () => {
  const token = await signIn(door, eleni)
  assert.ok(await isIn(token))
  const elsewhere = await createApp({
    context: kernel,
    slices: [createIdentitySlice(kernel)],
    sessions: createIdentitySlice(kernel).sessions,
    problems: {},
  })
  const other = { context: kernel, app: elsewhere }
  assert.equal((await send(other, { method: 'DELETE', url: '/v1/sessions/current', token })).statusCode, 204)
  shift_ms += 1000
  assert.equal(await isIn(token), false)
  await elsewhere.close()
})

test('a thousand requests of one session within a second cost one look-up', async () => {
  const token = await signIn(door, eleni)
  const before = kernel.database.statements
  const found = await Promise.all(Array.from({ length: 1000 }, () => identity.sessions.find(token)))
  assert.ok(found.every((principal) => principal?.address === eleni.account.address))
  // The ledger may look for calls in the same moment.
  const statements = kernel.database.statements - before
  assert.ok(statements >= 1 && statements <= 3, `${statements} statements`)
  assert.equal(identity.sessions.cached(token)?.address, eleni.account.address)
})

test('error: a session is over after 30 minutes, and no other token opens anything', async () => {
  const token = await signIn(door, eleni)
  shift_ms += 30 * 60_000 - 2000
  assert.ok(await isIn(token))
  shift_ms += 2000
  assert.equal(await isIn(token), false)
  for (const wrong of [token.slice(1), `${token}A`, '', 'x'.repeat(43)]) assert.equal(await isIn(wrong), false)
})

test('the database holds no token, and forgets ended sessions and old nonces', async () => {
  const token = await signIn(door, eleni)
  const dump = JSON.stringify(
    await kernel.database.query({ name: 'test_sessions', text: 'select s::text from identity.session s' }),
  )
  assert.ok(!dump.includes(token) && !dump.includes(Buffer.from(token).toString('hex')))
  shift_ms += 60 * 60_000
  for (const job of identity.jobs ?? []) await job.run()
  const text = 'select (select count(*) from identity.session) + (select count(*) from identity.nonce) as left'
  assert.deepEqual(await kernel.database.query({ name: 'test_left', text }), [{ left: 0 }])
})

interface KeptSignIn {
  readonly sign_in: string
  readonly message: string
  readonly signature: string
}

/** What is kept of the sign-ins of an account. */
function keptOf({ account }: typeof eleni): Promise<KeptSignIn[]> {
  const text = 'select sign_in, message, signature from identity.sign_in where address = $1'
  return kernel.database.query({ name: 'test_kept', text, values: [account.address] })
}

async function settle(): Promise<void> {
  for (const job of identity.jobs ?? []) await job.run()
}

test('a session names what was signed to open it, which is kept with it: address, domain, nonce and times', async () => {
  const person = newTestPerson()
  const wanted = await newSignIn(door, person)
  const message = siweMessage(wanted)
  const signature = await person.account.signMessage({ message })
  const { token = '' } = await open(message, `0x${signature.slice(2).toUpperCase()}`)
  const principal = await identity.sessions.find(token)
  const digest = `0x${createHash('sha256').update(message).digest('hex')}`
  assert.deepEqual([principal?.sign_in, signInDigest(message)], [digest, digest])
  assert.equal(identity.sessions.cached(token)?.sign_in, digest)
  const [kept, ...others] = await keptOf(person)
  assert.deepEqual([kept, others], [{ sign_in: digest, message, signature }, []])
  assert.deepEqual(await readSignedSiweMessage(kept ?? assert.fail()), wanted)
  assert.equal((await open(message, signature)).code, 'IDENTITY_NONCE_SPENT')
  assert.equal((await keptOf(person)).length, 1)
})

test('a person’s sign-in goes after the session unless it is kept; an institution’s stays, also its very first', async () => {
  const [person, exporter, hospital] = [newTestPerson(), newTestPerson(), newTestPerson()]
  for (const one of [person, exporter]) {
    const body = { recipient: one.recipient }
    await send(door, { method: 'PUT', url: '/v1/parties/me', body, token: await signIn(door, one) })
  }
  await registerInstitution(door, { person: hospital, handle: 'first-session', kind: 'hospital' })
  const [exported] = await keptOf(exporter)
  await kernel.database.query({ name: 'test_keep', text: keepSignIn('$1'), values: [exported?.sign_in] })
  const counts = () => Promise.all([person, exporter, hospital].map(async (one) => (await keptOf(one)).length))
  shift_ms += 35 * 60_000
  await settle()
  assert.deepEqual(await counts(), [1, 1, 1])
  shift_ms += 5 * 60_000 + 1
  await settle()
  assert.deepEqual(await counts(), [0, 1, 1])
  shift_ms += 86_400_000
  await settle()
  assert.deepEqual(await counts(), [0, 1, 1])
})
