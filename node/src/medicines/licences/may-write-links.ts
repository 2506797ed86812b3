import { coversGtin } from '@symbolon/protocol/medicines'
import type { LinkedKey, MayWriteLinks } from '../../custody/index.ts'
import type { Address, NodeContext } from '../../kernel/index.ts'
import { licencesOf } from '../policy.ts'

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

function isUnder({ ai, data }: LinkedKey, number: string): boolean {
  if (ai === '01') {
    return coversGtin(number.length === 14 ? { kind: 'gtin', gtin: number } : { kind: 'prefix', prefix: number }, data)
  }
  return number.length < 14 && data.slice(digitsBefore[ai] ?? 0).startsWith(number)
}
