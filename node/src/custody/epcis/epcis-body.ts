import type { Readable } from 'node:stream'
import { custodyErrors, EPCIS_EVENTS_MAX, readEpcisJson } from '@symbolon/protocol/custody'
import { type JsonValue, jsonText, type Words } from '@symbolon/protocol/kernel'
import type { FastifyRequest } from 'fastify'
import { CAPTURE_BYTES_MAX } from './epcis-headers.ts'

/** The content types that a capture comes in. */
export const epcisTypes = /^application\/(?:ld\+)?json(?:;|$)/

/**
 * Reads a document as it was written, numbers with every digit. One that is too large is refused by what its sender says
 * of it, or once it has sent so much.
 * @throws CUSTODY_CAPTURE_TOO_LARGE, CUSTODY_DOCUMENT_INVALID, KERNEL_JSON_INVALID, KERNEL_JSON_REFUSED
 */
export async function readEpcisBody(
  { headers }: Pick<FastifyRequest, 'headers'>,
  source: Readable,
): Promise<JsonValue> {
  requireSize(headers['content-length'])
  const chunks: Uint8Array[] = []
  let size_bytes = 0
  // What is refused on its way gets its answer over the same connection.
  for await (const chunk of source.iterator({ destroyOnReturn: false })) {
    size_bytes += chunk.length
    if (size_bytes > CAPTURE_BYTES_MAX) throw tooLarge()
    chunks.push(chunk)
  }
  const text = jsonText(Buffer.concat(chunks))
  if (text.includes('\\u0000') && nul.test(text))
    throw custodyErrors.CUSTODY_DOCUMENT_INVALID({ pointer: '/', reason: holdsNul })
  return readEpcisJson(text)
}

/** The escape of the character that no text of the database holds, behind an even number of backslashes. */
const nul = /(?<!\\)(?:\\\\)*\\u0000/
const holdsNul: Words = { en: 'a text holds the character NUL', el: 'ένα κείμενο περιέχει τον χαρακτήρα NUL' }

/** Refuses by its announcement what would be too large. @throws CUSTODY_CAPTURE_TOO_LARGE */
export function requireSize(announced_bytes: string | undefined): void {
  if (Number(announced_bytes ?? 0) > CAPTURE_BYTES_MAX) throw tooLarge()
}

function tooLarge() {
  return custodyErrors.CUSTODY_CAPTURE_TOO_LARGE({ max_bytes: CAPTURE_BYTES_MAX, max_events: EPCIS_EVENTS_MAX })
}
