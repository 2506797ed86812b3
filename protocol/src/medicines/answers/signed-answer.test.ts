import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { fuzzRuns } from '../../kernel/fuzz-runs.ts'
import { canonicalJson, hasCode, type JsonObject, utf8 } from '../../kernel/index.ts'
import { ed25519 } from '../../log/index.ts'
import { SIGNED_ANSWERS_MAX, type SignedAnswer, signAnswers, verifyAnswer } from './signed-answer.ts'

const key = ed25519.signingKey(new Uint8Array(32).fill(7))
const keys = [key.publicKey]
const costly = 20

function signedAll(answers: readonly JsonObject[]): SignedAnswer[] {
  const signatures = signAnswers(
    answers.map((answer) => utf8(canonicalJson(answer))),
    key,
  )
  return answers.map((answer, i) => ({ answer, signature: signatures[i] as SignedAnswer['signature'] }))
}

const isRefused = (error: unknown) => hasCode(error, 'MEDICINES_ANSWER_INVALID')
const numbered = (count: number) => Array.from({ length: count }, (_, n) => ({ n, outcome: 'may_be_dispensed' }))

test('each of the answers that share a signature is verified by itself', () => {
  for (const count of [1, 2, 3, 5, 63, SIGNED_ANSWERS_MAX]) {
    for (const signed of signedAll(numbered(count))) assert.equal(verifyAnswer(signed, keys), signed.answer)
  }
})

test('no more answers share a signature than the named limit, and none is none', () => {
  assert.throws(() => signedAll(numbered(SIGNED_ANSWERS_MAX + 1)), RangeError)
  assert.throws(() => signAnswers([], key), RangeError)
})

test('error: MEDICINES_ANSWER_INVALID for another answer, place, size, path, signature or key', () => {
  const [first, second] = signedAll(numbered(5)) as [SignedAnswer, SignedAnswer]
  const { signature } = first
  const wrong: SignedAnswer[] = [
    { ...first, answer: { ...first.answer, outcome: 'do_not_dispense' } },
    { answer: first.answer, signature: second.signature },
    ...[-1, 1, 5, 0.5, Number.NaN].map((index) => ({ ...first, signature: { ...signature, index } })),
    ...[0, 1, 4, 6, 65, Number.NaN].map((size) => ({ ...first, signature: { ...signature, size } })),
    ...['', 'AA', `${signature.path}AA`, '!'].map((path) => ({ ...first, signature: { ...signature, path } })),
    ...['', 'AA', second.signature.path].map((text) => ({ ...first, signature: { ...signature, signature: text } })),
    ...['', 'AA', 'B'.repeat(43)].map((text) => ({ ...first, signature: { ...signature, key: text } })),
  ]
  for (const signed of wrong) assert.throws(() => verifyAnswer(signed, keys), isRefused)
  assert.throws(() => verifyAnswer(first, []), isRefused)
  const other = ed25519.signingKey(new Uint8Array(32).fill(8)).publicKey
  assert.throws(() => verifyAnswer(first, [other]), isRefused)
  assert.ok(verifyAnswer(first, [other, key.publicKey]))
})

test('what the key signs for answers is no root by itself and no text of a log', () => {
  const [{ signature }] = signedAll(numbered(1)) as [SignedAnswer]
  const verifying = ed25519.verifyingKey(key.publicKey)
  const bytes = Buffer.from(signature.signature, 'base64url')
  assert.equal(ed25519.verify(verifying, { message: utf8(canonicalJson({ n: 0 })), signature: bytes }), false)
})

test('property: every change of a byte of an answer is noticed', () => {
  const text = fc.string({ unit: 'grapheme', maxLength: 12 })
  const answer = fc.dictionary(text, fc.oneof(text, fc.integer(), fc.boolean(), fc.constant(null)), { maxKeys: 6 })
  fc.assert(
    fc.property(fc.array(answer, { minLength: 1, maxLength: 9 }), fc.nat(), fc.string(), (answers, at, more) => {
      const all = signedAll(answers as JsonObject[])
      const signed = all[at % all.length] as SignedAnswer
      assert.equal(verifyAnswer(signed, keys), signed.answer)
      const changed = { ...signed.answer, [more]: 'changed' }
      if (canonicalJson(changed) === canonicalJson(signed.answer)) return
      assert.throws(() => verifyAnswer({ ...signed, answer: changed }, keys), isRefused)
    }),
    { numRuns: Math.ceil(fuzzRuns / costly) },
  )
})
