import { isAiData } from '@symbolon/protocol/custody'
import type { Id } from '@symbolon/protocol/kernel'
import { medicinesErrors, SERIAL_ROW_BYTES } from '@symbolon/protocol/medicines'
import type { NodeContext, Queries } from '../../kernel/index.ts'
import { CHUNK_PACKS, PUT_SERIALS_MAX } from '../medicines-limits.ts'
import { type BatchRow, lockBatch } from './batch-store.ts'
import { dropChunks, insertChunks } from './serial-store.ts'

export interface SerialsPut {
  /** How many are known now, without a gap. */
  readonly serials_known: number
  /** How many of these hold lower-case letters, which scanners and keyboards lose. */
  readonly lower_case: number
}

/** Places that a fault names, the first ones. */
const pointedAtMax = 20
const [lineFeed, carriageReturn] = [10, 13]
const isAllowed = Uint8Array.from({ length: 256 }, (_, code) => Number(isAiData('21', String.fromCharCode(code))))

/**
 * The batch's serial numbers from one place on are these; what stood behind is gone. Sent again, it changes nothing.
 * @param put.first index of the first, a multiple of CHUNK_PACKS that is not beyond what is known
 * @throws MEDICINES_BATCH_UNKNOWN, MEDICINES_BATCH_STATE, MEDICINES_SERIALS_PLACE, MEDICINES_SERIALS_MALFORMED, MEDICINES_BATCH_SIZE
 */
export async function putSerials(
  { database }: Pick<NodeContext, 'database'>,
  put: { readonly batch: string; readonly maker: Id<'party'>; readonly first: number; readonly text: Buffer },
): Promise<SerialsPut> {
  const { rows, lower_case } = readSerialLines(put.text, put.first)
  const serials_known = put.first + rows.length / SERIAL_ROW_BYTES
  await database.transaction(async (queries) => {
    requireRoom(await lockBatch(queries, put.batch), { ...put, serials_known })
    await replaceFrom(queries, { ...put, rows, serials_known })
  })
  return { serials_known, lower_case }
}

function requireRoom(
  row: BatchRow | undefined,
  put: { readonly maker: Id<'party'>; readonly first: number; readonly serials_known: number },
): void {
  if (row?.maker !== put.maker) throw medicinesErrors.MEDICINES_BATCH_UNKNOWN()
  if (row.state !== 'open') throw medicinesErrors.MEDICINES_BATCH_STATE({ state: row.state })
  if (row.sealing_at !== null) throw medicinesErrors.MEDICINES_BATCH_STATE({ state: 'sealing' })
  if (row.serials_are !== 'given') throw medicinesErrors.MEDICINES_BATCH_STATE({ state: row.serials_are })
  const { serials_known, count } = row
  if (put.first % CHUNK_PACKS !== 0 || put.first > serials_known) {
    throw medicinesErrors.MEDICINES_SERIALS_PLACE({ serials_known, piece: CHUNK_PACKS })
  }
  if (put.serials_known > count) throw medicinesErrors.MEDICINES_BATCH_SIZE({ max: count })
}

async function replaceFrom(
  queries: Queries,
  put: { readonly batch: string; readonly first: number; readonly rows: Uint8Array; readonly serials_known: number },
): Promise<void> {
  const firstChunk = put.first / CHUNK_PACKS
  await queries.query(dropChunks(put.batch, firstChunk))
  await Promise.all(insertChunks(put.batch, { rows: put.rows, firstChunk }).map((one) => queries.query(one)))
  await queries.query({
    name: 'medicines_serials_known',
    text: 'update medicines.batch set serials_known = $2, fault = null where batch = $1',
    values: [put.batch, put.serials_known],
  })
}

/** One serial number a line, as rows. @throws MEDICINES_SERIALS_MALFORMED, MEDICINES_BATCH_SIZE */
export function readSerialLines(text: Uint8Array, first: number): { rows: Uint8Array; lower_case: number } {
  const rows = new Uint8Array(Math.min(countLines(text), PUT_SERIALS_MAX) * SERIAL_ROW_BYTES)
  const malformed: string[] = []
  let [count, wrong, lower_case] = [0, 0, 0]
  for (let at = 0; at < text.length; count++) {
    if (count === PUT_SERIALS_MAX) throw medicinesErrors.MEDICINES_BATCH_SIZE({ max: PUT_SERIALS_MAX })
    const feed = text.indexOf(lineFeed, at)
    const next = feed === -1 ? text.length : feed
    const end = text[next - 1] === carriageReturn && next > at ? next - 1 : next
    const row = writeRow(text.subarray(at, end), rows.subarray(count * SERIAL_ROW_BYTES))
    if (row === 'malformed' && ++wrong <= pointedAtMax) malformed.push(String(first + count))
    if (row === 'lower-case') lower_case++
    at = next + 1
  }
  if (wrong > 0) throw medicinesErrors.MEDICINES_SERIALS_MALFORMED({ count: wrong, indexes: malformed })
  return { rows: rows.subarray(0, count * SERIAL_ROW_BYTES), lower_case }
}

/** One more than there are ends of lines: the last line needs none. */
function countLines(text: Uint8Array): number {
  let lines = 1
  for (let at = text.indexOf(lineFeed); at !== -1; at = text.indexOf(lineFeed, at + 1)) lines++
  return lines
}

function writeRow(line: Uint8Array, row: Uint8Array): 'malformed' | 'lower-case' | undefined {
  if (line.length === 0 || line.length > SERIAL_ROW_BYTES) return 'malformed'
  let hasLower = false
  for (let i = 0; i < line.length; i++) {
    const code = line[i] ?? 0
    if (!isAllowed[code]) return 'malformed'
    if (code >= 97 && code <= 122) hasLower = true
    row[i] = code
  }
  return hasLower ? 'lower-case' : undefined
}
