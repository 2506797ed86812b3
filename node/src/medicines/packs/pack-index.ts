import type { Milliseconds } from '@symbolon/protocol/kernel'
import { medicinesErrors, type Serial } from '@symbolon/protocol/medicines'
import type { Delivery, PackBatch } from './pack-batch.ts'

/** Where a pack is in memory. */
export interface PackPlace {
  readonly batch: PackBatch
  readonly index: number
}

/** What holds for a product, whatever the batch. */
interface ProductEntry {
  readonly batches: PackBatch[]
  readonly byLot: Map<string, PackBatch[]>
  /** By the hash that the ledger has for a lot. */
  readonly recalledLots: Set<string>
  isWithdrawn: boolean
}

/** Characters that a serial number has; the index may be asked for nothing else. */
const askable = /^[!-z]{1,20}$/

/** Every recorded batch in memory, so that a scan is looked up without asking the database. */
export class PackIndex {
  readonly #products = new Map<string, ProductEntry>()
  readonly #byId = new Map<string, PackBatch>()
  readonly #byNumber = new Map<bigint, PackBatch>()
  #delivering: readonly PackBatch[] = []
  /** When what it says was true last; nothing before everything is loaded. */
  asOf: Milliseconds | undefined

  /** Takes a batch in whose serial numbers are all there; one that is known stays as it is. */
  add(batch: PackBatch): void {
    const { batch: id, number, gtin, lot } = batch.facts
    if (!batch.isWhole) throw new Error('a batch is looked up only when it is whole')
    if (this.#byId.has(id)) return
    this.#byId.set(id, batch)
    this.#byNumber.set(number, batch)
    const entry = this.#entryOf(gtin)
    entry.batches.push(batch)
    const ofLot = entry.byLot.get(lot)
    if (ofLot) ofLot.push(batch)
    else entry.byLot.set(lot, [batch])
  }

  byId(batch: string): PackBatch | undefined {
    return this.#byId.get(batch)
  }

  /** @throws MEDICINES_BATCH_UNKNOWN */
  requireById(batch: string): PackBatch {
    const known = this.#byId.get(batch)
    if (known === undefined) throw medicinesErrors.MEDICINES_BATCH_UNKNOWN()
    return known
  }

  byNumber(number: bigint): PackBatch | undefined {
    return this.#byNumber.get(number)
  }

  batches(): IterableIterator<PackBatch> {
    return this.#byId.values()
  }

  /** The pack with a serial number: in the batches of the lot when one is given, else in all of the product's. */
  find({ gtin, serial, lot }: { gtin: string; serial: string; lot?: string | undefined }): PackPlace | undefined {
    const entry = this.#products.get(gtin)
    if (entry === undefined || !askable.test(serial)) return undefined
    const first = lot === undefined ? undefined : entry.byLot.get(lot)
    return (first && findIn(first, serial)) ?? findIn(entry.batches, serial)
  }

  /** What is known where no pack is found. */
  knows(gtin: string, lot: string | undefined): { readonly product: boolean; readonly lot: boolean } {
    const entry = this.#products.get(gtin)
    const product = entry !== undefined && entry.batches.length > 0
    return { product, lot: lot !== undefined && (entry?.byLot.has(lot) ?? false) }
  }

  /** @param lot_hash 29 bytes in hexadecimal digits */
  recall(gtin: string, lot_hash: string): void {
    this.#entryOf(gtin).recalledLots.add(lot_hash)
  }

  /** What is on its way now, by batch; nothing else is. */
  deliver(deliveries: ReadonlyMap<string, readonly Delivery[]>): void {
    for (const batch of this.#delivering) if (!deliveries.has(batch.facts.batch)) batch.deliver([])
    this.#delivering = [...deliveries.keys()].flatMap((id) => this.#byId.get(id) ?? [])
    for (const batch of this.#delivering) batch.deliver(deliveries.get(batch.facts.batch) ?? [])
  }

  withdraw(gtin: string): void {
    this.#entryOf(gtin).isWithdrawn = true
  }

  standingOf({ facts, lot_hash }: PackBatch): { readonly is_recalled: boolean; readonly is_withdrawn: boolean } {
    const entry = this.#products.get(facts.gtin)
    return { is_recalled: entry?.recalledLots.has(lot_hash) ?? false, is_withdrawn: entry?.isWithdrawn ?? false }
  }

  #entryOf(gtin: string): ProductEntry {
    const known = this.#products.get(gtin)
    if (known) return known
    const entry = { batches: [], byLot: new Map(), recalledLots: new Set<string>(), isWithdrawn: false }
    this.#products.set(gtin, entry)
    return entry
  }
}

function findIn(batches: readonly PackBatch[], serial: string): PackPlace | undefined {
  for (const batch of batches) {
    const index = batch.find(serial as Serial)
    if (index !== undefined) return { batch, index }
  }
  return undefined
}
