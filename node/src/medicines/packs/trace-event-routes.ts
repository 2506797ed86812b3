import { toBase64Url } from '@symbolon/protocol/kernel'
import { z } from 'zod'
import type { JourneyEntry } from '../../custody/index.ts'
import { type App, pageQuery, pageSchema, presentPage, readCursor } from '../../kernel/index.ts'
import { lotLink, packEpc } from '../events/event-words.ts'
import { type Actor, actorOf, holderRoles } from '../policy.ts'
import { type PackCode, requirePackCode } from './pack-link.ts'
import type { PacksDoor } from './packs-door.ts'
import { SCAN_CHARS_MAX } from './packs-limits.ts'

const tags = ['packs']
const querystring = z.object({
  ...pageQuery,
  link: z.string().min(1).max(SCAN_CHARS_MAX).describe('GS1 Digital Link of the pack'),
  of: z
    .enum(['pack', 'lot'])
    .default('pack')
    .describe('`pack`: it, what held it, what it was made from; `lot`: events that name no single pack'),
})

const shownSchema = z.object({
  receipt: z.string().describe('Name of the entry in the log'),
  hash: z.string(),
  epc: z.string().describe('What the event is about'),
  role: z.enum(['self', 'container', 'input']),
  in_force: z.boolean().describe('False of what was declared to be in error, and of the declaration'),
  event: z.string().describe('As EPCIS has it, in JSON: its numbers stay as they were written'),
  body: z.string().describe('Canonical JSON of what the entry commits to'),
  salt: z.string().nullable().describe('base64url; opens the entry'),
})
const proofSchema = z.object({
  index: z.int(),
  size: z.int(),
  hashes: z.array(z.string()).describe('base64url, nearest to the leaf first'),
  checkpoint: z.string().describe('Signed note, C2SP tlog-checkpoint'),
  anchor: z
    .object({
      chain_id: z.int(),
      contract: z.string(),
      founder: z.string(),
      size: z.int(),
      transaction: z.string(),
      block: z.int(),
    })
    .nullable()
    .describe('Where the ledger has the checkpoint'),
})
const entrySchema = z
  .object({
    shown: shownSchema.nullable().describe('Null of an event that you may not see'),
    entry: z.string().nullable().describe('base64url; the 32 bytes in the log, null while the proof is pending'),
    proof: proofSchema.nullable().describe('Null until a checkpoint covers the entry'),
  })
  .meta({
    id: 'TracedEvent',
    description: 'An event of a pack with what proves it; of one that is not yours its entry',
  })

/** GET /v1/packs/trace/events: to whoever handles packs of events that it may not see too, by their entries in the log. */
export function traceEventRoutes(app: App, { context, index, journeys }: PacksDoor): void {
  const schema = {
    tags,
    summary: 'Events of a pack, each with its proof, in the order of the log',
    querystring,
    response: { 200: pageSchema(entrySchema) },
  }
  app.get('/v1/packs/trace/events', { schema, config: { problems: ['404'] } }, async (request, reply) => {
    const actor = await actorOf(context, request)
    const { link, of, limit, after } = request.query
    const code = requirePackCode(index, link)
    const [place] = readCursor(after, [0]) ?? []
    const epc = of === 'pack' ? packEpc(code) : lotOf(code)
    const asking = { party: actor.party, tells_hidden: mayBeTold(actor, code), after: place, limit: limit + 1 }
    const rows = epc === undefined ? [] : await journeys.trace({ ...asking, epc })
    reply.header('cache-control', 'no-store')
    return presentPage({ request, reply }, { rows, limit, present: presentEntry, keys: (row) => [row.place] })
  })
}

/** Whoever handles packs and has the code of one that is recorded here. */
function mayBeTold({ roles }: Actor, { place }: PackCode): boolean {
  return place !== undefined && holderRoles.some((role) => roles.has(role))
}

function lotOf({ gtin, lot }: PackCode): string | undefined {
  return lot === undefined ? undefined : lotLink({ gtin, lot })
}

function presentEntry({ shown, entry, proof }: JourneyEntry): z.infer<typeof entrySchema> {
  const salt = proof?.salt ? toBase64Url(proof.salt) : null
  return {
    shown: shown && { ...shown, event: JSON.stringify(shown.event), salt },
    entry: entry && toBase64Url(entry),
    proof: proof && {
      index: proof.index,
      size: proof.size,
      hashes: proof.hashes.map(toBase64Url),
      checkpoint: proof.checkpoint,
      anchor: proof.anchor,
    },
  }
}
