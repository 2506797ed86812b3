import assert from 'node:assert/strict'
import { connect } from 'node:net'
import { after, beforeEach, test } from 'node:test'
import { hasCode, utf8 } from '@symbolon/protocol/kernel'
import { addCheckpointText, noteSigner, parseCheckpoint, signCheckpoint } from '@symbolon/protocol/log'
import { TestLog, testLogSigner, testOrigin } from '../../../../sdk/src/log/test-log.ts'
import { CONNECTIONS_MAX, REQUEST_BYTES_MAX, type ServedWitness, serveWitness } from './serve-witness.ts'
import { TestDisk } from './test-disk.ts'
import { isCosigned, openTestWitness, requestOf } from './test-witness.ts'
import type { Witness } from './witness.ts'

const defects: unknown[] = []
let witness: Witness
let served: ServedWitness | undefined

beforeEach(async () => {
  await served?.stop()
  witness = await openTestWitness(new TestDisk())
  const onDefect = (fault: unknown) => defects.push(fault)
  served = await serveWitness(witness, { host: '127.0.0.1', port: 0, request_ms_max: 300, onDefect })
})
after(async () => {
  await served?.stop()
  assert.deepEqual(defects, [])
})

async function post(body: string | Uint8Array<ArrayBuffer>, path = '/add-checkpoint') {
  const response = await fetch(`${served?.url}${path}`, { method: 'POST', body })
  return { status: response.status, type: response.headers.get('content-type'), body: await response.text() }
}

async function postGrown(log: TestLog, old_size: number) {
  return await post(addCheckpointText(await requestOf(log, old_size)))
}

test('a checkpoint is answered with a cosignature, and its repetition too', async () => {
  const log = new TestLog().grow(256)
  for (const old_size of [0, 256]) {
    const { status, body } = await postGrown(log, old_size)
    assert.equal(status, 200)
    assert.ok(isCosigned(body, log.signed))
  }
  assert.equal((await postGrown(log.grow(512), 256)).status, 200)
  assert.equal(witness.last?.size, 768)
})

test('another old size is answered with the size that was cosigned last', async () => {
  await postGrown(new TestLog().grow(512), 0)
  const stale = { status: 409, type: 'text/x.tlog.size', body: '512\n' }
  assert.deepEqual(await postGrown(new TestLog().grow(768), 256), stale)
  assert.deepEqual(await postGrown(new TestLog().grow(256), 0), stale)
})

test('a proof that leads elsewhere is refused and changes nothing', async () => {
  const log = new TestLog().grow(512)
  await postGrown(log, 0)
  const other = new TestLog().grow(256).grow(600, 'other')
  assert.equal((await postGrown(other, 512)).status, 422)
  const { proof } = await requestOf(log.grow(256), 256)
  assert.equal((await post(addCheckpointText({ ...(await requestOf(log, 512)), proof }))).status, 422)
  assert.equal(witness.last?.size, 512)
  assert.equal(witness.forked, undefined)
})

test('two roots for one size are a fork: a conflict without a size, evidence, and no cosignature from then on', async () => {
  await postGrown(new TestLog().grow(256), 0)
  const { status, type } = await postGrown(new TestLog().grow(256, 'other'), 256)
  assert.deepEqual([status, type], [409, 'text/plain; charset=utf-8'])
  assert.match(witness.forked ?? '', /evidence-256\.txt$/)
  assert.equal((await postGrown(new TestLog().grow(512), 256)).status, 409)
})

test('an unknown log, an unknown key and a signature that does not hold are told apart', async () => {
  const { root } = new TestLog().grow(256).checkpoint
  const signed = (origin: string, key_name: string, seed: Uint8Array) => {
    const note = signCheckpoint({ origin, size: 256, root }, noteSigner({ key_name, type: 'ed25519', seed }))
    return post(addCheckpointText({ old_size: 0, proof: [], checkpoint: parseCheckpoint(note) }))
  }
  const stranger = new Uint8Array(32).fill(9)
  assert.equal((await signed('log.example/other', 'log.example/other', stranger)).status, 404)
  assert.equal((await signed(testOrigin, testOrigin, stranger)).status, 403)
  assert.equal((await signed(testOrigin, 'log.example/other', testLogSigner.seed)).status, 403)
  const whole = addCheckpointText(await requestOf(new TestLog().grow(256), 0))
  assert.equal((await post(whole.replace('\n256\n', '\n255\n'))).status, 403)
})

test('what is no request is refused: no lines, other lines, too many, a size that shrinks, no text', async () => {
  const whole = addCheckpointText(await requestOf(new TestLog().grow(256), 0))
  const wrong = ['', 'old 0\n\n', whole.slice(1), whole.replace('old 0', 'old 257'), whole.replace('old 0', 'old 00')]
  wrong.push(whole.replace('\n\n', `\n${'A'.repeat(43)}=`.repeat(64).concat('\n\n')), whole.slice(0, -1))
  for (const body of wrong) assert.equal((await post(body)).status, 400, body.slice(0, 20))
  assert.equal((await post(Uint8Array.of(0xff, 0xfe, 0x0a, 0x0a))).status, 400)
  assert.equal((await post(whole, '/other')).status, 404)
  assert.equal((await fetch(`${served?.url}/add-checkpoint`)).status, 405)
  assert.equal(witness.last, undefined)
})

test('a huge body is refused, told in advance or not', async () => {
  const huge = utf8('a'.repeat(REQUEST_BYTES_MAX + 1))
  const told = await post(huge).catch(() => ({ status: 413 }))
  assert.equal(told.status, 413)
  const stream = new ReadableStream({
    start(controller) {
      controller.enqueue(huge)
      controller.close()
    },
  })
  const init = { method: 'POST', body: stream, duplex: 'half' } as RequestInit
  const untold = await fetch(`${served?.url}/add-checkpoint`, init).catch(() => ({ status: 413 }))
  assert.equal(untold.status, 413)
  assert.equal((await postGrown(new TestLog().grow(256), 0)).status, 200)
})

/** What comes back on a connection until the other side ends it. */
function heard(send: string): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(Number(new URL(served?.url ?? '').port), '127.0.0.1')
    let text = ''
    socket.on('data', (chunk: Buffer) => {
      text += chunk.toString()
    })
    socket.on('close', () => resolve(text)).on('error', () => resolve(text))
    socket.write(send)
  })
}

test('a body that does not come ends its connection, and many of them keep nobody out for long', async () => {
  const slow = 'POST /add-checkpoint HTTP/1.1\r\nhost: a\r\ncontent-length: 100\r\n\r\nold 0'
  const ended = await Promise.all(Array.from({ length: CONNECTIONS_MAX + 5 }, () => heard(slow)))
  assert.ok(ended.every((text) => text === '' || text.startsWith('HTTP/1.1 408')))
  assert.equal((await postGrown(new TestLog().grow(256), 0)).status, 200)
})

test('error: LOG_WITNESS_ADDRESS_TAKEN where another listens', async () => {
  const port = Number(new URL(served?.url ?? '').port)
  const twice = serveWitness(witness, { host: '127.0.0.1', port, onDefect: () => undefined })
  await assert.rejects(twice, (fault) => hasCode(fault, 'LOG_WITNESS_ADDRESS_TAKEN'))
})
