import { fromHex, type Hex } from '@symbolon/protocol/kernel'
import type { ReaderClass } from '@symbolon/protocol/medicines'
import type { Statement } from '../../kernel/index.ts'
import type { PackBatch } from './pack-batch.ts'

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

/** How often packs of batches were read in each hour, wherever; counted as they are read. */
export class BatchReads {
  readonly #counts = new Map<PackBatch, Map<number, number>>()

  get isEmpty(): boolean {
    return this.#counts.size === 0
  }

  /** @param hour whole hours since 1970 */
  add(batch: PackBatch, hour: number, reads = 1): void {
    const hours = this.#counts.get(batch)
    if (hours) hours.set(hour, (hours.get(hour) ?? 0) + reads)
    else this.#counts.set(batch, new Map([[hour, reads]]))
  }

  addAll(others: BatchReads): void {
    for (const { batch, hour, reads } of others.rows()) this.add(batch, hour, reads)
  }

  rows(): { readonly batch: PackBatch; readonly hour: number; readonly reads: number }[] {
    return [...this.#counts].flatMap(([batch, hours]) => Array.from(hours, ([hour, reads]) => ({ batch, hour, reads })))
  }
}

export function insertBatchReads(counts: BatchReads): Statement {
  const rows = counts.rows()
  return {
    name: 'medicines_batch_reads_insert',
    text: `insert into medicines.batch_reads (batch, hour, reads)
      select * from unnest($1::text[], $2::integer[], $3::integer[])
      on conflict (batch, hour) do update set reads = batch_reads.reads + excluded.reads`,
    values: [rows.map(({ batch }) => batch.facts.batch), rows.map(({ hour }) => hour), rows.map((row) => row.reads)],
  }
}
