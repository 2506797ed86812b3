// The module that hashes the leaves of a batch and the levels above them, as WebAssembly text. Words of four messages
// stand in the four lanes of a vector, so that one instruction works on four digests.
import { expandText, roundsText } from './compress.ts'
import { getWord, keepStart, laneLocals, loadScheduled, loadWords, setWord, startFrom, storeDigests } from './lanes.ts'
import { lastBlock_bytes, layout, memory_pages } from './layout.ts'

const splat = (value: number) => `(v128.const i32x4 ${value} ${value} ${value} ${value})`
const keep = (mask: number, word: string) => `(v128.and ${word} ${splat(mask)})`
const or = (left: string, right: string) => `(v128.or ${left} ${right})`

/** @source FIPS 180-4 §5.1.1: the message ends with one bit and its length in bits */
const endMark = 0x80_00_00
const leaf_bits = 8 * 117
const node_bits = 8 * 65

/** The whole module; `constants` and `start` are the words of FIPS 180-4 §4.2.2 and §5.3.3. */
export function moduleText(constants: readonly number[], start: readonly number[]): string {
  return `(module
  (memory (export "memory") ${memory_pages})
  (data (i32.const ${layout.constants}) "${wordsText(constants)}")
  (data (i32.const ${layout.start}) "${wordsText(start)}")
  ${expandText()}
  ${roundsText()}
  ${lengthText()}
  ${makeLastBlocksText()}
  ${expandLastText()}
  ${beginText()}
  ${leavesText()}
  ${levelText()}
  (start $makeLastBlocks))\n`
}

function wordsText(words: readonly number[]): string {
  const bytes = words.flatMap((word) => [0, 8, 16, 24].map((shift) => (word >>> shift) & 0xff))
  return bytes.map((byte) => `\\${byte.toString(16).padStart(2, '0')}`).join('')
}

/** `$length`: how many bytes of the row at an address are not zero. */
function lengthText(): string {
  const zeros = (vector: string) => `(i32.popcnt (i8x16.bitmask (i8x16.eq ${vector} ${splat(0)})))`
  const head = zeros('(v128.load (local.get $row))')
  const tail = zeros('(v128.load32_zero offset=16 (local.get $row))')
  return `(func $length (param $row i32) (result i32) (i32.sub (i32.const 32) (i32.add ${head} ${tail})))`
}

const lanes = [0, 1, 2, 3]

/** `$makeLastBlocks`: a node's second block is one byte of its text and the end; its schedule, for every byte. */
function makeLastBlocksText(): string {
  const zeros = Array.from({ length: 14 }, (_, i) => setWord(1 + i, splat(0)))
  const word = `(v128.load offset=${layout.schedule} (i32.shl (local.get $at) (i32.const 2)))`
  const store = (lane: number) =>
    `(v128.store32_lane offset=${layout.lastBlocks + lane * lastBlock_bytes} ${lane} (i32.add (local.get $row) (local.get $at)) ${word})`
  return `(func $makeLastBlocks (local $row i32) (local $at i32) (local $bytes v128)
    (local.set $bytes (v128.const i32x4 0 ${1 << 24} ${2 << 24} ${3 << 24}))
    (loop $fours
      ${setWord(0, or('(local.get $bytes)', splat(endMark)))}
      ${zeros.join('\n      ')}
      ${setWord(15, splat(node_bits))}
      (call $expand)
      (local.set $at (i32.const 0))
      (loop $words
        ${lanes.map(store).join('\n        ')}
        (br_if $words (i32.lt_u (local.tee $at (i32.add (local.get $at) (i32.const 4))) (i32.const ${lastBlock_bytes}))))
      (local.set $bytes (i32x4.add (local.get $bytes) ${splat(4 << 24)}))
      (br_if $fours (i32.lt_u (local.tee $row (i32.add (local.get $row) (i32.const ${4 * lastBlock_bytes})))
        (i32.const ${256 * lastBlock_bytes})))))`
}

/** `$expandLast`: the schedule of four second blocks, by the last byte of each. */
function expandLastText(): string {
  const rowOf = (lane: number) => `(local.set $row${lane} (i32.shl (local.get $byte${lane}) (i32.const 8)))`
  const rows = lanes.map(
    (lane) => `(v128.load offset=${layout.lastBlocks} (i32.add (local.get $row${lane}) (local.get $at)))`,
  )
  const bytes = lanes.map((lane) => `(param $byte${lane} i32)`).join(' ')
  return `(func $expandLast ${bytes} (local $at i32) ${lanes.map((lane) => `(local $row${lane} i32)`).join(' ')} ${laneLocals}
    ${lanes.map(rowOf).join('\n    ')}
    (loop $words
      ${loadScheduled(rows, '(i32.shl (local.get $at) (i32.const 2))')}
      (br_if $words (i32.lt_u (local.tee $at (i32.add (local.get $at) (i32.const 16))) (i32.const ${lastBlock_bytes})))))`
}

/** `begin()`: what stands in the first 64 bytes of the salts is the first block of all leaves to come. */
function beginText(): string {
  const block = { from: '(i32.const 0)', stride: 0 }
  const words = [0, 4, 8, 12].map((word) => loadWords(word, { ...block, offset: layout.salts + 4 * word }))
  return `(func (export "begin") ${laneLocals}
    ${startFrom(layout.start)}
    ${words.join('\n    ')}
    (call $expand)
    (call $rounds)
    ${keepStart(layout.batchStart)})`
}

/** `leaves(count)`: second blocks of so many packs, from the state after the first block, into the digests. */
function leavesText(): string {
  const salt = '(local.get $salt)'
  const serial = '(local.get $serial)'
  const lengths = [0, 1, 2, 3].map((lane) => {
    const length = `(call $length (i32.add ${serial} (i32.const ${layout.serials + 20 * lane})))`
    return `(local.set $lengths (i32x4.replace_lane ${lane} (local.get $lengths) ${length}))`
  })
  return `(func (export "leaves") (param $count i32)
    (local $salt i32) (local $serial i32) (local $digest i32) (local $lengths v128) ${laneLocals}
    (loop $fours
      ${startFrom(layout.batchStart)}
      ${lengths.join('\n      ')}
      ${loadWords(0, { from: salt, stride: 32, offset: layout.salts })}
      ${loadWords(4, { from: salt, stride: 32, offset: layout.salts + 16 })}
      ${loadWords(8, { from: serial, stride: 20, offset: layout.serials - 1 })}
      ${loadWords(12, { from: serial, stride: 20, offset: layout.serials + 15 })}
      ${setWord(8, or(keep(0x00_ff_ff_ff, getWord(8)), '(i32x4.shl (local.get $lengths) (i32.const 24))'))}
      ${setWord(13, or(keep(0xff_00_00_00, getWord(13)), splat(endMark)))}
      ${setWord(14, splat(0))}
      ${setWord(15, splat(leaf_bits))}
      (call $expand)
      (call $rounds)
      ${storeDigests(`(i32.add (local.get $digest) (i32.const ${layout.digests}))`)}
      (local.set $salt (i32.add (local.get $salt) (i32.const 128)))
      (local.set $serial (i32.add (local.get $serial) (i32.const 80)))
      (local.set $digest (i32.add (local.get $digest) (i32.const 128)))
      (br_if $fours (i32.lt_u (local.get $digest) (i32.shl (local.get $count) (i32.const 5))))))`
}

/**
 * `level(count)`: puts the level above so many digests in their place; an odd one at the end moves up as it is.
 * A node is the digest of 0x01 and two digests, 65 bytes: all but the last byte are its first block.
 */
function levelText(): string {
  const pair = { from: '(local.get $pair)', stride: 64 }
  const last = lanes.map((lane) => `(i32.load8_u offset=${layout.digests + 64 * lane + 63} (local.get $pair))`)
  const words = [0, 4, 8, 12].map((word) => loadWords(word, { ...pair, offset: layout.digests - 1 + 4 * word }))
  const half = (offset: number) => `(v128.load offset=${layout.digests + offset} (local.get $odd))`
  return `(func (export "level") (param $count i32)
    (local $pair i32) (local $digest i32) (local $end i32) (local $odd i32)
    (local $odd0 v128) (local $odd1 v128) ${laneLocals}
    (local.set $end (i32.shl (i32.shr_u (local.get $count) (i32.const 1)) (i32.const 5)))
    (local.set $odd (i32.shl (local.get $end) (i32.const 1)))
    (local.set $odd0 ${half(0)})
    (local.set $odd1 ${half(16)})
    (loop $fours
      ${startFrom(layout.start)}
      ${words.join('\n      ')}
      ${setWord(0, or(keep(0x00_ff_ff_ff, getWord(0)), splat(0x01_00_00_00)))}
      (call $expand)
      (call $rounds)
      (call $expandLast ${last.join(' ')})
      (call $rounds)
      ${storeDigests(`(i32.add (local.get $digest) (i32.const ${layout.digests}))`)}
      (local.set $pair (i32.add (local.get $pair) (i32.const 256)))
      (local.set $digest (i32.add (local.get $digest) (i32.const 128)))
      (br_if $fours (i32.lt_u (local.get $digest) (local.get $end))))
    (if (i32.and (local.get $count) (i32.const 1)) (then
      (v128.store offset=${layout.digests} (local.get $end) (local.get $odd0))
      (v128.store offset=${layout.digests + 16} (local.get $end) (local.get $odd1)))))`
}
