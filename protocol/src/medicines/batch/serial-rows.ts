import { isAiData } from '../../custody/index.ts'
import { SERIAL_CHARS_MAX } from '../batch-limits.ts'
import { medicinesErrors } from '../errors.ts'

declare const serial: unique symbol
/** A serial number of a pack: 1 to 20 characters of GS1 character set 82. */
export type Serial = string & { readonly [serial]: true }

/**
 * Bytes of one row: the characters of a serial number in ASCII, filled up with zeros. Row i belongs to pack i. A batch's
 * rows may be stored in pieces of whole rows and are held in memory as one array.
 */
export const SERIAL_ROW_BYTES = SERIAL_CHARS_MAX

/** The only door from text to a serial number. @throws MEDICINES_SERIAL_INVALID @source GS1 General Specifications §3.5.2 (AI 21) */
export function parseSerial(text: string): Serial {
  if (!isAiData('21', text)) throw medicinesErrors.MEDICINES_SERIAL_INVALID()
  return text as Serial
}

/** How many serial numbers the rows hold. */
export function serialCount(rows: Uint8Array): number {
  return rows.length / SERIAL_ROW_BYTES
}

/** The serial number in row `index` of rows of 20 bytes. */
export function serialAt(rows: Uint8Array, index: number): Serial {
  const start = index * SERIAL_ROW_BYTES
  let text = ''
  for (let at = start; at < start + SERIAL_ROW_BYTES && rows[at] !== 0; at++) text += String.fromCharCode(rows[at] ?? 0)
  return text as Serial
}

/** Writes a serial number into row `index`, which holds zeros. */
export function writeSerial(rows: Uint8Array, index: number, text: string): void {
  const start = index * SERIAL_ROW_BYTES
  for (let i = 0; i < text.length; i++) rows[start + i] = text.charCodeAt(i)
}
