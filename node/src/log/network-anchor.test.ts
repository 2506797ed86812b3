import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { after, before, type TestContext, test } from 'node:test'
import { type AnchorReceipt, parseLoggedReceipt } from '@symbolon/protocol/consent'
import { type Hex, hasCode, toHex } from '@symbolon/protocol/kernel'
import { parseCheckpoint } from '@symbolon/protocol/log'
import { openIdentity } from './log-identity.ts'
import { NetworkAnchor, type NetworkAnchorParts } from './network-anchor.ts'
import { failing } from './test-log.ts'
import { type LogNode, startLogNode } from './test-log-node.ts'
import { payerKey, startTestNetwork, type TestNetwork } from './test-network.ts'

let network: TestNetwork
let node: LogNode
let parts: NetworkAnchorParts
let anchors: NetworkAnchor

before(async () => {
  ;[network, node] = await Promise.all([startTestNetwork(), startLogNode()])
  const { kernel, clock } = node
  const key_file = join(kernel.config.data, 'payer.key')
  writeFileSync(key_file, `${payerKey}\n`)
  const identity = await openIdentity(kernel.config, kernel.database)
  const settings = { rpc_url: network.rpc_url, contract: network.contract, key_file }
  parts = { database: kernel.database, clock, identity, settings, every_s: 60 }
  anchors = new NetworkAnchor(parts)
})
after(async () => {
  await node?.stop()
  await network?.stop()
})

async function publish(): Promise<{ size: number; root: Hex }> {
  await node.addEntries(1)
  await node.runJob('log-publish')
  const { size, root } = parseCheckpoint((await node.get('/log/checkpoint')).body)
  return { size, root: toHex(root) }
}

async function rows(): Promise<{ network: string; size: number }[]> {
  return node.kernel.database.query({
    name: 'test_anchors',
    text: 'select network, size from log.anchor order by size, block',
  })
}

function networkOf({ network: place }: NetworkAnchor): string | undefined {
  return place?.name
}

test('a second ledger has the newest checkpoint, sent once, and a row tells where', async () => {
  const before = await network.sent()
  assert.equal(networkOf(anchors), undefined)
  await anchors.anchor()
  assert.equal(await network.sent(), before, 'nothing is published')
  await publish()
  const { size } = await publish()
  for (let i = 0; i < 3; i++) await anchors.anchor()
  assert.equal(await network.sent(), before + 1)
  const name = `eip155:31337:${network.contract}`
  assert.deepEqual(await rows(), [{ network: name, size }])
  assert.deepEqual(networkOf(anchors), name)
  node.clock.offset_ms += 61_000
  await anchors.anchor()
  assert.equal(await network.sent(), before + 1, 'it stands there already')
  const grown = await publish()
  await anchors.anchor()
  assert.equal(await network.sent(), before + 2)
  assert.deepEqual(
    (await rows()).map((row) => row.size),
    [size, grown.size],
  )
})

test('what stands on a second ledger is an entry of the log that names that ledger', async () => {
  await node.slice.sweep()
  const receipts = await node.kernel.database.query<{ receipt: string }>({
    name: 'test_anchor_receipts',
    text: 'select a.receipt from log.anchor a join log.opening o on o.name = a.receipt order by a.size',
  })
  const bodies = await Promise.all(receipts.map(({ receipt }) => node.slice.transparency.readPublic(receipt)))
  const told = bodies.map((body) => parseLoggedReceipt(body ?? '') as AnchorReceipt)
  assert.deepEqual(
    told.map(({ size, network: name }) => ({ network: name, size })),
    await rows(),
  )
  assert.equal(told.length, 2)
})

test('what was sent by a node that died before it could tell is not sent again, and told by the next one', async () => {
  node.clock.offset_ms += 61_000
  const { size } = await publish()
  await anchorAndDie()
  const [sent, told] = [await network.sent(), await rows()]
  for (let i = 0; i < 2; i++) await new NetworkAnchor(parts).anchor()
  assert.equal(await network.sent(), sent)
  assert.deepEqual(await rows(), [...told, { network: networkOf(anchors), size }])
})

/** Sends an anchor and ends before its row is written. */
async function anchorAndDie(): Promise<void> {
  const fault = { name: 'log_insert_anchors', when: 'before', times: 1 } as const
  const dying = new NetworkAnchor({ ...parts, database: failing(parts.database, { ...fault }) })
  await assert.rejects(dying.anchor(), /the connection broke/)
}

test('a network that does not let its events be searched is anchored on all the same', async (t) => {
  node.clock.offset_ms += 61_000
  await publish()
  await anchorAndDie()
  const told = await rows()
  const rpc_url = await withoutSearch(t)
  const blind = new NetworkAnchor({ ...parts, settings: { ...parts.settings, rpc_url } })
  await blind.anchor()
  assert.deepEqual(await rows(), told)
  node.clock.offset_ms += 61_000
  const { size } = await publish()
  await blind.anchor()
  assert.deepEqual(await rows(), [...told, { network: networkOf(anchors), size }])
})

/** The network behind a door that refuses searches. */
async function withoutSearch(t: TestContext): Promise<string> {
  const reply = async (request: IncomingMessage, response: ServerResponse) => {
    const body = (await request.toArray()).join('')
    const { id, method } = JSON.parse(body)
    const refused = JSON.stringify({ jsonrpc: '2.0', id, error: { code: -32_005, message: 'too many blocks' } })
    const headers = { 'content-type': 'application/json' }
    const asked = () => fetch(network.rpc_url, { method: 'POST', headers, body }).then((answer) => answer.text())
    response.writeHead(200, headers).end(method === 'eth_getLogs' ? refused : await asked())
  }
  const server = createServer((request, response) => void reply(request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  t.after(() => server.close())
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

test('a network that is away is asked again, and nothing else waits for it', async () => {
  node.clock.offset_ms += 61_000
  const { size } = await publish()
  const away = new NetworkAnchor({ ...parts, settings: { ...parts.settings, rpc_url: 'http://127.0.0.1:1' } })
  await assert.rejects(away.anchor())
  assert.equal(networkOf(away), undefined)
  await anchors.anchor()
  assert.equal((await rows()).at(-1)?.size, size)
})

test('error: LOG_ANCHOR_SHRUNK for a log that was set back, of which the second ledger knows more', async () => {
  const restored = await startLogNode()
  try {
    await restored.runJob('log-publish')
    const before = await network.sent()
    const stale = new NetworkAnchor({ ...parts, database: restored.kernel.database })
    await assert.rejects(stale.anchor(), (fault) => hasCode(fault, 'LOG_ANCHOR_SHRUNK'))
    await restored.addEntries(5_000)
    await restored.runJob('log-publish')
    await assert.rejects(stale.anchor(), (fault) => hasCode(fault, 'LOG_ANCHOR_FORKED'))
    assert.equal(await network.sent(), before)
    const text = 'select from log.anchor'
    assert.deepEqual(await restored.kernel.database.query({ name: 'test_untold', text }), [])
  } finally {
    await restored.stop()
  }
})

test('error: KERNEL_CONFIG_INVALID names the file that holds no key', () => {
  const settings = { ...parts.settings, key_file: join(node.kernel.config.data, 'none') }
  assert.throws(
    () => new NetworkAnchor({ ...parts, settings }),
    (fault) => hasCode(fault, 'KERNEL_CONFIG_INVALID') && fault.facts.setting === 'SYMBOLON_ANCHOR_KEY_FILE',
  )
})
