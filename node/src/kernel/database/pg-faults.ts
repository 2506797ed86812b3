import { kernelErrors } from '@symbolon/protocol/kernel'
import { isFault } from '../lifecycle/faults.ts'

/** @source PostgreSQL 18, Appendix A: error codes */
const lostConnection = [
  '08000',
  '08001',
  '08003',
  '08004',
  '08006',
  '53300',
  '57P01',
  '57P02',
  '57P03',
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOENT',
  'ENOTFOUND',
  'EPIPE',
  'ETIMEDOUT',
]
/** Text with a NUL, which no PostgreSQL text holds. */
const unstorableText = '22021'
const repeatable = ['40001', '40P01']
/** What pg says, without a code, when the server goes away under a statement or no connection becomes free. */
const lostInWords =
  /Connection terminated|not queryable|Query read timeout|timeout exceeded when trying to connect|Client was closed/

/** True when the transaction failed only because of another one and may run again. */
export function mayRunAgain(fault: unknown): boolean {
  return isFault(fault, ...repeatable)
}

/** The error that a person sees for a fault of the database; anything that is not one of those comes back unchanged. */
export function mapPgFault(fault: unknown): unknown {
  if (isDiskFull(fault)) return kernelErrors.KERNEL_DISK_FULL({}, { cause: fault })
  if (isLostConnection(fault)) return kernelErrors.KERNEL_DATABASE_UNREACHABLE({}, { cause: fault })
  if (isFault(fault, unstorableText)) return kernelErrors.KERNEL_BYTES_INVALID({ encoding: 'UTF-8' }, { cause: fault })
  return fault
}

function isDiskFull(fault: unknown): boolean {
  return isFault(fault, '53100', 'ENOSPC') || (isFault(fault, '58030') && /No space left/.test(fault.message))
}

function isLostConnection(fault: unknown): boolean {
  return isFault(fault, ...lostConnection) || (fault instanceof Error && lostInWords.test(fault.message))
}
