import { type Id, type Milliseconds, toHex } from '@symbolon/protocol/kernel'
import {
  BatchTree,
  type ExpiryDay,
  expiryText,
  type Gtin,
  type Lot,
  lotHash,
  type PackPath,
  type PackProof,
  readCrown,
  SERIAL_ROW_BYTES,
  type Serial,
  SerialIndex,
  serialAt,
} from '@symbolon/protocol/medicines'
import type { Address } from '../../kernel/index.ts'

/** What all packs of a recorded batch have in common. */
export interface BatchFacts {
  readonly batch: Id<'batch'>
  readonly number: bigint
  /** 32 bytes. */
  readonly root: Uint8Array
  readonly gtin: Gtin
  readonly lot: Lot
  readonly expiry: ExpiryDay
  readonly count: number
  readonly maker: Id<'party'>
  readonly maker_address: Address
  /** Countries that it is made for, ISO 3166-1 alpha-2; null for anywhere. */
  readonly markets: readonly string[] | null
}

/** What proofs of a batch are computed from. */
export interface BatchSecrets {
  /** 32 bytes. */
  readonly secret: Uint8Array
  readonly crown: Uint8Array
  /** 32 bytes that nobody outside knows. */
  readonly seed: Uint8Array
}

/** Neighbouring packs of one holder. */
export interface Holding {
  readonly first: number
  /** Exclusive. */
  readonly until: number
  readonly holder: Address
}

/** Neighbouring packs that were sent and not received yet. */
export interface Delivery {
  readonly first: number
  /** Exclusive. */
  readonly until: number
  readonly sender: Address
  readonly receiver: Address
}

/** Packs that got a state, as the ledger says. */
export interface PackMark {
  readonly first: number
  readonly count: number
  /** Number of the state in the contract. */
  readonly state: number
  readonly at: Milliseconds
}

/** Neighbouring packs that became active again as often. */
export interface RoundRun {
  readonly first: number
  readonly count: number
  readonly round: number
}

const active = 0

/** One recorded batch in memory: about 40 bytes a pack. */
export class PackBatch {
  readonly facts: BatchFacts
  /** Six digits, as printed. */
  readonly expiry_text: string
  /** What the ledger has for the lot, 29 bytes in hexadecimal digits. */
  readonly lot_hash: string
  /** 32 bytes in hexadecimal digits. */
  readonly root_text: string
  readonly #rows: Uint8Array
  readonly #serials: SerialIndex
  readonly #secrets: BatchSecrets
  readonly #states: Uint8Array
  /** Seconds since 1970 of the last mark; there once something was marked. */
  #since: Uint32Array | undefined
  readonly #rounds = new Map<number, number>()
  #holdings: readonly Holding[]
  #deliveries: readonly Delivery[] = []
  readonly #saved = new Map<number, Pick<PackMark, 'state' | 'at'>>()
  #tree: BatchTree | undefined
  #known = 0

  constructor(facts: BatchFacts, secrets: BatchSecrets) {
    this.facts = facts
    this.expiry_text = expiryText(facts.expiry)
    this.lot_hash = lotHash(facts.lot).slice(2)
    this.root_text = toHex(facts.root)
    this.#secrets = secrets
    this.#rows = new Uint8Array(SERIAL_ROW_BYTES * facts.count)
    this.#serials = new SerialIndex({ rows: this.#rows, seed: secrets.seed })
    this.#states = new Uint8Array(facts.count)
    this.#holdings = [{ first: 0, until: facts.count, holder: facts.maker_address }]
  }

  /** Takes the serial numbers of the next packs in. */
  addRows(rows: Uint8Array): void {
    this.#rows.set(rows, SERIAL_ROW_BYTES * this.#known)
    const until = this.#known + rows.length / SERIAL_ROW_BYTES
    while (this.#known < until) this.#serials.add(this.#known++)
  }

  /** True when every pack has its number. */
  get isWhole(): boolean {
    return this.#known === this.facts.count
  }

  find(serial: Serial): number | undefined {
    return this.#serials.find(serial)
  }

  /** True when a pack has the serial number in row `index` of rows of 20 bytes. */
  holdsSerial(rows: Uint8Array, index: number): boolean {
    return this.#serials.findRow(rows, index) !== undefined
  }

  serialOf(index: number): Serial {
    return serialAt(this.#rows, index)
  }

  /** Number of the state in the contract. */
  stateOf(index: number): number {
    return this.#saved.get(index)?.state ?? this.#states[index] ?? active
  }

  /** When the state was given; nothing for a pack that nothing has marked. */
  sinceOf(index: number): Milliseconds | undefined {
    const saved = this.#saved.get(index)
    if (saved) return saved.at
    const since_s = this.#since?.[index]
    return since_s ? since_s * 1000 : undefined
  }

  /** How often the pack became active again. */
  roundOf(index: number): number {
    return this.#rounds.get(index) ?? 0
  }

  /** Neighbours that became active again as often, ascending: of all packs that ever did. */
  rounds(): RoundRun[] {
    const runs: { first: number; count: number; readonly round: number }[] = []
    for (const [index, round] of [...this.#rounds].sort(([one], [other]) => one - other)) {
      const last = runs.at(-1)
      if (last && last.round === round && last.first + last.count === index) last.count++
      else runs.push({ first: index, count: 1, round })
    }
    return runs
  }

  holdingOf(index: number): Holding {
    let [low, high] = [0, this.#holdings.length - 1]
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((this.#holdings[middle] as Holding).first <= index) low = middle
      else high = middle - 1
    }
    return this.#holdings[low] as Holding
  }

  get holdings(): readonly Holding[] {
    return this.#holdings
  }

  /** @param holdings ascending, without a gap */
  hold(holdings: readonly Holding[]): void {
    if (holdings.length > 0) this.#holdings = holdings
  }

  deliver(deliveries: readonly Delivery[]): void {
    this.#deliveries = deliveries
  }

  /** The delivery that the pack is on; nothing where its sender does not hold it any more. */
  deliveryOf(index: number): Delivery | undefined {
    if (this.#deliveries.length === 0) return undefined
    const { holder } = this.holdingOf(index)
    return this.#deliveries.find(({ first, until, sender }) => sender === holder && index >= first && index < until)
  }

  mark({ first, count, state, at }: PackMark): void {
    this.#since ??= new Uint32Array(this.facts.count)
    const until = Math.min(first + count, this.facts.count)
    for (let index = first; index < until; index++) {
      if (state === active && this.#states[index] !== active) this.#rounds.set(index, this.roundOf(index) + 1)
    }
    this.#states.fill(state, first, until)
    this.#since.fill(Math.floor(at / 1000), first, until)
  }

  /** The packs have a state that is saved and that the ledger is about to say, until `settle`. */
  markSaved({ first, count, state, at }: PackMark): void {
    for (let index = first; index < first + count; index++) this.#saved.set(index, { state, at })
  }

  /** What was saved of the packs is on the ledger, and was followed; or was refused. */
  settle({ first, count }: Pick<PackMark, 'first' | 'count'>): void {
    for (let index = first; index < first + count; index++) this.#saved.delete(index)
  }

  /** How many packs are in each state, by the number of the state. */
  countStates(): number[] {
    const counts = new Array<number>(16).fill(0)
    for (const state of this.#states) counts[state] = (counts[state] ?? 0) + 1
    return counts
  }

  /** Indexes of the packs in states that are wanted, ascending. */
  indexesIn(isWanted: (state: number) => boolean): Uint32Array {
    const wanted = Array.from({ length: 16 }, (_, state) => isWanted(state))
    let size = 0
    for (const state of this.#states) if (wanted[state]) size++
    const indexes = new Uint32Array(size)
    for (let index = 0, at = 0; at < size; index++) if (wanted[this.#states[index] ?? active]) indexes[at++] = index
    return indexes
  }

  /** What shows that a pack is in the batch. @throws MEDICINES_INDEX_INVALID */
  prove(index: number): PackProof {
    return this.#provable().proveLeaf(index)
  }

  /** As `prove`, without the serial number and with the siblings in one array. @throws MEDICINES_INDEX_INVALID */
  pathOf(index: number): PackPath {
    return this.#provable().pathOf(index)
  }

  #provable(): BatchTree {
    const { gtin, lot, expiry, root, count } = this.facts
    const { secret, crown } = this.#secrets
    this.#tree ??= new BatchTree(
      { gtin, lot, expiry, secret, serials: this.#rows },
      readCrown({ root, count, bytes: crown }),
    )
    return this.#tree
  }
}
