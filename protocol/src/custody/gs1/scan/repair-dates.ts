import type { ApplicationIdentifier } from '../application-identifiers.ts'
import { dateLinters } from '../linters/date-linters.ts'
import type { ScanFault } from './scan-faults.ts'

/** A value put right, and the fault that it had. */
export interface RepairedValue {
  readonly data: string
  readonly faults: readonly ScanFault[]
}

/** The dates that six digits are in other orders of day, month and year, when they are none as they stand. */
export function repairedDates({ parts }: ApplicationIdentifier, digits: string): readonly RepairedValue[] {
  const isDate = parts.length === 1 && parts[0]?.linters.some((name) => name === 'yymmd0' || name === 'yymmdd')
  if (!isDate || !/^\d{6}$/.test(digits)) return []
  const [first, middle, last] = [digits.slice(0, 2), digits.slice(2, 4), digits.slice(4)]
  const orders: readonly RepairedValue[] = [
    { data: `${first}${last}${middle}`, faults: ['date_swapped'] },
    { data: `${last}${middle}${first}`, faults: ['date_reversed'] },
  ]
  return orders.filter(({ data }) => dateLinters.yymmdd(data) === undefined)
}
