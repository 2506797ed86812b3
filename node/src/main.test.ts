import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { connect, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterEach, beforeEach, test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { isAlive } from './kernel/lifecycle/processes.ts'

const main = fileURLToPath(new URL('./main.ts', import.meta.url))
let data: string
beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'symbolon-main-'))
})
afterEach(() => rmSync(data, { recursive: true, force: true }))

function run(): { child: ChildProcess; ended: Promise<number | null> } {
  const env = { PATH: process.env.PATH ?? '', SYMBOLON_LOG: 'silent' }
  const child = spawn(process.execPath, [main, '--data', data, '--port', '0'], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  return { child, ended: once(child, 'exit').then(([code]) => code as number | null) }
}

async function urlOf(child: ChildProcess): Promise<URL> {
  assert.ok(child.stdout)
  const [line] = await once(createInterface({ input: child.stdout }), 'line')
  return new URL(JSON.parse(String(line)).url)
}

/** A request that never becomes whole. */
async function openSlowly({ hostname, port }: URL): Promise<Socket> {
  const socket = connect(Number(port), hostname)
  const host = `Host: ${hostname}:${port}`
  socket.on('error', () => undefined)
  socket.write(`POST /v1/sessions HTTP/1.1\r\n${host}\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n{`)
  await once(socket, 'connect')
  return socket
}

test('a signal in the middle of a start ends it and leaves no database behind', async () => {
  const { child, ended } = run()
  const file = join(data, 'postgres', 'cluster', 'postmaster.pid')
  while (!existsSync(file) || readFileSync(file, 'utf8') === '') await wait(2)
  const postmaster = Number(readFileSync(file, 'utf8').split('\n')[0])
  child.kill('SIGINT')
  assert.equal(await ended, 130)
  assert.equal(isAlive(postmaster), false)
  assert.equal(existsSync(join(data, 'lock')), false)
})

test('a node ends though a client never finishes its request', { timeout: 60_000 }, async () => {
  const { child, ended } = run()
  const socket = await openSlowly(await urlOf(child))
  await wait(100)
  child.kill('SIGTERM')
  assert.equal(await ended, 0)
  assert.equal(existsSync(join(data, 'node.json')), false)
  socket.destroy()
})

test('a second signal ends a node at once, and the next start takes over what it left', async () => {
  const { child, ended } = run()
  const socket = await openSlowly(await urlOf(child))
  await wait(100)
  child.kill('SIGTERM')
  await wait(100)
  child.kill('SIGTERM')
  assert.equal(await ended, 130)
  socket.destroy()
  const again = run()
  await urlOf(again.child)
  again.child.kill('SIGTERM')
  assert.equal(await again.ended, 0)
})
