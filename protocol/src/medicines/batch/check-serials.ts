import { isAiData } from '../../custody/index.ts'
import { BATCH_PACKS_MAX, SERIAL_CHARS_MAX, SERIALS_POINTED_AT_MAX } from '../batch-limits.ts'
import { medicinesErrors } from '../errors.ts'
import { SerialIndex } from './serial-index.ts'
import { SERIAL_ROW_BYTES, serialCount, writeSerial } from './serial-rows.ts'

/** Serial numbers that a batch can be made of. */
export interface CheckedSerials {
  /** Rows of 20 bytes filled up with zeros, in the order given, which is the order of the packs. */
  readonly rows: Uint8Array<ArrayBuffer>
  readonly count: number
  /** How many hold lower-case letters, which scanners and keyboards lose, and the index of the first. */
  readonly lowerCase: { readonly count: number; readonly first: number | undefined }
}

const isAllowed = Array.from({ length: 128 }, (_, code) => isAiData('21', String.fromCharCode(code)))
const firstRows = 1024
const lower = /[a-z]/

/**
 * The maker's own serial numbers, one a pack, each valid and there once.
 * @param serials in the order of the packs, up to BATCH_PACKS_MAX
 * @param seed 32 random bytes that whoever made the list doesn't know
 * @throws MEDICINES_BATCH_SIZE; MEDICINES_SERIALS_MALFORMED or MEDICINES_SERIALS_REPEATED, which name the indexes
 * @source GS1 General Specifications §3.5.2 (AI 21), §7.11 (character set 82)
 */
export function checkSerials({ serials, seed }: { serials: Iterable<string>; seed: Uint8Array }): CheckedSerials {
  const malformed = new Pointers()
  const lowerCase = new Pointers()
  let rows = new Uint8Array(firstRows * SERIAL_ROW_BYTES)
  let count = 0
  for (const text of serials) {
    if (count === BATCH_PACKS_MAX) throw sizeError()
    if ((count + 1) * SERIAL_ROW_BYTES > rows.length) rows = twiceAsLong(rows)
    if (!isSerial(text)) malformed.point(String(count))
    else writeSerial(rows, count, text)
    if (lower.test(text)) lowerCase.point(String(count))
    count++
  }
  if (count === 0) throw sizeError()
  if (malformed.count > 0) {
    throw medicinesErrors.MEDICINES_SERIALS_MALFORMED({ count: malformed.count, indexes: malformed.first })
  }
  const exact = rows.slice(0, count * SERIAL_ROW_BYTES)
  refuseRepeated(exact, seed)
  const [first] = lowerCase.first
  return {
    rows: exact,
    count,
    lowerCase: { count: lowerCase.count, first: first === undefined ? first : Number(first) },
  }
}

function refuseRepeated(rows: Uint8Array, seed: Uint8Array): void {
  const index = new SerialIndex({ rows, seed })
  const repeated = new Pointers()
  for (let i = 0; i < serialCount(rows); i++) {
    const same = index.add(i)
    if (same !== undefined) repeated.point(`${i} = ${same}`)
  }
  if (repeated.count === 0) return
  throw medicinesErrors.MEDICINES_SERIALS_REPEATED({ count: repeated.count, pairs: repeated.first })
}

function isSerial(text: string): boolean {
  if (text.length < 1 || text.length > SERIAL_CHARS_MAX) return false
  for (let i = 0; i < text.length; i++) if (!isAllowed[text.charCodeAt(i)]) return false
  return true
}

/** A count, and the first places counted. */
class Pointers {
  count = 0
  readonly first: string[] = []

  point(place: string): void {
    if (this.count++ < SERIALS_POINTED_AT_MAX) this.first.push(place)
  }
}

function twiceAsLong(rows: Uint8Array): Uint8Array<ArrayBuffer> {
  const longer = new Uint8Array(2 * rows.length)
  longer.set(rows)
  return longer
}

function sizeError(): Error {
  return medicinesErrors.MEDICINES_BATCH_SIZE({ max: BATCH_PACKS_MAX })
}
