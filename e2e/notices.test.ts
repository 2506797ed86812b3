import assert from 'node:assert/strict'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { after, test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { parseNotice, verifyWebhook } from '@symbolon/protocol/notices'
import { startSymbolon } from './symbolon.ts'
import { demoFile, startTestDemo } from './test-demo.ts'

const { node, end } = await startTestDemo()
after(end)

interface Received {
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

const received: Received[] = []
const server = createServer((request, response) => {
  void text(request).then((body) => {
    received.push({ headers: request.headers, body })
    response.writeHead(204).end()
  })
}).listen(0, '127.0.0.1')
await new Promise((done) => server.once('listening', done))
after(() => server.close())
const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`

interface CaughtMail {
  readonly to: string
  readonly text: string
}

async function mails(): Promise<CaughtMail[]> {
  const { items } = (await (await fetch(`${node.url}/v1/dev/mails`)).json()) as { items: CaughtMail[] }
  return items
}

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await wait(50)
}

test('a program and a person are told that access was stopped, and may have it sent again', async () => {
  const as = ['--as', 'eleni']
  await node.json(['record', 'add', demoFile, ...as])
  const added = await node.json<{ webhook: string; secret: string }>([
    'webhook',
    'add',
    url,
    '--events',
    'grant.revoked',
    ...as,
  ])
  await node.json(['notices', 'email', 'eleni@mail.example', ...as])
  const code = /[0-9]{8}/.exec((await mails())[0]?.text ?? '')?.[0] ?? ''
  const wrong = await node.run(['notices', 'confirm', code === '00000000' ? '11111111' : '00000000', ...as])
  assert.equal(wrong.code, 6)
  assert.match(wrong.stderr, /The code is wrong/)
  assert.deepEqual(await node.json(['notices', 'confirm', code, ...as]), { state: 'active' })

  const giving = ['grant', 'give', '--all', '--to', 'hospital-a', '--purpose', 'TREAT', '--until', '7d', '--yes']
  await node.run([...giving, ...as])
  const { items } = await node.json<{ items: { grant: string }[] }>(['grant', 'list', '--state', 'active', ...as])
  const grant = items[0]?.grant ?? ''
  await node.json(['grant', 'revoke', grant, '--yes', ...as])

  await until(() => received.length > 0)
  const [{ headers, body }] = received as [Received]
  const id = verifyWebhook({ secret: added.secret, headers, body, now: Date.now() })
  const { type, data } = parseNotice(body)
  assert.deepEqual([type, data.grant], ['grant.revoked', grant])
  await until(async () => (await mails())[0]?.text.includes(grant) === true)

  const listed = await node.json<{ items: { delivery: string; state: string }[] }>([
    'webhook',
    'deliveries',
    added.webhook,
    '--state',
    'delivered',
    ...as,
  ])
  assert.deepEqual(
    listed.items.map(({ delivery }) => delivery),
    [id],
  )
  await node.json(['webhook', 'replay', id, ...as])
  await until(() => received.length > 1)
  assert.equal(received[1]?.headers['webhook-id'], id)
})

test('webhooks are listed, paused, resumed and removed; an address is shown and erased', async () => {
  const as = ['--as', 'nikos']
  assert.match((await node.run(['webhook', 'list', ...as])).stdout, /You have no webhooks/)
  const { webhook } = await node.json<{ webhook: string }>(['webhook', 'add', url, ...as])
  assert.match((await node.run(['webhook', 'pause', webhook, ...as])).stdout, /is paused/)
  const list = await node.run(['webhook', 'list', ...as, '--lang', 'el'])
  assert.match(list.stdout, new RegExp(`${webhook} +σε παύση`))
  assert.match((await node.run(['webhook', 'resume', webhook, ...as])).stdout, /told again/)
  assert.match((await node.run(['webhook', 'deliveries', webhook, ...as])).stdout, /Nothing was sent yet/)
  assert.match((await node.run(['webhook', 'remove', webhook, '--dry-run', ...as])).stdout, /Nothing was changed/)
  assert.equal((await node.run(['webhook', 'remove', webhook, '--yes', ...as])).code, 0)
  await node.json(['notices', 'email', 'nikos@mail.example', ...as])
  assert.match((await node.run(['notices', 'show', ...as])).stdout, /nikos@mail\.example[\s\S]*not confirmed yet/)
  assert.match((await node.run(['notices', 'off', ...as])).stdout, /erased/)
})

test('listening shows what happens, hands it on, and leaves no webhook behind', async () => {
  const as = ['--as', 'eleni']
  const before = await node.json<{ items: object[] }>(['webhook', 'list', ...as])
  const count = received.length
  const listen = ['webhook', 'listen', '--events', 'grant.revoked', '--forward-to', url, '--json']
  const listening = startSymbolon([...listen, ...as], { SYMBOLON_HOME: node.home })
  const listed = () => node.json<{ items: object[] }>(['webhook', 'list', ...as])
  await until(async () => (await listed()).items.length > before.items.length)
  await node.run([
    'grant',
    'give',
    '--all',
    '--to',
    'hospital-b',
    '--purpose',
    'TREAT',
    '--until',
    '7d',
    '--yes',
    ...as,
  ])
  const { items } = await node.json<{ items: { grant: string }[] }>(['grant', 'list', '--state', 'active', ...as])
  const grant = items[0]?.grant ?? ''
  await node.json(['grant', 'revoke', grant, '--yes', ...as])
  // One for the webhook of its own and one that is handed on.
  await until(() => received.length >= count + 2)
  listening.interrupt()
  const { code, stdout } = await listening.ended
  assert.equal(code, 0)
  assert.equal(JSON.parse(stdout).data.grant, grant)
  assert.equal((await listed()).items.length, before.items.length)
})

test('error: exit codes tell a wrong use from what is not there', async () => {
  const as = ['--as', 'nikos']
  assert.equal((await node.run(['webhook', 'add', url, '--events', 'receipt.seen', ...as])).code, 3)
  assert.equal((await node.run(['webhook', 'add', 'https://10.0.0.1/', ...as])).code, 3)
  assert.equal((await node.run(['webhook', 'deliveries', 'sub_none', ...as])).code, 5)
  assert.equal((await node.run(['webhook', 'replay', 'nonsense', ...as])).code, 5)
  assert.equal((await node.run(['notices', 'email', 'nikos', ...as])).code, 3)
  assert.equal((await node.run(['notices', 'off', ...as])).code, 5)
})
