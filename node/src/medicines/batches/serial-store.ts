import { SERIAL_ROW_BYTES } from '@symbolon/protocol/medicines'
import type { Queries, Statement } from '../../kernel/index.ts'
import { CHUNK_PACKS } from '../medicines-limits.ts'

/** Pieces of whole rows, one statement each: the octets go as they are, which a list of them would not. */
export function insertChunks(
  batch: string,
  of: { readonly rows: Uint8Array; readonly firstChunk: number },
): Statement[] {
  const { rows, firstChunk } = of
  const size = CHUNK_PACKS * SERIAL_ROW_BYTES
  return Array.from({ length: Math.ceil(rows.length / size) }, (_, i) => ({
    name: 'medicines_serials_insert',
    text: 'insert into medicines.serials (batch, chunk, rows) values ($1, $2, $3)',
    values: [batch, firstChunk + i, octets(rows.subarray(i * size, (i + 1) * size))],
  }))
}

/** The same octets, not a copy. */
function octets(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}

/** Pieces from one on are gone. */
export function dropChunks(batch: string, firstChunk: number): Statement {
  return {
    name: 'medicines_serials_drop',
    text: 'delete from medicines.serials where batch = $1 and chunk >= $2',
    values: [batch, firstChunk],
  }
}

/** Pieces of a batch, one statement each, so that no answer is larger than a piece. */
export async function* readChunks(queries: Queries, batch: string): AsyncGenerator<Buffer> {
  for (let chunk = 0; ; chunk++) {
    const [row] = await queries.query<{ rows: Buffer }>({
      name: 'medicines_serials_read',
      text: 'select rows from medicines.serials where batch = $1 and chunk = $2',
      values: [batch, chunk],
    })
    if (!row) return
    yield row.rows
  }
}

/** All rows of a batch as one array. */
export async function readRows(
  queries: Queries,
  { batch, count }: { readonly batch: string; readonly count: number },
): Promise<Uint8Array<ArrayBuffer>> {
  const rows = new Uint8Array(count * SERIAL_ROW_BYTES)
  let at = 0
  for await (const chunk of readChunks(queries, batch)) {
    rows.set(chunk, at)
    at += chunk.length
  }
  if (at !== rows.length) throw new Error('a batch lacks serial numbers that it counts')
  return rows
}
