import { type IsTaken, medicinesErrors, SERIAL_ROW_BYTES, SerialIndex } from '@symbolon/protocol/medicines'
import { takeTurns } from './turns.ts'

/** Places that a fault names, the first ones. */
const pointedAtMax = 20
/** Numbers that are checked before others have their turn; each may be looked up in a hundred other batches. */
const turnPacks = 1_024

/**
 * Every number is there once, and no other batch has it.
 * @throws MEDICINES_SERIALS_REPEATED, MEDICINES_SERIALS_TAKEN: by their places, never by what they are
 */
export async function checkClaim(
  rows: Uint8Array,
  against: { readonly seed: Uint8Array; readonly isTaken?: IsTaken | undefined },
): Promise<void> {
  const index = new SerialIndex({ rows, seed: against.seed })
  const repeated: string[] = []
  const taken: string[] = []
  const count = { repeated: 0, taken: 0 }
  for (let i = 0; i < rows.length / SERIAL_ROW_BYTES; i++) {
    const same = index.add(i)
    if (same !== undefined && ++count.repeated <= pointedAtMax) repeated.push(`${i} = ${same}`)
    if (against.isTaken?.(rows, i) && ++count.taken <= pointedAtMax) taken.push(String(i))
    if (i % turnPacks === turnPacks - 1) await takeTurns()
  }
  if (count.repeated > 0) {
    throw medicinesErrors.MEDICINES_SERIALS_REPEATED({ count: count.repeated, pairs: repeated })
  }
  if (count.taken > 0) throw medicinesErrors.MEDICINES_SERIALS_TAKEN({ count: count.taken, indexes: taken })
}
