import { strict as assert } from 'node:assert'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { hasCode } from '@symbolon/protocol/kernel'
import { openDatabase } from '../database/pg-database.ts'
import { createLogger } from '../lifecycle/logger.ts'
import { isAlive } from '../lifecycle/processes.ts'
import { type PostgresServer, startPostgres } from './server.ts'
import { superviseServer } from './supervised-server.ts'

let root: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'symbolon-server-'))
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

const one = { name: 'one', text: 'select 1 as one' }
const make = { name: 'make', text: 'create table kept (n int)' }
const keep = { name: 'keep', text: 'insert into kept values (1)' }
const count = { name: 'count', text: 'select count(*) as rows from kept' }

async function ask(server: Pick<PostgresServer, 'address'>, ...statements: (typeof one)[]): Promise<unknown> {
  const database = openDatabase(server.address)
  let rows: unknown
  for (const statement of statements) rows = await database.query(statement)
  await database.close()
  return rows
}

test('a server starts on an empty folder, stops, and starts again with what it held', async () => {
  const first = await startPostgres({ root })
  await ask(first, make, keep)
  await first.stop()
  assert.equal(isAlive(first.pid), false)
  const again = await startPostgres({ root })
  assert.equal(again.adopted, false)
  assert.deepEqual(await ask(again, count), [{ rows: 1 }])
  await again.stop()
})

test('fsync is on, nothing listens on the network, and no value reaches the log', async () => {
  const server = await startPostgres({ root })
  const text =
    "select string_agg(setting, ' ' order by name) as set from pg_settings where name in ('fsync', 'full_page_writes', 'listen_addresses', 'synchronous_commit')"
  assert.deepEqual(await ask(server, { name: 'settings', text }), [{ set: 'on on  on' }])
  const secret = { name: 'leak', text: "select 'hidden-value'::int" }
  await assert.rejects(ask(server, secret))
  await server.stop()
  assert.doesNotMatch(readFileSync(join(root, 'server.log'), 'utf8'), /select 'hidden/)
})

test('a folder below one that only root may enter, or with a very long path, is no obstacle', async () => {
  const closed = mkdtempSync(join(homedir(), '.symbolon-test-'))
  const long = join(closed, 'x'.repeat(120))
  mkdirSync(long, { mode: 0o700 })
  const server = await startPostgres({ root: join(long, 'postgres') })
  assert.deepEqual(await ask(server, one), [{ one: 1 }])
  await server.stop()
  rmSync(closed, { recursive: true })
})

test('a server that a killed process left behind is taken over', async () => {
  const orphan = await startInKilledProcess(root)
  assert.ok(isAlive(orphan))
  const server = await startPostgres({ root })
  assert.equal(server.adopted, true)
  assert.equal(server.pid, orphan)
  assert.deepEqual(await ask(server, one), [{ one: 1 }])
  await server.stop()
  assert.equal(isAlive(orphan), false)
})

test('a server that was killed itself recovers what was committed, whatever its lock files say', async () => {
  const server = await startPostgres({ root })
  await ask(server, make, keep)
  process.kill(server.pid, 'SIGKILL')
  while (isAlive(server.pid)) await wait(5)
  for (const lock of [join('cluster', 'postmaster.pid'), join('socket', '.s.PGSQL.5432.lock')]) {
    const held = readFileSync(join(root, lock), 'utf8')
    writeFileSync(join(root, lock), held.replace(/^\d+/, String(process.pid)))
  }
  const again = await startPostgres({ root })
  assert.equal(again.adopted, false)
  assert.deepEqual(await ask(again, count), [{ rows: 1 }])
  await again.stop()
})

test('a process id that another PostgreSQL has by now is not taken for the server of this folder', async () => {
  const server = await startPostgres({ root })
  await ask(server, make, keep)
  process.kill(server.pid, 'SIGKILL')
  while (isAlive(server.pid)) await wait(5)
  const program = join(root, 'postgres')
  copyFileSync('/bin/sleep', program)
  const other = spawn(program, ['60'], { cwd: tmpdir(), stdio: 'ignore' })
  await once(other, 'spawn')
  const file = join(root, 'cluster', 'postmaster.pid')
  writeFileSync(file, readFileSync(file, 'utf8').replace(/^\d+/, String(other.pid)))
  const again = await startPostgres({ root })
  assert.equal(again.adopted, false)
  assert.deepEqual(await ask(again, count), [{ rows: 1 }])
  await again.stop()
  assert.equal(isAlive(other.pid ?? 0), true)
  other.kill()
})

test('a supervised server that dies comes back under the same address', async () => {
  const server = await superviseServer({ root }, createLogger('silent'))
  const pid = Number(readFileSync(join(root, 'cluster', 'postmaster.pid'), 'utf8').split('\n')[0])
  await ask(server, make, keep)
  process.kill(pid, 'SIGKILL')
  for (let tries = 0; ; tries++) {
    try {
      assert.deepEqual(await ask(server, count), [{ rows: 1 }])
      break
    } catch (error) {
      assert.ok(hasCode(error, 'KERNEL_DATABASE_UNREACHABLE') && tries < 200)
      await wait(25)
    }
  }
  await server.stop()
})

test('a half-made cluster of a run that was killed is thrown away', async () => {
  mkdirSync(join(root, 'cluster.partial'), { recursive: true })
  writeFileSync(join(root, 'cluster.partial', 'PG_VERSION'), '18')
  const server = await startPostgres({ root })
  assert.equal(existsSync(join(root, 'cluster.partial')), false)
  await server.stop()
})

test('error: a damaged cluster is KERNEL_DATABASE_START_FAILED with the reason', async () => {
  const server = await startPostgres({ root })
  await server.stop()
  writeFileSync(join(root, 'cluster', 'global', 'pg_control'), 'damaged')
  await assert.rejects(
    startPostgres({ root }),
    (error) => hasCode(error, 'KERNEL_DATABASE_START_FAILED') && /pg_control|database system/.test(error.message),
  )
})

/** Starts a server in another process, kills that process, and answers the server's process id. */
async function startInKilledProcess(folder: string): Promise<number> {
  const module = new URL('./server.ts', import.meta.url).href
  const script = `const { startPostgres } = await import(${JSON.stringify(module)})
    process.stdout.write(String((await startPostgres({ root: ${JSON.stringify(folder)} })).pid))
    setInterval(() => undefined, 1000)`
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'inherit'] })
  const [pid] = await child.stdout.take(1).toArray()
  const ended = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGKILL')
  await ended
  return Number(String(pid))
}
