import { layout } from './layout.ts'

/** Text of WebAssembly that leaves one vector of four words on the stack. */
export type Vector = string

const stateNames = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'] as const

const xor = (...parts: readonly Vector[]): Vector => parts.reduce((left, right) => `(v128.xor ${left} ${right})`)
const add = (...parts: readonly Vector[]): Vector => parts.reduce((left, right) => `(i32x4.add ${left} ${right})`)
const shiftRight = (word: Vector, bits: number): Vector => `(i32x4.shr_u ${word} (i32.const ${bits}))`
const rotateRight = (word: Vector, bits: number): Vector =>
  `(v128.or ${shiftRight(word, bits)} (i32x4.shl ${word} (i32.const ${32 - bits})))`
const rotations = (word: Vector, bits: readonly number[]): Vector[] => bits.map((count) => rotateRight(word, count))
const local = (name: string): Vector => `(local.get $${name})`

/** `$expand`: the 48 words that follow the first 16 of the schedule, then the round constants on all 64. @source FIPS 180-4 §6.2.2, step 1 */
export function expandText(): string {
  const { schedule, constants } = layout
  const word = (back: number) => `(v128.load offset=${schedule + 16 * (16 - back)} ${local('at')})`
  const next = add(
    word(16),
    xor(...rotations(local('early'), [7, 18]), shiftRight(local('early'), 3)),
    word(7),
    xor(...rotations(local('late'), [17, 19]), shiftRight(local('late'), 10)),
  )
  const constant = `(v128.load32_splat offset=${constants} (i32.shr_u ${local('at')} (i32.const 2)))`
  const scheduled = `(v128.load offset=${schedule} ${local('at')})`
  return `(func $expand (local $at i32) (local $early v128) (local $late v128)
    (loop $words
      (local.set $early ${word(15)})
      (local.set $late ${word(2)})
      (v128.store offset=${schedule + 16 * 16} ${local('at')} ${next})
      (br_if $words (i32.lt_u (local.tee $at (i32.add ${local('at')} (i32.const 16))) (i32.const ${48 * 16}))))
    (local.set $at (i32.const 0))
    (loop $constants
      (v128.store offset=${schedule} ${local('at')} ${add(scheduled, constant)})
      (br_if $constants (i32.lt_u (local.tee $at (i32.add ${local('at')} (i32.const 16))) (i32.const ${64 * 16})))))`
}

/** `$rounds`: the 64 rounds, eight a turn, so that each word is back in its place; then the state is added. @source FIPS 180-4 §6.2.2, steps 2 to 4 */
export function roundsText(): string {
  const { state } = layout
  const words = stateNames.map((name) => `(local $${name} v128)`).join(' ')
  const at = (i: number) => `(v128.load (i32.const ${state + 16 * i}))`
  const load = stateNames.map((name, i) => `(local.set $${name} ${at(i)})`)
  const rounds = stateNames.map((_, i) => roundText(i))
  const store = stateNames.map((name, i) => `(v128.store (i32.const ${state + 16 * i}) ${add(at(i), local(name))})`)
  return `(func $rounds (local $at i32) ${words}
    ${load.join('\n    ')}
    (loop $turns
      ${rounds.join('\n      ')}
      (br_if $turns (i32.lt_u (local.tee $at (i32.add ${local('at')} (i32.const ${8 * 16}))) (i32.const ${64 * 16}))))
    ${store.join('\n    ')})`
}

/** One round; the words keep their locals and change roles from round to round. */
function roundText(round: number): string {
  const [a, b, c, d, e, f, g, h] = stateNames.map((_, role) => stateNames[(role + 8 - round) % 8] as string)
  const [wa, wb, wc, we, wf, wg] = [a, b, c, e, f, g].map((name) => local(name as string)) as [string, ...string[]]
  const choice = xor(wg as string, `(v128.and ${we} ${xor(wf as string, wg as string)})`)
  const majority = xor(wb as string, `(v128.and ${xor(wa, wb as string)} ${xor(wb as string, wc as string)})`)
  const scheduled = `(v128.load offset=${layout.schedule + 16 * round} ${local('at')})`
  return `(local.set $${h} ${add(local(h as string), scheduled, choice, xor(...rotations(we as string, [6, 11, 25])))})
      (local.set $${d} ${add(local(d as string), local(h as string))})
      (local.set $${h} ${add(local(h as string), majority, xor(...rotations(wa, [2, 13, 22])))})`
}
