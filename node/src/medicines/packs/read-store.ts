import { fromHex, type Hex } from '@symbolon/protocol/kernel'
import type { ReaderClass } from '@symbolon/protocol/medicines'
import type { Statement } from '../../kernel/index.ts'
import type { NotedRead } from './read-queue.ts'

/** Readings of one pack in one hour and cell. */
export interface StoredRead {
  readonly pack: Hex
  readonly cell: string
  readonly hour: number
  readonly reader: ReaderClass
  readonly batch: string
  reads: number
}

export function insertReads(reads: readonly StoredRead[]): Statement {
  return {
    name: 'medicines_reads_insert',
    text: `insert into medicines.read (pack, cell, hour, reader, is_by_device, reads, batch)
      select pack, cell, hour, reader, false, reads, batch
      from unnest($1::bytea[], $2::text[], $3::integer[], $4::text[], $5::integer[], $6::text[])
        r (pack, cell, hour, reader, reads, batch)
      on conflict (pack, hour, cell, reader, is_by_device) do update set reads = read.reads + excluded.reads`,
    values: [
      reads.map(({ pack }) => Buffer.from(fromHex(pack))),
      reads.map(({ cell }) => cell),
      reads.map(({ hour }) => hour),
      reads.map(({ reader }) => reader),
      reads.map((read) => read.reads),
      reads.map(({ batch }) => batch),
    ],
  }
}

/** How often packs of each batch were read in each hour, wherever. */
export function insertBatchReads(reads: readonly Pick<NotedRead, 'place' | 'hour'>[]): Statement {
  const counts = new Map<string, { batch: string; hour: number; reads: number }>()
  for (const { place, hour } of reads) {
    const { batch } = place.batch.facts
    const key = `${batch} ${hour}`
    const known = counts.get(key)
    if (known) known.reads++
    else counts.set(key, { batch, hour, reads: 1 })
  }
  const rows = [...counts.values()]
  return {
    name: 'medicines_batch_reads_insert',
    text: `insert into medicines.batch_reads (batch, hour, reads)
      select * from unnest($1::text[], $2::integer[], $3::integer[])
      on conflict (batch, hour) do update set reads = batch_reads.reads + excluded.reads`,
    values: [rows.map(({ batch }) => batch), rows.map(({ hour }) => hour), rows.map((row) => row.reads)],
  }
}
