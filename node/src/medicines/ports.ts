import type { Hex, Id, JsonObject, JsonValue } from '@symbolon/protocol/kernel'
import type { BatchNumber, ExpiryDay, Gtin, IsTaken, Lot } from '@symbolon/protocol/medicines'
import type { JourneyEntry, JourneyTracing } from '../custody/index.ts'
import type { PartyStore } from '../identity/index.ts'
import type { VouchedKey } from '../log/index.ts'

/** Takes EPCIS events in. Those that are there already stay as they are, so telling twice is telling once. */
export interface EventCapture {
  tell(told: {
    readonly party: Id<'party'>
    readonly context: JsonValue
    readonly events: readonly JsonObject[]
  }): Promise<void>
  /** A GLN of 13 digits that the party has told: by it others see the events that name them. */
  glnOf(party: Id<'party'>): Promise<string | undefined>
  /** True when an event of one of the captors names a GLN of the party with the thing. */
  isNamedParty(named: {
    readonly party: Id<'party'>
    /** Canonical Digital Link. */
    readonly epc: string
    readonly captors: readonly Id<'party'>[]
  }): Promise<boolean>
}

/** Answers with the events of a thing, each with what proves it. */
export interface JourneyTracer {
  /** One page, in the order in which events were told. */
  trace(tracing: JourneyTracing): Promise<JourneyEntry[]>
}

/** Which serial numbers batches of a product have. */
export interface TakenSerials {
  /** Answers for all claimed batches of the product but this one, if there are any; asked under the product's lock. */
  takenBeside(batch: Pick<SealedBatch, 'batch' | 'gtin'>): Promise<IsTaken | undefined>
}

/** Recorded batches that are in memory to answer scans. */
export interface BatchesInMemory {
  byId(batch: string):
    | {
        readonly facts: { readonly count: number }
        /** True when every pack has its number. */
        readonly isWhole: boolean
        /** True when a pack has the serial number in row `index` of rows of 20 bytes. */
        holdsSerial(rows: Uint8Array, index: number): boolean
      }
    | undefined
}

/** What the slice of medicines is lent by the others. */
export interface MedicinesPorts {
  readonly parties: Pick<PartyStore, 'byId'>
  readonly events: EventCapture & JourneyTracer
  /** A key for one purpose of this node, for which its log vouches. */
  vouchedKey(purpose: string): VouchedKey
}

/** A batch whose tree stands, with what its proofs are computed from. */
export interface SealedBatch {
  readonly batch: Id<'batch'>
  readonly number: BatchNumber
  readonly root: Hex
  readonly gtin: Gtin
  readonly lot: Lot
  readonly expiry: ExpiryDay
  readonly count: number
  readonly maker: Id<'party'>
  readonly secret: Uint8Array
  readonly crown: Uint8Array
  /** `recorded`: on the ledger. */
  readonly state: 'sealed' | 'saved' | 'recorded'
}

/** Reads batches as they are stored, for who keeps them in memory or proves single packs. */
export interface BatchReader {
  byId(batch: string): Promise<SealedBatch | undefined>
  byNumber(number: bigint): Promise<SealedBatch | undefined>
  /** Recorded batches of a product, of one lot when it is named. */
  ofProduct(gtin: Gtin, lot?: Lot): Promise<SealedBatch[]>
  /** Identifiers of all recorded batches. */
  recorded(): Promise<Id<'batch'>[]>
  /** Pieces of serial numbers in rows of 20 bytes, in the order of the packs. */
  rows(batch: string): AsyncIterable<Uint8Array>
}
