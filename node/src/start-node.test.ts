import assert from 'node:assert/strict'
import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { hasCode } from '@symbolon/protocol/kernel'
import pg from 'pg'
import { readConfig } from './kernel/config/config.ts'
import { type PostgresServer, startPostgres } from './kernel/postgres/server.ts'
import { type RunningNode, startNode } from './start-node.ts'

let root: string
let server: PostgresServer

before(async () => {
  root = mkdtempSync(join(tmpdir(), 'symbolon-given-'))
  server = await startPostgres({ root: join(root, 'server') })
})
after(async () => {
  await server?.stop()
  rmSync(root, { recursive: true, force: true })
})

/** A node on a data folder of its own and a database that somebody else runs. */
function startOn(folder: string, url: string): Promise<RunningNode> {
  const env = { DATABASE_URL: url, SYMBOLON_LOG: 'silent', SYMBOLON_PORT: '0' }
  return startNode(readConfig({ env, args: ['--data', join(root, folder)] }))
}

/** URL of an empty database that belongs to a user with no more rights than to make roles. */
async function newDatabaseUrl(): Promise<string> {
  const client = new pg.Client(server.addressOf('postgres'))
  await client.connect()
  await client.query("create role operator login createrole password 'secret'")
  await client.query('create database given owner operator')
  await client.end()
  const address = server.addressOf('given')
  assert.ok('host' in address)
  return `postgres://operator:secret@/given?host=${encodeURIComponent(address.host)}&port=${address.port}`
}

test('DATABASE_URL: nodes live on a server of one’s own, one at a time, wherever their folder is', async () => {
  const url = await newDatabaseUrl()
  const first = await startOn('first', url)
  assert.equal(first.database, 'given')
  assert.equal((await fetch(`${first.url}/readyz`)).status, 200)
  assert.equal(existsSync(join(root, 'first', 'postgres')), false, 'no server was started beside it')
  await assert.rejects(startOn('second', url), (error) => hasCode(error, 'KERNEL_LEDGER_IN_USE'))
  assert.equal((await fetch(`${first.url}/readyz`)).status, 200, 'the first one goes on')
  await first.stop()
  await assert.rejects(startOn('second', url), (error) => hasCode(error, 'LOG_KEY_CHANGED'))
  cpSync(join(root, 'first', 'keys', 'log.key'), join(root, 'second', 'keys', 'log.key'))
  const again = await startOn('second', url)
  assert.deepEqual(again.contracts, first.contracts)
  assert.equal((await fetch(`${again.url}/fhir/metadata`)).status, 200)
  await again.stop()
})

test('error: a DATABASE_URL where nobody listens is KERNEL_DATABASE_UNREACHABLE, and the folder is free again', async () => {
  const nowhere = `postgres://x@/x?host=${encodeURIComponent(join(root, 'nowhere'))}`
  for (let tries = 0; tries < 2; tries++)
    await assert.rejects(startOn('third', nowhere), (error) => hasCode(error, 'KERNEL_DATABASE_UNREACHABLE'))
})
