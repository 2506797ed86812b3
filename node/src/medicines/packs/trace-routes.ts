import { toHex } from '@symbolon/protocol/kernel'
import { packStateOf } from '@symbolon/protocol/medicines'
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { type App, countEach } from '../../kernel/index.ts'
import { type Actor, actorOf } from '../policy.ts'
import type { PackPlace } from './pack-index.ts'
import { requirePack } from './pack-link.ts'
import type { PacksDoor } from './packs-door.ts'
import { SCAN_CHARS_MAX, STRANGER_SCANS_MAX } from './packs-limits.ts'
import { tokenIdText } from './present-pack.ts'
import { readTrace, type TraceStep } from './trace-store.ts'
import { requireTurn } from './verification-routes.ts'

const tags = ['packs']
const querystring = z.object({ link: z.string().min(1).max(SCAN_CHARS_MAX).describe('GS1 Digital Link of the pack') })

const proofSchema = z
  .object({
    gtin: z.string(),
    serial: z.string(),
    lot: z.string(),
    expiry: z.string(),
    token_id: z.string(),
    chain_id: z.int(),
    contract: z.string(),
    root: z.string(),
    count: z.int(),
    index: z.int(),
    salt: z.string(),
    leaf: z.string(),
    proof: z.array(z.string()).describe('Siblings from the leaf up: what `Packs.verify` takes'),
  })
  .meta({ id: 'PackProof', description: 'What shows that a number is one of its batch; not what is in a box' })

const stepSchema = z.object({
  step: z.enum(['commissioned', 'handed_over', 'marked']),
  at: z.string(),
  state: z.string().nullable(),
  from: z.string().nullable(),
  to: z.string().nullable(),
  handover: z.string().nullable(),
  block: z.int().nullable(),
  transaction: z.string().nullable(),
})
const traceSchema = z
  .object({ proof: proofSchema, steps: z.array(stepSchema) })
  .meta({ id: 'PackTrace', description: 'The way of a pack back to its origin; parties for who is one of them' })

/** GET /v1/packs/proof, for anybody; /v1/packs/trace, with the parties for who is one of them, and regulators. */
export function traceRoutes(app: App, door: PacksDoor): void {
  const { context, index } = door
  const countStranger = countEach(app, STRANGER_SCANS_MAX)
  const config = { problems: ['404'] } as const
  const proof = {
    tags,
    security: [],
    summary: 'What proves that a pack’s number is one of its batch',
    querystring,
    response: { 200: proofSchema },
  }
  app.get('/v1/packs/proof', { schema: proof, config }, async (request) => {
    if (!request.principal) await requireTurn(request, countStranger)
    return presentProof(door, requirePack(index, request.query.link))
  })
  const trace = { tags, summary: 'Trace a pack back to its origin', querystring, response: { 200: traceSchema } }
  app.get(
    '/v1/packs/trace',
    { schema: trace, config },
    async (request: FastifyRequest<{ Querystring: { link: string } }>) => {
      const actor = await actorOf(context, request)
      const place = requirePack(index, request.query.link)
      const steps = await readTrace(context.database, place)
      return {
        proof: presentProof(door, place),
        steps: steps.map((step) => presentStep(step, mayKnow(actor, place, steps))),
      }
    },
  )
}

/** Whoever made it, had it or has it knows with whom; so do regulators. */
function mayKnow({ party, address, roles }: Actor, { batch, index }: PackPlace, steps: readonly TraceStep[]): boolean {
  if (roles.has('regulator') || batch.facts.maker === party || batch.holdingOf(index).holder === address) return true
  return steps.some(({ from_party, to_party }) => from_party === party || to_party === party)
}

function presentStep(step: TraceStep, isKnown: boolean): z.infer<typeof stepSchema> {
  return {
    step: step.step,
    at: step.at.toISOString(),
    state: step.state === null ? null : (packStateOf(step.state) ?? null),
    from: isKnown ? step.from_party : null,
    to: isKnown ? step.to_party : null,
    handover: isKnown ? step.handover : null,
    block: step.block,
    transaction: step.transaction,
  }
}

function presentProof({ context }: PacksDoor, place: PackPlace): z.infer<typeof proofSchema> {
  const { batch, index } = place
  const { serial, salt, leaf, proof } = batch.prove(index)
  const { gtin, lot, count } = batch.facts
  return {
    gtin,
    serial,
    lot,
    expiry: batch.expiry_text,
    token_id: tokenIdText(place),
    chain_id: context.ledger.chainId,
    contract: context.ledger.address('Packs'),
    root: batch.root_text,
    count,
    index,
    salt: toHex(salt),
    leaf: toHex(leaf),
    proof: proof.map(toHex),
  }
}
