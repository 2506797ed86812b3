import { checkDigit } from '@symbolon/protocol/custody'
import { medicinesErrors } from '@symbolon/protocol/medicines'

/** The only door from text to an SSCC. @throws MEDICINES_CONTAINER_INVALID @source GS1 General Specifications §3.3.1 (AI 00), §7.9.1 */
export function requireContainer(text: string): string {
  if (/^\d{18}$/.test(text) && checkDigit(text.slice(0, 17)) === text[17]) return text
  throw medicinesErrors.MEDICINES_CONTAINER_INVALID()
}
