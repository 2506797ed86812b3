import { type LedgerGroup, type LedgerRow, type LoggedReceipt, parseLoggedReceipt } from '@symbolon/protocol/consent'
import { askSigned } from '../identity/index.ts'
import { type Client, type Page, type PageRequest, queryOf } from '../kernel/index.ts'
import { askAsAnybody } from './ask-as-anybody.ts'

/** Who can see one's records now, who has seen them, who was refused: one page, newest first. */
export async function listLedger(
  client: Client,
  asking: PageRequest & { readonly group?: LedgerGroup } = {},
): Promise<Page<LedgerRow>> {
  const { group, limit, after } = asking
  return await askSigned<Page<LedgerRow>>(client, {
    method: 'GET',
    path: `/v1/ledger${queryOf({ group, limit, after })}`,
  })
}

/** One receipt, read strictly; one that is about nobody also by a client without keys. @throws CONSENT_RECEIPT_UNKNOWN, CONSENT_RECEIPT_INVALID */
export async function getReceipt(client: Client, asking: { readonly receipt: string }): Promise<LoggedReceipt> {
  const path = `/v1/receipts/${encodeURIComponent(asking.receipt)}`
  const { body } = await askAsAnybody<{ body: string }>(client, { method: 'GET', path })
  return parseLoggedReceipt(body)
}
