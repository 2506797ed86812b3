import assert from 'node:assert/strict'
import { mock, type TestContext, test } from 'node:test'
import { setImmediate as othersTurn } from 'node:timers/promises'
import { type Clock, canonicalJson } from '@symbolon/protocol/kernel'
import { ed25519 } from '@symbolon/protocol/log'
import { SIGNED_ANSWERS_MAX, type SignedAnswer, verifyAnswer } from '@symbolon/protocol/medicines'
import { AnswerSigner } from './answer-signer.ts'
import { SIGNATURES_APART_MS } from './packs-limits.ts'

const key = ed25519.signingKey(new Uint8Array(32).fill(3))

/** A signer at a time that stands still, whose timers run when the test says so. */
function signerAt(t: TestContext, time: { now: number }) {
  mock.timers.enable({ apis: ['setTimeout'] })
  t.after(() => mock.timers.reset())
  const clock: Clock = { now: () => time.now }
  return new AnswerSigner({ key: () => key, clock })
}

async function signNumbered(signer: AnswerSigner, n: number): Promise<number> {
  const bytes = await signer.sign(canonicalJson({ n, name: 'Αμοξικιλλίνη' }))
  const signed: SignedAnswer = JSON.parse(bytes.toString('utf8'))
  assert.deepEqual(verifyAnswer(signed, [key.publicKey]), { n, name: 'Αμοξικιλλίνη' })
  return signed.signature.size
}

test('at rest an answer is signed by itself, without a wait', async (t) => {
  const time = { now: 1_000 }
  const signer = signerAt(t, time)
  for (const n of [1, 2, 3]) {
    assert.equal(await signNumbered(signer, n), 1)
    time.now += SIGNATURES_APART_MS
  }
  assert.equal(signer.signatures, 3)
})

test('answers that come soon after a signature share the next one', async (t) => {
  const signer = signerAt(t, { now: 1_000 })
  await signNumbered(signer, 0)
  const coming: Promise<number>[] = []
  for (let n = 1; n <= 5; n++) {
    coming.push(signNumbered(signer, n))
    await othersTurn()
  }
  assert.equal(signer.signatures, 1)
  mock.timers.tick(SIGNATURES_APART_MS)
  assert.deepEqual(await Promise.all(coming), [5, 5, 5, 5, 5])
  assert.equal(signer.signatures, 2)
})

test('as many as share a signature at most wait for nothing more', async (t) => {
  const signer = signerAt(t, { now: 1_000 })
  await signNumbered(signer, 0)
  const sizes = await Promise.all(Array.from({ length: SIGNED_ANSWERS_MAX }, (_, n) => signNumbered(signer, n)))
  assert.deepEqual(new Set(sizes), new Set([SIGNED_ANSWERS_MAX]))
  const last = signNumbered(signer, 64)
  mock.timers.tick(SIGNATURES_APART_MS)
  assert.equal(await last, 1)
})

test('error: where no key can be had every answer that waits fails', async () => {
  const fault = new Error('no key')
  const signer = new AnswerSigner({
    key: () => {
      throw fault
    },
    clock: { now: () => 1_000 },
  })
  const outcomes = await Promise.allSettled([signer.sign('{}'), signer.sign('{}')])
  for (const outcome of outcomes) assert.equal(outcome.status === 'rejected' && outcome.reason, fault)
})
