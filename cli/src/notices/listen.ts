import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { parseNotice, verifyWebhook } from '@symbolon/protocol/notices'
import { addWebhook, removeWebhook } from '@symbolon/sdk/notices'
import { openLastingClient } from '../identity/index.ts'
import { cliErrors, exitCodes, formatInstant, type Run, textOption, type Verb } from '../kernel/index.ts'
import { eventsOf } from './events.ts'
import { words } from './words.ts'

const forward_ms_max = 10_000

/** `symbolon webhook listen`: a webhook that lives as long as this command. The node has to be on this machine. */
export const webhookListen: Verb = async (run, input) => {
  const forward = forwardTo(textOption(input, 'forwardTo'))
  const events = eventsOf(input)
  const { client } = await openLastingClient(run)
  const receiver = { secret: '', forward }
  const server = createServer((request, response) => {
    receive(run, receiver, request).then(
      (status) => response.writeHead(status).end(),
      () => refuse(response),
    )
  }).listen(0, '127.0.0.1')
  await new Promise((done) => server.once('listening', done))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  const { webhook, secret } = await addWebhook(client, { url, events })
  receiver.secret = secret
  run.output.tell(words.listening, { secret })
  await new Promise((done) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, done)
  })
  server.close()
  server.closeAllConnections()
  await removeWebhook(client, { webhook })
  return exitCodes.ok
}

/** Shows a notice that was verified, and answers with the status that its receiver is to give. */
async function receive(
  run: Run,
  { secret, forward }: { readonly secret: string; readonly forward: string | undefined },
  request: IncomingMessage,
): Promise<number> {
  const body = await text(request)
  const { headers } = request
  verifyWebhook({ secret, headers, body, now: Date.now() })
  const { type, timestamp, data } = parseNotice(body)
  const line = `${formatInstant(timestamp, run.output.language)}  ${type}  ${data.receipt}  ${data.grant ?? '–'}`
  run.output.result({ type, timestamp, data }, () => line)
  if (forward === undefined) return 204
  const names = ['content-type', 'webhook-id', 'webhook-timestamp', 'webhook-signature']
  const handed = Object.fromEntries(names.map((name) => [name, String(headers[name])]))
  const signal = AbortSignal.timeout(forward_ms_max)
  const answer = await fetch(forward, { method: 'POST', headers: handed, body, signal, redirect: 'manual' })
  await answer.body?.cancel()
  return answer.status
}

function refuse(response: ServerResponse): void {
  response.writeHead(502).end()
}

/** @throws CLI_OPTION_INVALID */
function forwardTo(option: string | undefined): string | undefined {
  if (option === undefined) return undefined
  const url = URL.parse(/^https?:\/\//.test(option) ? option : `http://${option}`)
  if (url === null)
    throw cliErrors.CLI_OPTION_INVALID({ option: '--forward-to', expected: 'http://localhost:3000/hook' })
  return url.href
}
