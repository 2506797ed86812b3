import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { after, before, test } from 'node:test'
import { hybridIdentity, openAge, parseRecipient, sealAge } from '@symbolon/protocol/vault'
import { startTestKernel, type TestKernel } from '../kernel/test-node.ts'
import { createSealToReaders } from './seal-to-readers.ts'

let kernel: TestKernel
before(async () => {
  kernel = await startTestKernel()
})
after(() => kernel.stop())

async function addAuditor(party: string, recipient: string): Promise<void> {
  const profile = `0x${'0a'.repeat(32)}`
  const statements: readonly (readonly [text: string, ...values: string[]])[] = [
    [
      `insert into identity.party (party, address, kind, recipient, handle, name_el, name_en, profile, created_at)
        values ($1, $1, 'institution', $2, $1, '', '', $3, now())`,
      party,
      recipient,
      profile,
    ],
    ['insert into identity.registration (address, kind, profile) values ($1, 2, $2)', party, profile],
    [`insert into identity.role values ($1, 'auditor', $1, now() + interval '1 hour')`, party],
  ]
  for (const [i, [text, ...values]] of statements.entries()) {
    await kernel.database.query({ name: `test_add_auditor_${i}`, text, values })
  }
}

/** The point of zeros: it reads as a key, and no secret can be agreed on with it. */
const lowOrder = 'age1qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq5cu47z'

async function addPerson(party: string, recipient: string): Promise<void> {
  await kernel.database.query({
    name: 'test_add_person',
    text: `insert into identity.party (party, address, kind, recipient, created_at) values ($1, $1, 'person', $2, now())`,
    values: [party, recipient],
  })
}

test('what is sealed opens with the key of the party', async () => {
  const identity = hybridIdentity(Uint8Array.from(randomBytes(32)))
  await addPerson('pty_1', identity.recipient.text)
  const secret = Uint8Array.from(randomBytes(32))
  const sealed = await createSealToReaders(kernel)('pty_1', secret)
  assert.deepEqual(openAge({ file: sealed, identities: [identity] }), secret)
})

test('keys that take what is sealed are tried once', async () => {
  const identity = hybridIdentity(Uint8Array.from(randomBytes(32)))
  await addPerson('pty_4', identity.recipient.text)
  let draws = 0
  const random = (size: number) => {
    draws++
    return Uint8Array.from(randomBytes(size))
  }
  sealAge({ plaintext: new Uint8Array(32), recipients: [identity.recipient], random })
  const once = draws
  await createSealToReaders({ ...kernel, random })('pty_4', new Uint8Array(32))
  assert.equal(draws, 2 * once)
})

test('a key that nothing can be sealed to holds nothing up: then nobody opens it', async () => {
  const impossible = 'age1pq1qqqq'
  assert.throws(() => parseRecipient(impossible))
  await addPerson('pty_2', impossible)
  assert.deepEqual(await createSealToReaders(kernel)('pty_2', new Uint8Array(32)), new Uint8Array())
})

test('of a party that is not known here nobody opens anything', async () => {
  assert.deepEqual(await createSealToReaders(kernel)('pty_3', new Uint8Array(32)), new Uint8Array())
})

test('a key that reads as one and takes nothing holds up no auditor', async () => {
  await addPerson('pty_5', lowOrder)
  assert.equal(parseRecipient(lowOrder).kind, 'x25519')
  assert.deepEqual(await createSealToReaders(kernel)('pty_5', new Uint8Array(32)), new Uint8Array())
  const auditor = hybridIdentity(Uint8Array.from(randomBytes(32)))
  await addAuditor('pty_6', auditor.recipient.text)
  const secret = Uint8Array.from(randomBytes(32))
  const sealed = await createSealToReaders(kernel)('pty_5', secret)
  assert.deepEqual(openAge({ file: sealed, identities: [auditor] }), secret)
})
