import { medicinesErrors, parseGtin } from '@symbolon/protocol/medicines'
import { z } from 'zod'
import type { App } from '../../kernel/index.ts'
import { gtinText } from '../batches/batch-schemas.ts'
import type { MedicinesDoor } from '../door.ts'
import { MARKETS_MAX } from '../medicines-limits.ts'
import { requireLicenceOver, requireRole } from '../policy.ts'
import { findProduct, type ProductRow, saveProduct } from './product-store.ts'

const tags = ['medicines']
const params = z.object({ gtin: gtinText })
const printable = z
  .string()
  .min(1)
  .max(200)
  .regex(/^[^\p{C}]+$/u)
const describing = z.object({
  name: z.object({ el: printable, en: printable }),
  form: printable.optional(),
  strength: printable.optional(),
  pack_size: z.int().min(1).max(1_000_000).optional(),
  markets: z
    .array(z.string().regex(/^[A-Z]{2}$/))
    .min(1)
    .max(MARKETS_MAX)
    .describe('ISO 3166-1 alpha-2'),
})
const product = z
  .object({
    gtin: z.string(),
    holder: z.string(),
    name: z.object({ el: z.string(), en: z.string() }),
    form: z.string().nullable(),
    strength: z.string().nullable(),
    pack_size: z.int().nullable(),
    markets: z.array(z.string()),
    updated_at: z.string(),
  })
  .meta({ id: 'Product', description: 'What a product is called, and where it may be sold' })

/** /v1/products: described by whoever holds the licence of its number, read by anybody. */
export function productRoutes(app: App, { context }: MedicinesDoor): void {
  const { database, clock } = context
  const put = { tags, summary: 'Describe a product', params, body: describing, response: { 200: product } }
  app.put('/v1/products/:gtin', { schema: put, config: { problems: ['404'] } }, async (request) => {
    const holder = await requireRole(context, request, ['manufacturer'])
    const gtin = parseGtin(request.params.gtin)
    await requireLicenceOver(context, holder.address, gtin)
    const { name, form = null, strength = null, pack_size = null, markets } = request.body
    const updated_at = new Date(clock.now())
    const row = { gtin, holder: holder.party, name, form, strength, pack_size, markets, updated_at }
    await database.query(saveProduct(row))
    return presentProduct(row)
  })
  const get = { tags, summary: 'A product', params, security: [], response: { 200: product } }
  app.get('/v1/products/:gtin', { schema: get, config: { etag: true, problems: ['404'] } }, async (request) => {
    const row = await findProduct(database, parseGtin(request.params.gtin))
    if (!row) throw medicinesErrors.MEDICINES_PRODUCT_UNKNOWN()
    return presentProduct(row)
  })
}

function presentProduct({ updated_at, markets, ...row }: ProductRow): z.infer<typeof product> {
  return { ...row, markets: [...markets], updated_at: updated_at.toISOString() }
}
