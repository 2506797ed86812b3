import assert from 'node:assert/strict'
import { once } from 'node:events'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import { test } from 'node:test'
import { BreakableClient, openPool } from './open-pool.ts'

/** Messages that a server sends. @source PostgreSQL 18 §54.7: a letter, the length, the body */
function message(letter: string, body: Buffer): Buffer {
  const head = Buffer.alloc(5)
  head.write(letter)
  head.writeUInt32BE(body.length + 4, 1)
  return Buffer.concat([head, body])
}
const welcome = Buffer.concat([message('R', Buffer.alloc(4)), message('Z', Buffer.from('I'))])
const farewell = message(
  'E',
  Buffer.from('SFATAL\0VFATAL\0C57P01\0Mterminating connection due to administrator command\0\0'),
)

/** How a server leaves a caller, each with its greeting already read or not. */
const endings: Readonly<Record<string, (socket: Socket) => void>> = {
  'before a word': (socket) => socket.resetAndDestroy(),
  'with its last word as the first': (socket) => socket.end(farewell),
  'with greeting and last word in one packet': (socket) => socket.end(Buffer.concat([welcome, farewell])),
  'after its last word twice': (socket) => socket.end(Buffer.concat([farewell, farewell])),
  'with its greeting and then a reset': (socket) => socket.write(welcome, () => socket.resetAndDestroy()),
  'in the middle of its greeting': (socket) => socket.write(welcome.subarray(0, 7), () => socket.resetAndDestroy()),
}

for (const [how, end] of Object.entries(endings))
  test(`error: a server that goes ${how} is told to who asks, and ends nothing else`, async () => {
    const server = createServer((socket) => {
      socket.on('error', () => undefined)
      socket.once('data', () => end(socket))
    })
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    const { port } = server.address() as AddressInfo
    const pool = openPool({ host: '127.0.0.1', port, user: 'nobody', database: 'none', max: 4 })
    const answers = await Promise.allSettled(Array.from({ length: 40 }, () => pool.query('select 1')))
    assert.ok(answers.every(({ status }) => status === 'rejected'))
    await pool.end()
    server.close()
  })

test('error: a server that goes while nobody asks is told to the next who does', async (t) => {
  const server = createServer((socket) => {
    socket.on('error', () => undefined)
    socket.once('data', () => socket.write(welcome, () => setImmediate(() => socket.end(farewell))))
  })
  t.after(() => server.close())
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const client = new BreakableClient({ host: '127.0.0.1', port, user: 'nobody', database: 'none' })
  await client.connect()
  await new Promise((resolve) => client.once('end', resolve))
  await assert.rejects(client.query('select 1'))
})
