import type { ByteReader } from './byte-reader.ts'
import { ByteWriter } from './byte-writer.ts'
import { hasBit, RICE_BITS_MAX, readRice, setBit, writeRice } from './rice.ts'
import { statusFault } from './status-faults.ts'

/** How a set stands in a file. `others` lists those that are not in it. */
const forms = ['none', 'all', 'bitmap', 'listed', 'others'] as const

interface Coded {
  readonly form: (typeof forms)[number]
  /** Of `bitmap`: a bit for each index, the first the most significant. */
  readonly bits?: Uint8Array
  /** Of `listed` and `others`, ascending. */
  readonly listed?: Uint32Array
}

/** Some packs of a batch by their indexes, exact: what is looked up is never in doubt. */
export class IndexSet {
  /** Packs of the batch; every index is below. */
  readonly count: number
  /** Packs in the set. */
  readonly size: number
  readonly #coded: Coded

  private constructor(of: { count: number; size: number; coded: Coded }) {
    this.count = of.count
    this.size = of.size
    this.#coded = of.coded
  }

  /** @param ascending each index once, each below the count @throws MEDICINES_STATUS_INVALID */
  static of(count: number, ascending: Uint32Array): IndexSet {
    let before = -1
    for (const index of ascending) {
      if (index <= before || index >= count) throw statusFault('packs')
      before = index
    }
    return new IndexSet({ count, size: ascending.length, coded: codedOf(count, ascending) })
  }

  /** The next set of a file. @throws MEDICINES_STATUS_INVALID */
  static read(reader: ByteReader, count: number): IndexSet {
    const { position } = reader
    const form = forms[reader.u8()]
    if (form === undefined) throw statusFault('word', position)
    if (form === 'none' || form === 'all')
      return new IndexSet({ count, size: form === 'all' ? count : 0, coded: { form } })
    if (form === 'bitmap') {
      const bits = reader.take(Math.ceil(count / 8))
      if (hasPadding(bits, count)) throw statusFault('packs', position)
      return new IndexSet({ count, size: onesIn(bits), coded: { form, bits } })
    }
    const remainder_bits = reader.u8()
    const [numbers, size_bytes] = [reader.u24(), reader.u32()]
    if (remainder_bits > RICE_BITS_MAX) throw statusFault('word', position)
    const listed = readRice({ remainder_bits, bytes: reader.take(size_bytes) }, { numbers, below: count })
    if (listed === undefined) throw statusFault('packs', position)
    return new IndexSet({ count, size: form === 'listed' ? numbers : count - numbers, coded: { form, listed } })
  }

  has(index: number): boolean {
    const { form, bits, listed } = this.#coded
    if (!Number.isSafeInteger(index) || index < 0 || index >= this.count) return false
    if (bits !== undefined) return hasBit(bits, index)
    if (listed !== undefined) return isListed(listed, index) === (form === 'listed')
    return form === 'all'
  }

  /** Ascending. */
  indexes(): Uint32Array {
    const { form, bits, listed } = this.#coded
    if (listed !== undefined) return form === 'listed' ? listed.slice() : othersOf(this.count, listed)
    const indexes = new Uint32Array(this.size)
    for (let index = 0, at = 0; at < this.size; index++) {
      if (bits === undefined || hasBit(bits, index)) indexes[at++] = index
    }
    return indexes
  }

  /** Those that are in one of the two alone. */
  differenceWith(other: IndexSet): IndexSet {
    const [ours, theirs] = [this.indexes(), other.indexes()]
    const either = new Uint32Array(ours.length + theirs.length)
    let [size, i, j] = [0, 0, 0]
    while (i < ours.length || j < theirs.length) {
      const [our, their] = [ours[i] ?? Number.POSITIVE_INFINITY, theirs[j] ?? Number.POSITIVE_INFINITY]
      if (our !== their) either[size++] = Math.min(our, their)
      if (our <= their) i++
      if (their <= our) j++
    }
    return IndexSet.of(this.count, either.subarray(0, size))
  }

  /** As it stands in a file: the shorter of a bitmap and a list of those in it, or of those not in it when they are fewer. */
  bytes(): Uint8Array {
    const { form, bits, listed } = this.#coded
    const writer = new ByteWriter().u8(forms.indexOf(form))
    if (bits !== undefined) writer.put(bits)
    if (listed === undefined) return writer.bytes()
    const code = writeRice(listed)
    return writer.u8(code.remainder_bits).u24(listed.length).u32(code.bytes.length).put(code.bytes).bytes()
  }
}

/** Bytes of a list before its codes: remainder bits, how many, how long. */
const listHeadBytes = 8

function codedOf(count: number, ascending: Uint32Array): Coded {
  if (ascending.length === 0) return { form: 'none' }
  if (ascending.length === count) return { form: 'all' }
  const isFew = 2 * ascending.length <= count
  const listed = isFew ? ascending.slice() : othersOf(count, ascending)
  if (listHeadBytes + writeRice(listed).bytes.length < Math.ceil(count / 8)) {
    return { form: isFew ? 'listed' : 'others', listed }
  }
  const bits = new Uint8Array(Math.ceil(count / 8))
  for (const index of ascending) setBit(bits, index)
  return { form: 'bitmap', bits }
}

function othersOf(count: number, ascending: Uint32Array): Uint32Array {
  const others = new Uint32Array(count - ascending.length)
  let [at, next] = [0, 0]
  for (let index = 0; index < count; index++) {
    if (ascending[next] === index) next++
    else others[at++] = index
  }
  return others
}

function isListed(listed: Uint32Array, index: number): boolean {
  let [from, to] = [0, listed.length]
  while (from < to) {
    const middle = (from + to) >>> 1
    if ((listed[middle] as number) < index) from = middle + 1
    else to = middle
  }
  return listed[from] === index
}

function hasPadding(bits: Uint8Array, count: number): boolean {
  for (let at = count; at < 8 * bits.length; at++) if (hasBit(bits, at)) return true
  return false
}

function onesIn(bits: Uint8Array): number {
  let ones = 0
  for (const byte of bits) for (let rest = byte; rest > 0; rest &= rest - 1) ones++
  return ones
}
