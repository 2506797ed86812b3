import assert from 'node:assert/strict'
import { rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, beforeEach, test } from 'node:test'
import { fromHex, hasCode } from '@symbolon/protocol/kernel'
import { verifyDerivedKey } from '@symbolon/protocol/log'
import type { Config } from '../kernel/index.ts'
import { startTestKernel, type TestKernel } from '../kernel/test-node.ts'
import { type LogIdentity, openIdentity } from './log-identity.ts'

let kernel: TestKernel
let file: string

before(async () => {
  kernel = await startTestKernel()
  file = join(kernel.config.data, 'keys', 'log.key')
})
after(() => kernel.stop())
beforeEach(async () => {
  rmSync(file, { force: true })
  await kernel.database.query({
    name: 'test_forget_identity',
    text: 'update log.tree set origin = null, verifier_key = null',
  })
})

function open(given: Partial<Config> = {}): Promise<LogIdentity> {
  return openIdentity({ ...kernel.config, ...given }, kernel.database)
}

test('a log is called by its key, or by the node’s public name, and keeps what it was called first', async () => {
  const first = await open()
  assert.match(first.origin, /^symbolon\.local\/[0-9a-f]{16}$/)
  assert.ok(first.verifier_key.startsWith(`${first.origin}+`))
  assert.equal(statSync(file).mode & 0o777, 0o600)
  const later = await open({ public_url: 'https://node.example' })
  assert.deepEqual([later.origin, later.verifier_key], [first.origin, first.verifier_key])
})

test('a log that an older version began learns at its next start what it is called in the contract', async () => {
  const { origin_id, founder } = await open()
  const read = () => kernel.database.query({ name: 'test_founder', text: 'select origin_id, founder from log.tree' })
  const named = [{ origin_id: Buffer.from(fromHex(origin_id)), founder: Buffer.from(fromHex(founder.address)) }]
  assert.deepEqual(await read(), named)
  await kernel.database.query({ name: 'test_older', text: 'update log.tree set origin_id = null, founder = null' })
  await open()
  assert.deepEqual(await read(), named)
})

test('a public name or a setting comes first for a log that has no name', async () => {
  assert.equal((await open({ public_url: 'https://node.example:8443' })).origin, 'node.example:8443/log')
})

test('nodes that start at once on one database agree on the name', async () => {
  const opened = await Promise.all([open(), open({ public_url: 'https://b.example' })])
  assert.equal(new Set(opened.map(({ verifier_key }) => verifier_key)).size, 1)
})

test('error: LOG_ORIGIN_CHANGED for another name than the log has, which it tells', async () => {
  await open({ log_origin: 'log.example/receipts' })
  await open({ log_origin: 'log.example/receipts' })
  await assert.rejects(
    open({ log_origin: 'log.example/other' }),
    (fault) => hasCode(fault, 'LOG_ORIGIN_CHANGED') && fault.facts.origin === 'log.example/receipts',
  )
})

test('error: LOG_KEY_CHANGED for another key, and for none, in whose place none is made', async () => {
  await open()
  writeFileSync(file, `0x${'01'.repeat(32)}\n`)
  await assert.rejects(open(), (fault) => hasCode(fault, 'LOG_KEY_CHANGED'))
  rmSync(file)
  await assert.rejects(open(), (fault) => hasCode(fault, 'LOG_KEY_CHANGED'))
  assert.equal(statSync(file, { throwIfNoEntry: false }), undefined)
})

test('error: KERNEL_DATA_FOLDER_UNUSABLE for a damaged key', async () => {
  await open()
  writeFileSync(file, '0x01\n')
  await assert.rejects(open(), (fault) => hasCode(fault, 'KERNEL_DATA_FOLDER_UNUSABLE'))
})

test('the log vouches for a key of its own for each purpose, the same each time', async () => {
  const identity = await open()
  const { key, note } = identity.vouchedKey('pack-status')
  const found = verifyDerivedKey(note, { purpose: 'pack-status', logs: [identity.signer.verifier] })
  assert.deepEqual(found.publicKey, key.publicKey)
  assert.deepEqual((await open()).vouchedKey('pack-status').key.publicKey, key.publicKey)
  assert.notDeepEqual(identity.vouchedKey('other').key.publicKey, key.publicKey)
  assert.notDeepEqual(identity.signer.verifier.key.bytes, key.publicKey)
})
