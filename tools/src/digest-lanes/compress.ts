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

/** `$expand`: the 48 words that follow the first 16 of the schedule, two a turn. @source FIPS 180-4 §6.2.2, step 1 */
export function expandText(): string {
  const { schedule } = layout
  const word = (back: number) => `(v128.load offset=${schedule + 16 * (16 - back)} ${local('at')})`
  const next = (late: Vector, behind: number) =>
    add(
      word(16 - behind),
      xor(...rotations(local('early'), [7, 18]), shiftRight(local('early'), 3)),
      word(7 - behind),
      xor(...rotations(late, [17, 19]), shiftRight(late, 10)),
    )
  const put = (name: string, behind: number) => `(local.set $early ${word(15 - behind)})
      (v128.store offset=${schedule + 16 * (16 + behind)} ${local('at')} (local.tee $${name} ${next(local(name), behind)}))`
  return `(func $expand (local $at i32) (local $early v128) (local $even v128) (local $odd v128)
    (local.set $even (v128.load (i32.const ${schedule + 16 * 14})))
    (local.set $odd (v128.load (i32.const ${schedule + 16 * 15})))
    (loop $words
      ${put('even', 0)}
      ${put('odd', 1)}
      (br_if $words (i32.lt_u (local.tee $at (i32.add ${local('at')} (i32.const 32))) (i32.const ${48 * 16})))))`
}

/** `$rounds`: the 64 rounds, eight a turn, so that each word is back in its place; then the state is added. @source FIPS 180-4 §6.2.2, steps 2 to 4 */
export function roundsText(): string {
  const { state } = layout
  const words = stateNames.map((name) => `(local $${name} v128)`).join(' ')
  const at = (i: number) => `(v128.load (i32.const ${state + 16 * i}))`
  const load = stateNames.map((name, i) => `(local.set $${name} ${at(i)})`)
  const rounds = stateNames.map((_, i) => roundText(i))
  const store = stateNames.map((name, i) => `(v128.store (i32.const ${state + 16 * i}) ${add(at(i), local(name))})`)
  return `(func $rounds (local $at i32) ${words} (local $even v128) (local $odd v128)
    ${load.join('\n    ')}
    (local.set $odd ${xor(local('b'), local('c'))})
    (loop $turns
      ${rounds.join('\n      ')}
      (br_if $turns (i32.lt_u (local.tee $at (i32.add ${local('at')} (i32.const ${8 * 16}))) (i32.const ${64 * 16}))))
    ${store.join('\n    ')})`
}

/** One round; the words keep their locals and change roles from round to round. */
function roundText(round: number): string {
  const [a, b, , d, e, f, g, h] = stateNames.map((_, role) => stateNames[(role + 8 - round) % 8] as string)
  const [wa, wb, we, wf, wg] = [a, b, e, f, g].map((name) => local(name as string)) as [string, ...string[]]
  const choice = xor(wg as string, `(v128.and ${we} ${xor(wf as string, wg as string)})`)
  // What a and b differ in is what b and c differ in a round later.
  const [differing, before] = round % 2 === 0 ? ['even', 'odd'] : ['odd', 'even']
  const difference = `(local.tee $${differing} ${xor(wa, wb as string)})`
  const majority = xor(wb as string, `(v128.and ${difference} ${local(before as string)})`)
  const scheduled = `(v128.load offset=${layout.schedule + 16 * round} ${local('at')})`
  const constant = `(v128.load32_splat offset=${layout.constants + 4 * round} (i32.shr_u ${local('at')} (i32.const 2)))`
  return `(local.set $${h} ${add(local(h as string), scheduled, constant, choice, xor(...rotations(we as string, [6, 11, 25])))})
      (local.set $${d} ${add(local(d as string), local(h as string))})
      (local.set $${h} ${add(local(h as string), majority, xor(...rotations(wa, [2, 13, 22])))})`
}
