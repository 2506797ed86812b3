import { coversGtin } from '@symbolon/protocol/medicines'
import type { LinkedKey, MayWriteLinks } from '../../custody/index.ts'
import type { Address, NodeContext } from '../../kernel/index.ts'
import { licencesOf, licensedNumber } from '../policy.ts'

/** Parties record links of keys under the GS1 prefixes that the ledger says they hold. */
export function mayWriteLinks(context: NodeContext): MayWriteLinks {
  return async (party, key) => {
    const [row] = await context.database.query<{ address: Address }>({
      name: 'medicines_links_account',
      text: 'select address from identity.party where party = $1',
      values: [party],
    })
    const licences = row === undefined ? [] : await licencesOf(context, row.address)
    return licences.some(({ number }) => isUnder(key, number))
  }
}

/** Digits before the company prefix: the extension of an SSCC, the filler of a GRAI. @source GS1 General Specifications §3.2, §3.9.4 */
const digitsBefore: Readonly<Record<string, number>> = { '00': 1, '8003': 1 }
/** Keys that begin with a GTIN: that of a trade item, and that of an item of several pieces. @source GS1 General Specifications §3.3.2, §3.9.6 (AI 8006) */
const gtinKeys: readonly string[] = ['01', '8006']

function isUnder({ ai, data }: LinkedKey, number: string): boolean {
  if (gtinKeys.includes(ai)) return coversGtin(licensedNumber(number), data.slice(0, 14))
  return number.length < 14 && data.slice(digitsBefore[ai] ?? 0).startsWith(number)
}
