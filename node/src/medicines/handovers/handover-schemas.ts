import { BATCH_PACKS_MAX } from '@symbolon/protocol/medicines'
import { z } from 'zod'
import { pageQuery } from '../../kernel/index.ts'
import { deadline, signature } from '../batches/batch-schemas.ts'
import { HANDOVER_RANGES_MAX } from '../medicines-limits.ts'

const index = z
  .int()
  .min(0)
  .max(BATCH_PACKS_MAX - 1)
const count = z.int().min(1).max(BATCH_PACKS_MAX)

/** Neighbouring packs of one holder. */
export const packRange = z.object({
  batch: z.string().max(40),
  first: index,
  count,
  moves: z.int().min(0).max(0xffff).describe('How often they have moved, as the batch says'),
})
export const packRanges = z.array(packRange).min(1).max(HANDOVER_RANGES_MAX)
export const container = z.string().max(18).describe('SSCC, 18 digits')

/** Body of POST /v1/handovers. */
export const offering = z.object({
  to: z.string().max(40).describe('pty_…'),
  ranges: packRanges,
  container: container.optional(),
  deadline,
  signature: signature.describe('Of the sender over HandOver'),
})
export type Offering = z.infer<typeof offering>

export const accepting = z.object({ signature: signature.describe('Of the receiver over the same HandOver') })
export const handoverParams = z.object({ handover: z.string().max(40) })

export const handoverStates = ['offered', 'accepted', 'recorded', 'refused', 'withdrawn', 'expired'] as const
export const handoverSchema = z
  .object({
    handover: z.string(),
    state: z.enum(handoverStates),
    from: z.string(),
    from_address: z.string(),
    to: z.string(),
    to_address: z.string(),
    container: z.string().nullable(),
    ranges: z.array(packRange.extend({ first_token: z.string(), gtin: z.string(), lot: z.string() })),
    packs: z.int(),
    deadline: z.int().describe('Seconds since 1970'),
    offered_at: z.string(),
    ended_at: z.string().nullable(),
    block: z.int().nullable(),
    transaction: z.string().nullable(),
  })
  .meta({ id: 'Handover', description: 'Packs that go from one party to another once both have signed' })

export const listingHandovers = z.object({
  ...pageQuery,
  side: z.enum(['from', 'to']).default('to'),
  state: z.enum(handoverStates).optional(),
})

/** Body of POST /v1/packings and of /v1/packings/unpackings. */
export const packing = z.object({ container, ranges: packRanges })
export const packed = z.object({ container: z.string(), packs: z.int(), at: z.string() })
