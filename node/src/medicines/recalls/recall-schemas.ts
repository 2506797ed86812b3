import { z } from 'zod'
import { pageQuery } from '../../kernel/index.ts'
import { deadline, gtinText, signature } from '../batches/batch-schemas.ts'

const prefix_length = z.int().min(4).max(14).describe('Of the GS1 prefix that covers the product; 14 for one GTIN')
const why = {
  reason: z
    .string()
    .min(1)
    .max(500)
    .regex(/^[^\p{C}]+$/u)
    .describe('What is wrong with the product; no personal data'),
  class: z.int().min(1).max(3).describe('1: may harm seriously, 2: may harm, 3: unlikely to harm'),
  deadline,
  signature,
} as const

/** Body of POST /v1/recalls: a lot is recalled, or the product withdrawn. */
export const proposing = z.union([
  z.strictObject({ gtin: gtinText, lot: z.string().max(40), ...why }),
  z.strictObject({ gtin: gtinText, withdrawal: z.literal(true), prefix_length: prefix_length.optional(), ...why }),
])
export type Proposing = z.infer<typeof proposing>

export const confirming = z.object({ signature: signature.describe('Of the second person over the same words') })
export const acknowledging = z.object({
  set_aside: z
    .int()
    .min(0)
    .max(2 ** 31 - 1)
    .describe('Packs that were found and set aside'),
})
export const recallParams = z.object({ recall: z.string().max(40) })
export const recallStates = ['proposed', 'confirmed', 'recorded'] as const

export const recallSummary = z
  .object({
    recall: z.string(),
    state: z.enum(recallStates),
    kind: z.enum(['recall', 'withdrawal']),
    gtin: z.string(),
    lot: z.string().nullable(),
    reason: z.string(),
    class: z.int(),
    proposed_by: z.string(),
    deadline: z.int().describe('Seconds since 1970'),
    /** What is signed, and signed again by the second person. */
    signed: z.object({ by: z.string(), batch: z.string(), prefix_length: z.int() }),
    proposed_at: z.string(),
    confirmed_at: z.string().nullable(),
    recorded_at: z.string().nullable(),
    block: z.int().nullable(),
    transaction: z.string().nullable(),
    acknowledged_at: z.string().nullable().describe('When the caller acknowledged it'),
  })
  .meta({ id: 'Recall', description: 'A lot that is recalled, or a product that is withdrawn: for ever' })

export const recallDetail = recallSummary.extend({
  holders: z
    .array(
      z.object({
        party: z.string().nullable(),
        address: z.string(),
        packs: z.int().describe('That have not ended'),
        containers: z.array(z.object({ container: z.string(), packs: z.int() })),
        told_at: z.string().nullable(),
        acknowledged_at: z.string().nullable(),
        set_aside: z.int().nullable(),
      }),
    )
    .optional()
    .describe('For whoever proposed it and regulators'),
  holders_told: z.int(),
  holders_acknowledged: z.int(),
  packs_held: z.int(),
  packs_set_aside: z.int(),
})

export const listingRecalls = z.object({
  ...pageQuery,
  side: z.enum(['proposed', 'held', 'confirming']).default('held'),
})
export const confirmerParams = z.object({ person: z.string().max(40).describe('pty_… of a person') })
export const confirmers = z.object({ items: z.array(z.object({ person: z.string(), named_at: z.string() })) })
