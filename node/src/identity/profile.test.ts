import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { identityErrors } from '@symbolon/protocol/identity'
import { kernelErrors } from '@symbolon/protocol/kernel'
import { createApp } from '../kernel/index.ts'
import { startTestKernel, type TestKernel } from '../kernel/test-node.ts'
import { createIdentitySlice, type IdentitySlice } from './index.ts'
import {
  newTestPerson,
  profileUpdateBody,
  registerInstitution,
  send,
  signIn,
  type TestDoor,
  type TestPerson,
} from './test-people.ts'

let kernel: TestKernel
let door: TestDoor

before(async () => {
  let identity: IdentitySlice | undefined
  kernel = await startTestKernel({
    slices: (context) => {
      identity = createIdentitySlice(context)
      return [identity]
    },
  })
  assert.ok(identity)
  const problems = { ...kernelErrors.rows, ...identityErrors.rows }
  const app = await createApp({ context: kernel, slices: [identity], sessions: identity.sessions, problems })
  door = { context: kernel, app }
})
after(async () => {
  await door?.app.close()
  await kernel?.stop()
})

const show = async (handle: string) => (await send(door, { method: 'GET', url: `/v1/parties/${handle}` })).json()

async function institution(handle: string, more: { country?: string } = {}) {
  const person = newTestPerson()
  const { token } = await registerInstitution(door, { person, handle, kind: 'hospital', ...more })
  const post = (body: object) => send(door, { method: 'POST', url: '/v1/parties/me/profile', token, body })
  return { person, token, post, present: await show(handle) }
}

const bodyOf = (of: { person: TestPerson; present: Parameters<typeof profileUpdateBody>[1]['present'] }, change = {}) =>
  profileUpdateBody(door, { ...of, change })

test('an institution is known by its new profile; handle, kind and identifier stay', async () => {
  const clinic = await institution('clinic')
  const recipient = newTestPerson().recipient
  const change = { name: { el: 'Κλινική', en: 'Clinic' }, recipient, endpoint: 'https://clinic.example', country: 'CY' }
  const body = await bodyOf(clinic, change)
  const updated = await clinic.post(body)
  assert.equal(updated.statusCode, 200, updated.body)
  const { profile_digest, ...told } = updated.json()
  const { profile_digest: before, ...registered } = clinic.present
  assert.deepEqual(told, { ...registered, ...change })
  assert.notEqual(profile_digest, before)
  assert.deepEqual(await show('clinic'), updated.json())
  const args = [clinic.person.account.address]
  const [, onLedger] = await kernel.ledger.read<[number, string]>({
    contract: 'Parties',
    functionName: 'partyOf',
    args,
  })
  assert.equal(profile_digest, onLedger)
  assert.deepEqual((await clinic.post(body)).json(), updated.json(), 'sent again under another key')
})

test('an institution says where it works, and may stop saying so', async () => {
  const clinic = await institution('clinic-country', { country: 'GR' })
  assert.equal(clinic.present.country, 'GR')
  assert.equal((await clinic.post(await bodyOf(clinic))).json().country, null)
  const refused = await clinic.post({ ...(await bodyOf(clinic)), country: 'XX' })
  assert.deepEqual([refused.json().code, refused.json().field], ['IDENTITY_PROFILE_INVALID', 'country'])
})

test('error: an update that was held back does not undo a later one', async () => {
  const clinic = await institution('clinic-withheld')
  const withheld = await bodyOf(clinic, { name: { el: 'Παλιό', en: 'Old' } })
  const later = await clinic.post(await bodyOf(clinic))
  assert.equal((await clinic.post(withheld)).json().code, 'IDENTITY_PROFILE_CHANGED')
  assert.deepEqual(await show('clinic-withheld'), later.json())
})

test('of updates sent at once one counts, and the institution is never unknown', async () => {
  const clinic = await institution('clinic-racing')
  const names = ['One', 'Two', 'Three'].map((en) => ({ name: { el: 'Όνομα', en } }))
  const bodies = await Promise.all(names.map((change) => bodyOf(clinic, change)))
  const sent = bodies.map((body) => clinic.post(body))
  let settled = false
  const answers = Promise.all(sent).finally(() => {
    settled = true
  })
  while (!settled) {
    assert.equal((await show('clinic-racing')).handle, 'clinic-racing')
    await new Promise((resolve) => setTimeout(resolve, 2))
  }
  const refused = (await answers).filter((answer) => answer.json().code === 'IDENTITY_PROFILE_CHANGED')
  assert.equal(refused.length, 2)
  const counted = (await answers).find(({ statusCode }) => statusCode === 200)
  assert.deepEqual(await show('clinic-racing'), counted?.json())
  const again = await clinic.post(await bodyOf({ ...clinic, present: await show('clinic-racing') }))
  assert.equal(again.statusCode, 200)
  const left = await kernel.database.query({
    name: 'test_signed_profiles',
    text: 'select 1 from identity.signed_profile where address = $1',
    values: [clinic.person.account.address],
  })
  assert.equal(left.length, 1, 'what was replaced or refused is forgotten')
})

test('error: what updates nothing', async () => {
  const clinic = await institution('clinic-wrong')
  const good = await bodyOf(clinic)
  const code = async (body: object) => (await clinic.post(body)).json().code
  const invalid = 'IDENTITY_INTENT_SIGNATURE_INVALID'
  for (const changed of [
    { name: { ...good.name, en: 'Another' } },
    { recipient: newTestPerson().recipient },
    { endpoint: 'https://node.example' },
    { previous: `0x${'11'.repeat(32)}` },
    { nonce: `${BigInt(good.nonce) + 1n}` },
    { deadline: good.deadline + 1 },
  ])
    assert.equal(await code({ ...good, ...changed }), invalid, Object.keys(changed)[0])
  const elsewhere = await profileUpdateBody(door, { ...clinic, change: {}, signed: { chainId: 1 } })
  assert.equal(await code(elsewhere), invalid)
  assert.equal(await code({ ...good, deadline: 1 }), 'IDENTITY_INTENT_EXPIRED')
  assert.equal(await code({ ...good, endpoint: 'http://node.example' }), 'IDENTITY_PROFILE_INVALID')
  for (const nonce of ['-1', '1e3', '9'.repeat(78), `${2n ** 256n}`])
    assert.equal(await code({ ...good, nonce }), 'KERNEL_REQUEST_INVALID', nonce)
  assert.deepEqual(await show('clinic-wrong'), clinic.present)
})

test('error: only who is registered as an institution has a profile to replace', async () => {
  const clinic = await institution('clinic-of-others')
  const body = await bodyOf(clinic)
  const person = newTestPerson()
  const token = await signIn(door, person)
  const post = async (as?: string) =>
    (
      await send(door, {
        method: 'POST',
        url: '/v1/parties/me/profile',
        body,
        ...(as !== undefined && { token: as }),
      })
    ).json().code
  assert.equal(await post(), 'IDENTITY_SIGNED_OUT')
  assert.equal(await post(token), 'IDENTITY_PARTY_MISSING')
  await send(door, { method: 'PUT', url: '/v1/parties/me', token, body: { recipient: person.recipient } })
  assert.equal(await post(token), 'IDENTITY_PARTY_EXISTS')
})
