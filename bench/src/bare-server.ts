/**
 * What Node itself needs for such a question and such an answer: its HTTP server reads a body, parses it, and sends one
 * answer, always the same. Told by its argument the file in which the answer is.
 */
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { json } from 'node:stream/consumers'

/** An answer as it was received once. */
export interface KeptAnswer {
  /** Names and values, without those that a server sets by itself. */
  readonly headers: readonly (readonly [name: string, value: string])[]
  readonly body: string
}

const [file = ''] = process.argv.slice(2)
const { headers, body } = JSON.parse(readFileSync(file, 'utf8')) as KeptAnswer
const bytes = Buffer.from(body)
const head = Object.fromEntries([...headers, ['content-length', String(bytes.length)]])

const server = createServer((request, response) => {
  void json(request).then(() => response.writeHead(200, head).end(bytes))
})
server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port))
