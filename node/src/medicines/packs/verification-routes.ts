import { canonicalJson, type Id, type JsonObject, kernelErrors } from '@symbolon/protocol/kernel'
import { parseReadCell, type ReaderClass } from '@symbolon/protocol/medicines'
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { type App, countEach, languageOf } from '../../kernel/index.ts'
import { answerScan, type ScanOutcome } from './answer-scan.ts'
import type { PacksDoor } from './packs-door.ts'
import { SCAN_CHARS_MAX, SCANNER_CHARS_MAX, STRANGER_SCANS_MAX } from './packs-limits.ts'

const tags = ['packs']
const hour_ms = 3_600_000

const asking = z.strictObject({
  scan: z.string().min(1).max(SCAN_CHARS_MAX).describe('What the scanner sent, or a GS1 Digital Link'),
  place: z
    .strictObject({ h3: z.string().max(16) })
    .optional()
    .describe('H3 cell of resolution 5, about 250 km²; kept with the hour and a salted id of the pack'),
  scanner: z.string().min(1).max(SCANNER_CHARS_MAX).optional().describe('Tells two scanners of one session apart'),
})

const signedAnswer = z
  .object({
    answer: z.looseObject({ outcome: z.string(), said: z.string(), todo: z.string() }),
    signature: z.object({
      index: z.int(),
      key: z.string(),
      path: z.string(),
      signature: z.string(),
      size: z.int(),
    }),
  })
  .meta({ id: 'SignedPackAnswer', description: 'The answer in canonical JSON (RFC 8785) and what signs it' })

/** POST /v1/packs/verification and GET /v1/packs/status-key: for anybody, from memory alone. */
export function verificationRoutes(app: App, door: PacksDoor): void {
  const schema = {
    tags,
    security: [],
    summary: 'Verify a pack that was scanned',
    description: 'Changes nothing. Parties that handle packs are told more than anybody.',
    body: asking,
    response: { 200: signedAnswer },
  }
  const config = { idempotency: 'exempt', reads: true } as const
  const countStranger = countEach(app, STRANGER_SCANS_MAX)
  app.post('/v1/packs/verification', { schema, config }, async (request, reply) => {
    if (!request.principal) await requireTurn(request, countStranger)
    const { scan: text, place } = request.body
    const cell = place && parseReadCell(place.h3)
    const language = languageOf(request.headers['accept-language'])
    const now = door.context.clock.now()
    const reader = readerOf(door, request)
    const professional = reader === 'public' ? undefined : request.principal?.address
    const outcome = answerScan(door, { text, language, now, professional })
    note(door, { outcome, cell, request, reader, now, scanner: request.body.scanner })
    const signed = await door.signer.sign(JSON.stringify(outcome.answer))
    reply.header('content-type', 'application/json; charset=utf-8').header('content-language', language)
    // Bytes are sent as they are: what was signed is not written anew.
    return reply.header('cache-control', 'no-store').send(signed as never)
  })
  statusKeyRoute(app, door)
}

function statusKeyRoute(app: App, { vouchedKey }: PacksDoor): void {
  const shown = z.object({ key: z.string(), note: z.string().describe('Signed note of the log that vouches for it') })
  const schema = {
    tags,
    security: [],
    summary: 'The key that signs answers about packs',
    response: { 200: shown.meta({ id: 'PackStatusKey' }) },
  }
  app.get('/v1/packs/status-key', { schema }, async () => {
    const { key, note: text } = vouchedKey()
    return { key: Buffer.from(key.publicKey).toString('base64url'), note: text }
  })
}

/** Whoever is nobody here may ask so often. @throws KERNEL_RATE_LIMITED */
export async function requireTurn(
  request: FastifyRequest,
  count: (request: FastifyRequest) => Promise<number | undefined>,
): Promise<void> {
  const seconds = await count(request)
  if (seconds !== undefined) throw kernelErrors.KERNEL_RATE_LIMITED({ seconds })
}

const readers: readonly ReaderClass[] = ['pharmacy', 'care-provider', 'wholesaler', 'manufacturer', 'regulator']

/** As what somebody reads packs, by the roles that it holds now. */
function readerOf({ names, context }: PacksDoor, { principal }: FastifyRequest): ReaderClass {
  if (principal?.party === undefined) return 'public'
  const roles: readonly string[] = names.rolesOf(principal.party, context.clock.now())
  return readers.find((role) => roles.includes(role)) ?? 'public'
}

interface Noted {
  readonly outcome: ScanOutcome
  readonly cell: string | undefined
  readonly scanner: string | undefined
  readonly request: FastifyRequest
  readonly reader: ReaderClass
  readonly now: number
}

/** Readings and verdicts are kept behind the answer; a scanner that reads a pack twice in a moment has read it once. */
function note({ reads, scanners, names }: PacksDoor, { outcome, cell, request, reader, now, ...noted }: Noted): void {
  const { principal } = request
  const { scan, place, verdict } = outcome
  const { gtin, serial } = scan
  const session = principal?.session
  if (session !== undefined && gtin !== undefined && serial !== undefined) {
    const scanner = `${session} ${noted.scanner ?? ''}`
    if (scanners.isRepeat({ scanner, gtin, serial, at: now })) return
  }
  const hour = Math.floor(now / hour_ms)
  const party = reader === 'public' ? undefined : principal?.party
  const asker = party && principal && { party, address: principal.address, country: names.countryOf(party) }
  if (place) reads.note({ place, cell, hour, reader, ...(asker && { asker }) })
  if (verdict === undefined || principal?.party === undefined) return
  const parties: Id<'party'>[] = [principal.party]
  const read = cell === undefined ? undefined : { cell, hour, reader }
  reads.noteVerdict({ scan, verdict, place, read, at: now, parties })
}

/** True for an answer whose members stand in the order of RFC 8785; tests ask it of every answer. */
export function isCanonical(answer: object): boolean {
  return JSON.stringify(answer) === canonicalJson(answer as JsonObject)
}
