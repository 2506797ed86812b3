import { z } from 'zod'
import { requireParty } from '../identity/index.ts'
import { type App, pageQuery, pageSchema, presentPage, type Queries, readCursor } from '../kernel/index.ts'
import type { ConsentDoor } from './grant-routes.ts'
import { ledgerGroup, ledgerRow, listUse, presentUse, type UseRow } from './ledger-of-use.ts'
import { publicOrSigned, publicReceipt } from './public-receipt.ts'
import { type ReceiptRow, receiptBody } from './receipt-body.ts'

const tags = ['consent']
const receiptAnswer = z
  .object({ receipt: z.string(), body: z.string() })
  .meta({ id: 'Receipt', description: 'body is the canonical JSON of the receipt, which its log entry commits to' })

/** /v1/ledger and /v1/receipts: what happened to a patient's records, and the receipts of whoever acted. */
export function ledgerRoutes(app: App, { context, log }: ConsentDoor): void {
  const { database, clock } = context
  const querystring = z.object({ ...pageQuery, group: ledgerGroup.default('now') })
  const schema = { tags, summary: 'Ledger of use', querystring, response: { 200: pageSchema(ledgerRow) } }
  app.get('/v1/ledger', { schema }, async (request, reply) => {
    const { party: subject } = requireParty(request)
    const { group, limit } = request.query
    const [after] = readCursor(request.query.after, ['']) ?? []
    const rows = await database.query<UseRow>(listUse({ subject, group, after, limit: limit + 1, now: clock.now() }))
    const proofs = await log.proofStates(rows.map(({ receipt }) => receipt))
    const present = (row: UseRow) => presentUse(group, row, proofs.get(row.receipt))
    return presentPage({ request, reply }, { rows, limit, present, keys: ({ receipt }) => [receipt] })
  })
  const receiptSchema = {
    tags,
    summary: 'Show a receipt',
    security: publicOrSigned,
    params: z.object({ receipt: z.string() }),
    response: { 200: receiptAnswer },
  }
  app.get('/v1/receipts/:receipt', { schema: receiptSchema }, async (request) => {
    const { receipt } = request.params
    const party = request.principal?.party
    const row = party && (await readOwnReceipt(database, { receipt, party }))
    return { receipt, body: row ? receiptBody(row) : await publicReceipt(log, { request, receipt }) }
  })
}

/** A receipt that is about the party, or of what it did. */
async function readOwnReceipt(
  queries: Queries,
  { receipt, party }: { readonly receipt: string; readonly party: string },
): Promise<ReceiptRow | undefined> {
  const [row] = await queries.query<ReceiptRow>({
    name: 'consent_find_receipt',
    text: 'select r.* from consent.receipt r where r.receipt = $1 and (r.subject = $2 or r.actor = $2)',
    values: [receipt, party],
  })
  return row
}
