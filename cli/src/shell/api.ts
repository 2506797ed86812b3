import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { text } from 'node:stream/consumers'
import { readJson } from '@symbolon/protocol/kernel'
import { sendSigned } from '@symbolon/sdk/identity'
import { type Client, send } from '@symbolon/sdk/kernel'
import { openClient, openPublicClient } from '../identity/index.ts'
import { cliErrors, exitCodes, type Input, type Run, textOption, type Verb } from '../kernel/index.ts'

const methods = ['GET', 'POST', 'PUT', 'DELETE'] as const

/** `symbolon api`: one request as the profile, the answer as the node gave it. */
export const api: Verb = async (run, input) => {
  const request = await requestOf(input)
  const signed = run.as !== undefined
  const { client, refused } = keepingRefusals(signed ? (await openClient(run)).client : await openPublicClient(run))
  const response = await (signed ? sendSigned(client, request) : send(client, request)).catch((error: unknown) => {
    const body = refused.get(request.path)
    if (body !== undefined) show(run, body)
    throw error
  })
  show(run, new Uint8Array(await response.arrayBuffer()))
  return exitCodes.ok
}

function show(run: Run, body: Uint8Array): void {
  run.output.bytes(body)
  if (process.stdout.isTTY) run.output.error('')
}

/** The client, and the bodies of what the node refuses, by path: they belong on the standard output too. @source gh api */
function keepingRefusals(client: Client): { client: Client; refused: ReadonlyMap<string, Uint8Array> } {
  const refused = new Map<string, Uint8Array>()
  const keeping: typeof fetch = async (address, init) => {
    const response = await client.fetch(address, init)
    if (!response.ok) {
      const body = new Uint8Array(await response.clone().arrayBuffer())
      refused.set(String(address).slice(client.url.length), body)
    }
    return response
  }
  return { client: { ...client, fetch: keeping }, refused }
}

async function requestOf(input: Input) {
  const [asked = '', path = ''] = input.operands
  const method = methods.find((known) => known === asked.toUpperCase())
  if (method === undefined) throw cliErrors.CLI_OPTION_INVALID({ option: 'METHOD', expected: methods.join(', ') })
  if (!path.startsWith('/')) throw cliErrors.CLI_OPTION_INVALID({ option: 'PATH', expected: '/v1/…, /fhir/…' })
  const body = await bodyOf(textOption(input, 'body'))
  const idempotencyKey = method === 'POST' ? randomUUID() : undefined
  return { method, path, ...(body !== undefined && { body }), ...(idempotencyKey !== undefined && { idempotencyKey }) }
}

async function bodyOf(file: string | undefined): Promise<unknown> {
  if (file === undefined) return undefined
  const content =
    file === '-'
      ? await text(process.stdin)
      : await readFile(file, 'utf8').catch((cause: NodeJS.ErrnoException) => {
          throw cliErrors.CLI_FILE_UNREADABLE({ path: file, reason: cause.code ?? '?' }, { cause })
        })
  return readJson(content)
}
