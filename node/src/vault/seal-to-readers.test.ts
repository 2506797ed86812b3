import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { after, before, test } from 'node:test'
import { hybridIdentity, openAge, parseRecipient } from '@symbolon/protocol/vault'
import { startTestKernel, type TestKernel } from '../kernel/test-node.ts'
import { createSealToReaders } from './seal-to-readers.ts'

let kernel: TestKernel
before(async () => {
  kernel = await startTestKernel({ tablesOf: ['identity'] })
})
after(() => kernel.stop())

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

test('a key that nothing can be sealed to holds nothing up: then nobody opens it', async () => {
  const impossible = 'age1pq1qqqq'
  assert.throws(() => parseRecipient(impossible))
  await addPerson('pty_2', impossible)
  assert.deepEqual(await createSealToReaders(kernel)('pty_2', new Uint8Array(32)), new Uint8Array())
})

test('of a party that is not known here nobody opens anything', async () => {
  assert.deepEqual(await createSealToReaders(kernel)('pty_3', new Uint8Array(32)), new Uint8Array())
})
