import { strict as assert } from 'node:assert'
import { resolve } from 'node:path'
import { test } from 'node:test'
import { hasCode } from '@symbolon/protocol/kernel'
import { readConfig } from './config.ts'

const address = '0x00000000000000000000000000000000000000aa'
const anchor = {
  SYMBOLON_ANCHOR_RPC_URL: 'https://rpc.example/',
  SYMBOLON_ANCHOR_CONTRACT: address,
  SYMBOLON_ANCHOR_KEY_FILE: 'payer.key',
}

test('a node without settings is a loopback node in .symbolon', () => {
  const config = readConfig({ env: {}, args: [] })
  assert.deepEqual(config, {
    data: resolve('.symbolon'),
    host: '127.0.0.1',
    port: 7070,
    blobs: resolve('.symbolon/blobs'),
    hosted: [],
    chain_id: 7010,
    block_ms: 100,
    relay_delay_ms: 0,
    log: 'info',
    log_epoch_s: 60,
    anchor_every_s: 60,
  })
})

test('flags win over the environment, and empty variables count as absent', () => {
  const env = { SYMBOLON_DATA: '/a', SYMBOLON_PORT: '1', DATABASE_URL: '', SYMBOLON_AUTHORITY: address }
  const config = readConfig({ env, args: ['--data', '/b', '--port', '0'] })
  assert.equal(config.data, '/b')
  assert.equal(config.port, 0)
  assert.equal(config.authority, address)
  assert.equal('database_url' in config, false)
})

test('hosted keyrings and blobs become absolute, an S3 place stays', () => {
  const config = readConfig({ env: { SYMBOLON_HOSTED: 'a,/b,', SYMBOLON_BLOBS: 's3://bucket' }, args: [] })
  assert.deepEqual(config.hosted, [resolve('a'), '/b'])
  assert.equal(config.blobs, 's3://bucket')
})

test('the log’s policy and the key of the second ledger become absolute', () => {
  const env = {
    SYMBOLON_LOG_EPOCH_S: '2',
    SYMBOLON_LOG_ORIGIN: 'log.example/receipts',
    SYMBOLON_LOG_POLICY: 'policy.txt',
    ...anchor,
  }
  const config = readConfig({ env, args: [] })
  assert.equal(config.log_epoch_s, 2)
  assert.equal(config.log_origin, 'log.example/receipts')
  assert.equal(config.log_policy, resolve('policy.txt'))
  assert.deepEqual(config.anchor, {
    rpc_url: 'https://rpc.example/',
    contract: address,
    key_file: resolve('payer.key'),
  })
})

const refused: readonly [setting: string, source: Partial<{ env: Record<string, string>; args: string[] }>][] = [
  ['SYMBOLON_PORT', { env: { SYMBOLON_PORT: '65536' } }],
  ['--data, --port', { args: ['--port', '-1'] }],
  ['SYMBOLON_PORT', { args: ['--port', '7e3'] }],
  ['SYMBOLON_BLOCK_MS', { env: { SYMBOLON_BLOCK_MS: 'soon' } }],
  ['SYMBOLON_AUTHORITY', { env: { SYMBOLON_AUTHORITY: '0x12' } }],
  ['SYMBOLON_PUBLIC_URL', { env: { SYMBOLON_PUBLIC_URL: 'ftp://example' } }],
  ['SYMBOLON_PUBLIC_URL', { env: { SYMBOLON_HOST: '0.0.0.0' } }],
  ['SYMBOLON_SESSION_REQUESTS_MAX', { env: { SYMBOLON_SESSION_REQUESTS_MAX: '0' } }],
  ['SYMBOLON_STATUS_AGE_S', { env: { SYMBOLON_STATUS_AGE_S: '0' } }],
  ['DATABASE_URL', { env: { DATABASE_URL: 'garbage' } }],
  ['SYMBOLON_LOG', { env: { SYMBOLON_LOG: 'loud' } }],
  ['--data, --port', { args: ['--date', '/x'] }],
  ['SYMBOLON_LOG_EPOCH_S', { env: { SYMBOLON_LOG_EPOCH_S: '0' } }],
  ['SYMBOLON_LOG_EPOCH_S', { env: { SYMBOLON_LOG_EPOCH_S: '3601' } }],
  ['SYMBOLON_LOG_ORIGIN', { env: { SYMBOLON_LOG_ORIGIN: 'two words' } }],
  ['SYMBOLON_LOG_ORIGIN', { env: { SYMBOLON_LOG_ORIGIN: 'a+b' } }],
  ['SYMBOLON_ANCHOR_EVERY_S', { env: { SYMBOLON_ANCHOR_EVERY_S: '1.5' } }],
  ['SYMBOLON_ANCHOR_RPC_URL', { env: { ...anchor, SYMBOLON_ANCHOR_RPC_URL: 'ws://rpc.example' } }],
  ['SYMBOLON_ANCHOR_RPC_URL', { env: { ...anchor, SYMBOLON_ANCHOR_RPC_URL: '' } }],
  ['SYMBOLON_ANCHOR_CONTRACT', { env: { ...anchor, SYMBOLON_ANCHOR_CONTRACT: '0x12' } }],
  ['SYMBOLON_ANCHOR_CONTRACT', { env: { ...anchor, SYMBOLON_ANCHOR_CONTRACT: '' } }],
  ['SYMBOLON_ANCHOR_KEY_FILE', { env: { ...anchor, SYMBOLON_ANCHOR_KEY_FILE: '' } }],
]

for (const [setting, source] of refused) {
  test(`error: ${JSON.stringify(source)} names ${setting}`, () => {
    assert.throws(
      () => readConfig({ env: {}, args: [], ...source }),
      (error) => hasCode(error, 'KERNEL_CONFIG_INVALID') && error.facts.setting === setting,
    )
  })
}
