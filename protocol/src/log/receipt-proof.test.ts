import assert from 'node:assert/strict'
import { createCipheriv } from 'node:crypto'
import { test } from 'node:test'
import fc from 'fast-check'
import { fuzzRuns } from '../kernel/fuzz-runs.ts'
import { canonicalJson, hasCode, readJson, SymbolonError, utf8 } from '../kernel/index.ts'
import { leafOf } from './leaf.ts'
import { readBase64, toBase64 } from './line-values.ts'
import { parseLogProof, verifyLogProof } from './log-proof.ts'
import { noteSigner, verifierKeyText } from './note-key.ts'
import { openSalt } from './opening.ts'
import { parsePolicy } from './policy-file.ts'
import { failedCheck, proofChecks } from './proof-checks.ts'
import { parseReceiptProof, receiptProofText, verifyReceiptProof } from './receipt-proof.ts'
import { refusedFor, testSigner } from './test-log.ts'
import { testAnchor, testLog, testReceiptProof, testSignIn, testTime_s, testWitnesses } from './test-proof.ts'
import type { ReceiptTrust } from './trust-checkpoint.ts'

const body = '{"kind":"opened","receipt":"rcp_…","v":1}'
const proof = await testReceiptProof(body)
const file = receiptProofText(proof)
const bytes = utf8(file)
const witnessLines = testWitnesses.map(({ verifier }, i) => `witness w${i + 1} ${verifierKeyText(verifier)}\n`).join('')
const policy = parsePolicy(`log ${verifierKeyText(testLog.verifier)}\n${witnessLines}group g 2 w1 w2 w3\nquorum g\n`)

function verify(changed: Uint8Array, trust: ReceiptTrust = {}) {
  return verifyReceiptProof(parseReceiptProof(changed), trust)
}

test('a proof goes through its file and shows receipt, place, log, witnesses and the claim of an anchor', () => {
  const written = parseReceiptProof(bytes)
  assert.equal(receiptProofText(written), file)
  const { digest, ...read } = written
  assert.match(digest, /^[0-9a-f]{64}$/)
  assert.deepEqual(read, proof)
  const shown = verifyReceiptProof(written, { policy })
  assert.deepEqual(
    [shown.body, shown.index, shown.size, shown.origin, shown.quorum, shown.is_quorum, shown.trusted_by],
    [body, 299, 300, 'log.example', 'g', true, 'policy'],
  )
  assert.deepEqual(shown.anchor, testAnchor)
  assert.deepEqual(
    shown.signed.map(({ witness, time_s }) => [witness.name, time_s]),
    [
      ['w1', testTime_s],
      ['w2', testTime_s],
    ],
  )
})

test('a sign-in goes through the file with it, and a file without one is written as before', async () => {
  const signed = receiptProofText(await testReceiptProof(body, { sign_in: testSignIn }))
  const written = parseReceiptProof(utf8(signed))
  assert.equal(receiptProofText(written), signed)
  assert.deepEqual(verifyReceiptProof(written, { policy }).sign_in, testSignIn)
  assert.equal(verify(bytes).sign_in, null)
  assert.ok(!new TextDecoder().decode(parseLogProof(file).extra).includes('sign_in'))
})

test('the file is a proof of logging for any reader of the standard', () => {
  const read = parseLogProof(file)
  assert.ok(read.extra)
  verifyLogProof({ ...read, entry: entryOf() }, { logs: [testLog.verifier] })
})

function entryOf(): Uint8Array {
  return leafOf({ r: proof.salt, body: utf8(body) })
}

test('without a policy the key that is known counts, and only without one the file’s own', () => {
  assert.equal(verify(bytes).trusted_by, 'file')
  assert.equal(verify(bytes).quorum, null)
  assert.equal(verify(bytes, { pinned: [testLog.verifier] }).trusted_by, 'pinned')
  assert.equal(verify(bytes, { pinned: [testSigner('other.example').verifier] }).trusted_by, 'file')
})

test('a log that puts another key under a known name is refused, though its own file says so', async () => {
  const { seed } = testSigner('somebody.else')
  const forger = noteSigner({ key_name: 'log.example', type: 'ed25519', seed })
  const forged = utf8(receiptProofText(await testReceiptProof(body, { log: forger })))
  assert.equal(verify(forged).trusted_by, 'file')
  const isRefused = (error: unknown) => hasCode(error, 'LOG_SIGNATURE_MISSING') && failedCheck(error) === 'signature'
  assert.throws(() => verify(forged, { pinned: [testLog.verifier] }), isRefused)
  assert.throws(() => verify(forged, { policy }), isRefused)
})

const signedBytes = utf8(receiptProofText(await testReceiptProof(body, { sign_in: testSignIn })))

for (const [name, trust, bytes] of [
  ['with a policy', { policy }, utf8(file)],
  ['with the file’s own key', {}, utf8(file)],
  ['with a sign-in', { policy }, signedBytes],
] as const) {
  test(`property: whatever byte is changed to whatever other value, the file is refused and the check named, ${name}`, () => {
    const failed = new Set<string>()
    for (let at = 0; at < bytes.length; at++) {
      const by = 1 + ((at * 89 + 41) % 255)
      for (const other of new Set([1, 0x20, by])) {
        const changed = bytes.with(at, (bytes[at] as number) ^ other)
        assert.throws(
          () => verify(changed, trust),
          (error) => {
            failed.add(failedCheck(error) ?? 'fault')
            return error instanceof SymbolonError && error.code.startsWith('LOG_')
          },
          `byte ${at} by ${other}`,
        )
      }
    }
    for (const check of failed) assert.ok(Object.hasOwn(proofChecks, check), check)
    for (const check of ['form', 'inclusion', 'signature', 'whole']) assert.ok(failed.has(check), check)
  })
}

test('property: a byte that is changed anywhere to anything is refused', () => {
  const place = fc.nat(bytes.length - 1)
  fc.assert(
    fc.property(place, fc.integer({ min: 1, max: 255 }), (at, by) => {
      const changed = bytes.with(at, (bytes[at] as number) ^ by)
      assert.throws(
        () => verify(changed),
        (error) => error instanceof SymbolonError && error.code.startsWith('LOG_'),
      )
    }),
    { numRuns: Math.min(fuzzRuns, 2000) },
  )
})

test('error: LOG_QUORUM_MISSING names the check of the witnesses', () => {
  const strict = parsePolicy(
    `log ${verifierKeyText(testLog.verifier)}\n${witnessLines}group g all w1 w2 w3\nquorum g\n`,
  )
  assert.throws(
    () => verify(bytes, { policy: strict }),
    (error) => hasCode(error, 'LOG_QUORUM_MISSING') && failedCheck(error) === 'witnesses',
  )
  assert.equal(failedCheck(new Error('a defect')), undefined)
})

/** The file with other extra data. */
function withExtra(change: (extra: string) => string): Uint8Array {
  return utf8(
    file.replace(/^extra (.*)$/m, (_, line: string) => {
      const extra = new TextDecoder().decode(readBase64(line))
      return `extra ${toBase64(utf8(change(extra)))}`
    }),
  )
}

const member = (name: string, value: unknown) => (extra: string) =>
  canonicalJson({ ...(readJson(extra) as object), [name]: value as string })

test('error: LOG_PROOF_ALTERED for a member that nothing else is bound to', () => {
  const isAltered = (error: unknown) => hasCode(error, 'LOG_PROOF_ALTERED') && failedCheck(error) === 'whole'
  assert.throws(() => verify(withExtra(member('anchor', null))), isAltered)
  assert.throws(() => verify(withExtra(member('anchor', { ...testAnchor, block: 13 }))), isAltered)
  assert.throws(() => verify(withExtra(member('digest', '0'.repeat(64)))), isAltered)
  assert.throws(() => verify(withExtra(member('sign_in', { ...testSignIn }))), isAltered)
})

test('error: LOG_INCLUSION_UNPROVEN for another receipt and another salt', () => {
  const isUnproven = (error: unknown) => hasCode(error, 'LOG_INCLUSION_UNPROVEN')
  assert.throws(() => verify(withExtra(member('body', '{}'))), isUnproven)
  assert.throws(() => verify(withExtra(member('salt', 'A'.repeat(86)))), isUnproven)
})

const refusals: [string, Uint8Array, string][] = [
  ['no extra data', utf8(file.replace(/^extra .*\n/m, '')), 'what the receipt is'],
  ['extra data that is no object', withExtra(() => '[]'), 'what the receipt is'],
  ['white space', withExtra((extra) => `${extra} `), 'what the receipt is'],
  ['a member more', withExtra(member('more', 1)), 'what the receipt is'],
  ['a member less', withExtra((extra) => extra.replace('"v":1', '"w":1')), 'what the receipt is'],
  ['another version', withExtra(member('v', 2)), 'what the receipt is'],
  ['a short salt', withExtra(member('salt', 'AAAA')), 'what the receipt is'],
  ['a salt that is no base64url', withExtra(member('salt', '!'.repeat(86))), 'what the receipt is'],
  ['a digest in capitals', withExtra(member('digest', 'A'.repeat(64))), 'what the receipt is'],
  ['a key that is none', withExtra(member('log', 'log.example')), 'what the receipt is'],
  ['the key of another log', withExtra(member('log', verifierKeyText(testSigner('b').verifier))), 'not that'],
  [
    'the key of a witness',
    withExtra(member('log', verifierKeyText(testSigner('log.example', 'cosignature').verifier))),
    'not that',
  ],
  ['an anchor of another size', withExtra(member('anchor', { ...testAnchor, size: 299 })), 'another checkpoint'],
  [
    'an anchor with a short address',
    withExtra(member('anchor', { ...testAnchor, founder: '0x00' })),
    'what the receipt is',
  ],
  [
    'an anchor with a short transaction',
    withExtra(member('anchor', { ...testAnchor, transaction: '0x00' })),
    'what the receipt is',
  ],
  ['an anchor in a block below 0', withExtra(member('anchor', { ...testAnchor, block: -1 })), 'what the receipt is'],
  ['an anchor with a member more', withExtra(member('anchor', { ...testAnchor, more: 1 })), 'what the receipt is'],
  ['a sign-in that is null', withExtra(member('sign_in', null)), 'what the receipt is'],
  ['a sign-in that is a text', withExtra(member('sign_in', testSignIn.message)), 'what the receipt is'],
  [
    'a sign-in without a signature',
    withExtra(member('sign_in', { message: testSignIn.message })),
    'what the receipt is',
  ],
  ['a sign-in with a number', withExtra(member('sign_in', { ...testSignIn, signature: 1 })), 'what the receipt is'],
  ['a sign-in with a member more', withExtra(member('sign_in', { ...testSignIn, more: 1 })), 'what the receipt is'],
  ['bytes that are no UTF-8', bytes.with(3, 0xff), 'UTF-8'],
]
for (const [name, changed, words] of refusals) {
  test(`error: LOG_PROOF_INVALID for ${name}`, () => {
    assert.throws(() => parseReceiptProof(changed), refusedFor('LOG_PROOF_INVALID', words))
  })
}

test('error: LOG_PROOF_INVALID for a proof that cannot be written', () => {
  const other = { ...proof, anchor: { ...testAnchor, size: 1 } }
  assert.throws(() => receiptProofText(other), refusedFor('LOG_PROOF_INVALID', 'another checkpoint'))
  assert.throws(
    () => receiptProofText({ ...proof, body: 'x'.repeat(720 * 1024) }),
    refusedFor('LOG_PROOF_INVALID', 'extra data'),
  )
})

test('property: whatever JSON a member is, it is refused by our error or shown as it is', () => {
  const name = fc.constantFrom('anchor', 'body', 'digest', 'log', 'salt', 'sign_in', 'v', 'x')
  fc.assert(
    fc.property(name, fc.jsonValue({ maxDepth: 2 }), (key, value) => {
      try {
        const changed = withExtra(member(key, value))
        assert.equal(receiptProofText(verifiable(changed)), new TextDecoder().decode(changed))
      } catch (error) {
        if (!(error instanceof SymbolonError)) throw error
      }
    }),
    { numRuns: fuzzRuns },
  )
})

function verifiable(changed: Uint8Array) {
  const read = parseReceiptProof(changed)
  verifyReceiptProof(read)
  return read
}

test('a salt opens with its key and its name alone, as Node seals it', () => {
  const [key, salt] = [new Uint8Array(32).fill(1), new Uint8Array(64).fill(2)]
  const nonce = new Uint8Array(12).fill(3)
  const cipher = createCipheriv('chacha20-poly1305', key, nonce, { authTagLength: 16 })
  cipher.setAAD(Buffer.from('rcp_1'), { plaintextLength: 64 })
  const sealed = Uint8Array.from(Buffer.concat([nonce, cipher.update(salt), cipher.final(), cipher.getAuthTag()]))
  assert.deepEqual(openSalt({ name: 'rcp_1', sealed, key }), salt)
})

test('error: LOG_OPENING_UNREADABLE for another key, name or seal', () => {
  const good = { name: 'rcp_1', key: new Uint8Array(32), sealed: new Uint8Array(92) }
  for (const bad of [good, { ...good, key: new Uint8Array(31) }, { ...good, sealed: new Uint8Array(91) }])
    assert.throws(() => openSalt(bad), { code: 'LOG_OPENING_UNREADABLE' })
})
