import type { Vector } from './compress.ts'
import { layout } from './layout.ts'

/** Four rows in memory, `stride` bytes apart, the first at `from`; words are read `offset` bytes into each. */
export interface Rows {
  readonly from: string
  readonly stride: number
  readonly offset: number
}

const swapped = [3, 2, 1, 0, 7, 6, 5, 4, 11, 10, 9, 8, 15, 14, 13, 12].join(' ')
const firstWords = lanes([0, 4, 1, 5])
const lastWords = lanes([2, 6, 3, 7])
const lowHalves = lanes([0, 1, 4, 5])
const highHalves = lanes([2, 3, 6, 7])

function lanes(words: readonly number[]): string {
  return words.flatMap((word) => [0, 1, 2, 3].map((byte) => 4 * word + byte)).join(' ')
}

const shuffle = (order: string, left: Vector, right: Vector): Vector => `(i8x16.shuffle ${order} ${left} ${right})`
const swapBytes = (word: Vector): Vector => shuffle(swapped, word, word)

/** Four vectors in $r0 to $r3, turned so that lane i of each comes from vector i, in $t0 to $t3. */
function turnText(): string {
  return `(local.set $t0 ${shuffle(firstWords, '(local.get $r0)', '(local.get $r1)')})
      (local.set $t1 ${shuffle(lastWords, '(local.get $r0)', '(local.get $r1)')})
      (local.set $t2 ${shuffle(firstWords, '(local.get $r2)', '(local.get $r3)')})
      (local.set $t3 ${shuffle(lastWords, '(local.get $r2)', '(local.get $r3)')})`
}

const turned = [
  shuffle(lowHalves, '(local.get $t0)', '(local.get $t2)'),
  shuffle(highHalves, '(local.get $t0)', '(local.get $t2)'),
  shuffle(lowHalves, '(local.get $t1)', '(local.get $t3)'),
  shuffle(highHalves, '(local.get $t1)', '(local.get $t3)'),
]

/** Locals that the texts of this file use. */
export const laneLocals = [0, 1, 2, 3].map((i) => `(local $r${i} v128) (local $t${i} v128)`).join(' ')

/** Writes word `word` and the three after it of the schedule from four rows, one a lane. */
export function loadWords(word: number, { from, stride, offset }: Rows): string {
  const rows = [0, 1, 2, 3].map((i) => `(local.set $r${i} (v128.load offset=${offset + i * stride} ${from}))`)
  return [...rows, turnText(), ...turned.map((value, i) => setWord(word + i, swapBytes(value)))].join('\n      ')
}

/** Writes four words from where `to` points in the schedule, from four rows in the machine's own order of bytes. */
export function loadScheduled(rows: readonly Vector[], to: Vector): string {
  const loaded = rows.map((row, i) => `(local.set $r${i} ${row})`)
  const stored = turned.map((value, i) => `(v128.store offset=${layout.schedule + 16 * i} ${to} ${value})`)
  return [...loaded, turnText(), ...stored].join('\n      ')
}

export function setWord(word: number, value: Vector): string {
  return `(v128.store (i32.const ${layout.schedule + 16 * word}) ${value})`
}

export function getWord(word: number): Vector {
  return `(v128.load (i32.const ${layout.schedule + 16 * word}))`
}

/** Sets the state of all four lanes to the eight words at an address. */
export function startFrom(address: number): string {
  const words = [0, 1, 2, 3, 4, 5, 6, 7]
  const splat = (i: number) => `(v128.load32_splat (i32.const ${address + 4 * i}))`
  return words.map((i) => `(v128.store (i32.const ${layout.state + 16 * i}) ${splat(i)})`).join('\n      ')
}

/** Writes the eight words of the first lane's state to an address. */
export function keepStart(address: number): string {
  const words = [0, 1, 2, 3, 4, 5, 6, 7]
  const word = (i: number) => `(i32x4.extract_lane 0 (v128.load (i32.const ${layout.state + 16 * i})))`
  return words.map((i) => `(i32.store (i32.const ${address + 4 * i}) ${word(i)})`).join('\n    ')
}

/** Writes the four digests of the state one after another, from the address on. */
export function storeDigests(to: string): string {
  const half = (first: number) => {
    const words = [0, 1, 2, 3].map(
      (i) => `(local.set $r${i} (v128.load (i32.const ${layout.state + 16 * (first + i)})))`,
    )
    const rows = turned.map((row, i) => `(v128.store offset=${32 * i + 4 * first} ${to} ${swapBytes(row)})`)
    return [...words, turnText(), ...rows].join('\n      ')
  }
  return `${half(0)}\n      ${half(4)}`
}
