import { custodyErrors } from '@symbolon/protocol/custody'
import { toBase64Url } from '@symbolon/protocol/kernel'
import { z } from 'zod'
import { requireParty } from '../identity/index.ts'
import type { App, Statement } from '../kernel/index.ts'
import type { CustodyDoor } from './door.ts'
import { type CapturedEvent, capturedBody } from './event-source.ts'
import { digestIn } from './find-event.ts'
import { isSeen, sight } from './policy.ts'
import type { EventAsking } from './query-statement.ts'

const anchorSchema = z.object({
  chain_id: z.int(),
  contract: z.string(),
  founder: z.string(),
  size: z.int(),
  transaction: z.string(),
  block: z.int(),
})
const proofSchema = z
  .object({
    name: z.string().meta({ description: 'Of the entry' }),
    body: z
      .string()
      .meta({ description: 'Canonical JSON of what the entry commits to: the event hash, when, and who told it' }),
    index: z.int(),
    size: z.int(),
    hashes: z.array(z.string()).meta({ description: 'base64, nearest to the leaf first' }),
    checkpoint: z.string().meta({ description: 'Signed note, C2SP tlog-checkpoint' }),
    salt: z.string().meta({ description: 'base64url' }),
    anchor: anchorSchema.nullable().meta({ description: 'Where the ledger has the checkpoint' }),
  })
  .meta({
    id: 'EventProof',
    description: 'What shows anybody that an event stands in the log, and nothing of what it says',
  })

/** /v1/custody/events/{hash}/proof: what whoever may see an event can show to others. */
export function eventProofRoutes(app: App, { context, log }: CustodyDoor): void {
  const schema = {
    tags: ['custody'],
    summary: 'Prove that an event stands in the log',
    params: z.object({ hash: z.string().describe('ni URI of CBV 2.0, percent-encoded, or its 64 hexadecimal digits') }),
    response: { 200: proofSchema },
  }
  app.get('/v1/custody/events/:hash/proof', { schema, config: { problems: ['410'] } }, async (request, reply) => {
    const { party } = requireParty(request)
    const hash = digestIn(request.params.hash)
    const asking = { party, now: context.clock.now() }
    const [row] = hash === undefined ? [] : await context.database.query<CapturedEvent>(findCaptured(asking, hash))
    if (row === undefined) throw custodyErrors.CUSTODY_EVENT_UNKNOWN()
    const { salt, ...proof } = await log.prove(row.name)
    if (salt === null) throw new Error('the salt of an event is sealed')
    return reply.header('cache-control', 'no-store').send({
      name: row.name,
      body: capturedBody(row),
      index: proof.index,
      size: proof.size,
      hashes: proof.hashes.map((one) => Buffer.from(one).toString('base64')),
      checkpoint: proof.checkpoint,
      salt: toBase64Url(salt),
      anchor: proof.anchor,
    })
  })
}

/** The event itself, never a declaration about it; to nobody else is told whether there is one. */
function findCaptured({ party, now }: EventAsking, hash: string): Statement {
  return {
    name: 'custody_find_captured',
    text: `with ${sight}
      select e.entry as name, encode(e.hash, 'hex') as hash, e.captor, e.recorded_at as at, false as is_declaration
      from sight cross join custody.event e where e.identity = decode($3, 'hex') and e.declared_at is null and ${isSeen('e')}`,
    values: [party, new Date(now), hash],
  }
}
