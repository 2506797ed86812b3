import { packStateNumbers } from '@symbolon/protocol/medicines'
import { z } from 'zod'
import { pageQuery } from '../../kernel/index.ts'
import { MARKETS_MAX, PACKS_PAGE_MAX } from '../medicines-limits.ts'

export const signature = z.string().regex(/^0x(?:[0-9a-fA-F]{2}){65}$/)
export const deadline = z
  .int()
  .positive()
  .max(2 ** 40)
  .describe('Seconds since 1970')
export const gtinText = z.string().max(14)
export const batchParams = z.object({ batch: z.string().max(40) })

/** Body of POST /v1/batches; what is wrong with the values is said by the protocol. */
export const ordering = z.object({
  gtin: gtinText,
  lot: z.string().max(40),
  expiry: z.string().max(10).describe('YYYY-MM-DD, or YYMMDD as printed'),
  count: z.int(),
  serials: z.enum(['generated', 'given']),
  markets: z
    .array(z.string().max(2))
    .max(MARKETS_MAX)
    .optional()
    .describe('Countries that it is made for, ISO 3166-1 alpha-2; anywhere when absent'),
})

export const commissioning = z.object({
  prefix_length: z
    .int()
    .min(4)
    .max(14)
    .describe('Digits of the GS1 prefix that the maker holds; 14 for a licence of one GTIN'),
  deadline,
  signature,
  markets_signature: signature.optional().describe('On the root and the markets, where the batch has some'),
})

export const puttingSerials = z.object({
  first: z.coerce
    .number()
    .int()
    .min(0)
    .max(2 ** 24),
})
export const serialsPut = z.object({ serials_known: z.int(), lower_case: z.int() })

export const batchSummary = z
  .object({
    batch: z.string(),
    state: z.enum(['open', 'sealing', 'sealed', 'saved', 'recorded']),
    gtin: z.string(),
    lot: z.string(),
    expiry: z.string(),
    count: z.int(),
    serials: z.enum(['generated', 'given']),
    serials_known: z.int(),
    maker: z.string(),
    markets: z.array(z.string()).nullable().describe('ISO 3166-1 alpha-2, in their order; null for anywhere'),
    markets_signature: z.string().nullable().describe('EIP-712, of the maker, once commissioned'),
    fault: z.object({ code: z.string() }).catchall(z.json()).nullable().describe('Why it could not be sealed'),
    root: z.string().nullable(),
    number: z.string().nullable().describe('Decimal: the first 232 bits of the root'),
    first_token: z.string().nullable().describe('Decimal token id of the first pack'),
    created_at: z.string(),
    recorded_at: z.string().nullable(),
    block: z.int().nullable(),
    transaction: z.string().nullable(),
  })
  .meta({ id: 'Batch', description: 'Packs of one lot: open, then sealed, then on the ledger' })

export const batchDetail = batchSummary.extend({
  states: z
    .partialRecord(z.enum(Object.keys(packStateNumbers) as (keyof typeof packStateNumbers)[]), z.int())
    .optional(),
  holders: z
    .array(z.object({ party: z.string().nullable(), address: z.string(), packs: z.int() }))
    .optional()
    .describe('For the maker and regulators; anybody else sees its own packs'),
  ranges: z.array(z.object({ first: z.int(), count: z.int(), moves: z.int() })).describe('What the caller holds'),
})

export const listingBatches = z.object({ ...pageQuery, gtin: gtinText.optional() })
export const listingPacks = z.object({
  after: z.coerce
    .number()
    .int()
    .min(-1)
    .max(2 ** 24)
    .default(-1)
    .describe('Index behind which the page begins'),
  limit: z.coerce.number().int().min(1).max(PACKS_PAGE_MAX).default(100),
})
export const packsPage = z.object({
  items: z.array(z.object({ index: z.int(), serial: z.string(), token: z.string(), link: z.string() })),
  has_more: z.boolean(),
})
