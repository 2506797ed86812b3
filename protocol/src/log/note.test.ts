import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ed25519 } from '#ed25519'
import { hasCode, sha256, utf8 } from '../kernel/index.ts'
import { parseCheckpoint, signCheckpoint, verifyCheckpoint } from './checkpoint.ts'
import { toBase64 } from './line-values.ts'
import { parseLogProof, verifyLogProof } from './log-proof.ts'
import { noteText, parseNote, parseSignatureLines, signatureLines } from './note.ts'
import {
  noteSigner,
  noteVerifier,
  parseSignerKey,
  parseVerifierKey,
  signerKeyText,
  verifierKeyText,
} from './note-key.ts'
import { cosign, signNote, verifiedSignatures } from './note-signing.ts'
import { isQuorum, witnessing } from './policy.ts'
import { parsePolicy } from './policy-file.ts'
import { bytesOf, refusedFor, testEntry, testSigner, vectorsOf } from './test-log.ts'

interface NoteVectors {
  keys: { name: string; skey: string; vkey: string; cosigner_vkey: string }[]
  note: string
  checkpoint: { origin: string; size: number; root: string; signed: string; cosigned: string; times: number[] }
  proof: string
  proof_with_extra: string
  notes: { note: string; verdict: 'valid' | 'signature' | 'unsigned' | 'malformed' }[]
  policies: { policy: string; verdicts: { signed: string[]; is_quorum: boolean }[] }[]
}
const vectors = vectorsOf<NoteVectors>('notes.json')
type NamedKey = NoteVectors['keys'][0]
const [log, other, ...witnesses] = vectors.keys as [NamedKey, NamedKey, ...NamedKey[]]
const logKey = parseVerifierKey(log.vkey)
const logSigner = parseSignerKey(log.skey)

test('vectors notes.json: keys are read and written as Go does', () => {
  for (const { name, skey, vkey, cosigner_vkey } of vectors.keys) {
    const signer = parseSignerKey(skey)
    assert.equal(signer.verifier.key_name, name)
    assert.equal(signerKeyText(signer), skey)
    assert.equal(verifierKeyText(signer.verifier), vkey)
    const cosigner = noteSigner({ key_name: name, type: 'cosignature', seed: signer.seed })
    assert.equal(verifierKeyText(cosigner.verifier), cosigner_vkey)
    assert.equal(verifierKeyText(parseVerifierKey(cosigner_vkey)), cosigner_vkey)
    assert.deepEqual(parseSignerKey(signerKeyText(cosigner)).verifier.key_id, cosigner.verifier.key_id)
  }
})

test('vectors notes.json: a note is signed to the byte as Go does', () => {
  const { text } = parseNote(vectors.note)
  const signatures = [logSigner, parseSignerKey(other.skey)].map((signer) => signNote(text, signer))
  assert.equal(noteText({ text, signatures }), vectors.note)
  assert.equal(noteText(parseNote(vectors.note)), vectors.note)
})

for (const [i, { note, verdict }] of vectors.notes.entries()) {
  test(`vectors notes.json: note ${i} is ${verdict}, as Go finds`, () => {
    assert.equal(verdictOn(bytesOf(note)), verdict)
  })
}

test(`vectors notes.json: a checkpoint is signed, cosigned and verified on the ${ed25519.name} core as in Go`, () => {
  const { origin, size, root, signed, cosigned, times } = vectors.checkpoint
  assert.equal(signCheckpoint({ origin, size, root: bytesOf(root) }, logSigner), signed)
  const checkpoint = verifyCheckpoint(parseCheckpoint(cosigned), [logKey])
  assert.deepEqual([checkpoint.origin, checkpoint.size, toBase64(checkpoint.root)], [origin, size, root])
  const { text } = checkpoint.note
  const cosigners = witnesses.map(({ skey, name }) => {
    return noteSigner({ key_name: name, type: 'cosignature', seed: parseSignerKey(skey).seed })
  })
  const lines = cosigners.map((signer, i) => cosign({ text, time_s: times[i] ?? 0 }, signer))
  assert.equal(noteText({ text, signatures: [signNote(text, logSigner), ...lines] }), cosigned)
  const verified = verifiedSignatures(
    checkpoint.note,
    cosigners.map(({ verifier }) => verifier),
  )
  assert.deepEqual(
    verified.map(({ time_s }) => time_s),
    times,
  )
  assert.deepEqual(parseSignatureLines(signatureLines(lines)), lines)
})

for (const [i, { policy, verdicts }] of vectors.policies.entries()) {
  test(`vectors notes.json: policy ${i} is satisfied by the sets of witnesses that Go is satisfied by`, () => {
    const read = parsePolicy(policy)
    for (const { signed, is_quorum } of verdicts) {
      assert.equal(isQuorum(read, new Set(signed)), is_quorum, signed.join(' '))
    }
    const { signed, is_quorum } = witnessing(parseCheckpoint(vectors.checkpoint.cosigned).note, read)
    assert.deepEqual(
      signed.map(({ witness, time_s }) => [witness.name, time_s]),
      [
        ['w1', 1_800_000_000],
        ['w2', 1_800_000_001],
        ['w3', 1_800_000_002],
      ],
    )
    assert.ok(is_quorum)
  })
}

test('vectors notes.json: proofs of Go are read and verify against a key and against a policy', () => {
  for (const text of [vectors.proof, vectors.proof_with_extra]) {
    const claim = { ...parseLogProof(text), entry: testEntry(137) }
    assert.equal(verifyLogProof(claim, { logs: [logKey] }).checkpoint.log, logKey)
    const policy = parsePolicy(vectors.policies[2]?.policy ?? '')
    assert.equal(verifyLogProof(claim, { policy }).signed.length, 3)
  }
  assert.deepEqual(parseLogProof(vectors.proof_with_extra).extra, utf8('extra'))
})

test('error: LOG_SIGNATURE_INVALID when a known key’s line is another’s, however many others are right', () => {
  const { text, signatures } = parseCheckpoint(vectors.checkpoint.cosigned).note
  const spoiled = { text: text.replace('1000', '1001'), signatures }
  const isInvalid = (error: unknown) => hasCode(error, 'LOG_SIGNATURE_INVALID') && error.facts.key_name === log.name
  assert.throws(() => verifiedSignatures(spoiled, [logKey]), isInvalid)
  const [own] = signatures
  const late = { ...(own ?? assert.fail()), signature: new Uint8Array(64) }
  assert.throws(() => verifiedSignatures({ text, signatures: [...signatures, late] }, [logKey]), isInvalid)
  const cosigner = parseVerifierKey(witnesses[0]?.cosigner_vkey ?? '')
  for (const signature of [new Uint8Array(71), new Uint8Array(72), new Uint8Array(72).fill(255)]) {
    const lines = [{ key_name: cosigner.key_name, key_id: cosigner.key_id, signature }]
    assert.throws(
      () => verifiedSignatures({ text, signatures: lines }, [cosigner]),
      (error) => hasCode(error, 'LOG_SIGNATURE_INVALID'),
    )
  }
})

test('a cosignature holds for its time, its text and its key alone', () => {
  const signer = testSigner('witness.example/w1', 'cosignature')
  const text = parseCheckpoint(vectors.checkpoint.signed).note.text
  const line = cosign({ text, time_s: 1_800_000_000 }, signer)
  const later = line.signature.map((byte, i) => (i === 7 ? byte + 1 : byte))
  const known = [signer.verifier]
  assert.equal(verifiedSignatures({ text, signatures: [line] }, known)[0]?.time_s, 1_800_000_000)
  assert.throws(() => verifiedSignatures({ text, signatures: [{ ...line, signature: later }] }, known))
  assert.throws(() => verifiedSignatures({ text: text.replace('1000', '999'), signatures: [line] }, known))
  const stranger = testSigner('witness.example/w9', 'cosignature').verifier
  assert.deepEqual(verifiedSignatures({ text, signatures: [line] }, [stranger]), [])
})

test('of two cosignatures of one witness the newest counts, in either order', () => {
  const signer = testSigner('witness.example/w1', 'cosignature')
  const text = parseCheckpoint(vectors.checkpoint.signed).note.text
  const lines = [7, 9, 8].map((time_s) => cosign({ text, time_s }, signer))
  for (const signatures of [lines, lines.toReversed()]) {
    assert.deepEqual(
      verifiedSignatures({ text, signatures }, [signer.verifier]).map(({ time_s }) => time_s),
      [9],
    )
  }
})

test('a key does not sign what another type signs', () => {
  const cosigner = testSigner('a', 'cosignature')
  assert.throws(() => signNote('text\n', cosigner), TypeError)
  assert.throws(() => cosign({ text: 'text\n', time_s: 1 }, testSigner('a')), TypeError)
  for (const time_s of [-1, 0.5, Number.NaN])
    assert.throws(() => cosign({ text: 'text\n', time_s }, cosigner), TypeError)
})

test('error: LOG_SIGNATURE_MISSING when no trusted log has signed', () => {
  const checkpoint = parseCheckpoint(vectors.checkpoint.signed)
  for (const logs of [[], [parseVerifierKey(other.vkey)]]) {
    assert.throws(
      () => verifyCheckpoint(checkpoint, logs),
      (error) => hasCode(error, 'LOG_SIGNATURE_MISSING'),
    )
  }
})

test('error: LOG_CHECKPOINT_INVALID for a checkpoint of one log that another has signed', () => {
  const root = sha256(utf8('root'))
  const text = signCheckpoint({ origin: 'somebody.example/log', size: 3, root }, logSigner)
  const refused = refusedFor('LOG_CHECKPOINT_INVALID', 'another log')
  assert.throws(() => verifyCheckpoint(parseCheckpoint(text), [logKey]), refused)
})

const seed = sha256(utf8('seed'))
const good = verifierKeyText(noteSigner({ key_name: 'a.example', type: 'ed25519', seed }).verifier)
const [, id = '', base64 = ''] = good.split(/\+(.{8})\+/)
const keyRefusals: [string, string][] = [
  ['', 'form'],
  ['a.example', 'form'],
  [`a.example+${id}`, 'form'],
  [`a.example+${id}+`, 'form'],
  [`+${id}+${base64}`, 'name'],
  [`a example+${id}+${base64}`, 'name'],
  [`a.example+${id.slice(1)}+${base64}`, 'form'],
  [`a.example+ABCDEF01+${base64}`, 'form'],
  [`a.example+${id}+${base64}\n`, 'form'],
  [`a.example+${id}+${base64}=`, 'form'],
  [`a.example+${id}+A${base64.slice(1)}A`, 'form'],
  [`b.example+${id}+${base64}`, 'id'],
  [`a.example+00000000+${base64}`, 'id'],
  [`a.example+${id}+${toBase64(Uint8Array.of(2, 1))}`, 'type'],
  [`a.example+${id}+${toBase64(Uint8Array.of(6, 1))}`, 'type'],
  [`a.example+${id}+${toBase64(Uint8Array.of(1, 1))}`, 'length'],
  [`a.example+${id}+${toBase64(Uint8Array.from({ length: 34 }, () => 1))}`, 'length'],
  [`a.example+${id}+${toBase64(Uint8Array.from({ length: 33 }, (_, i) => (i < 2 ? 1 : 0)))}`, 'anybody'],
]
for (const [text, words] of keyRefusals) {
  test(`error: LOG_KEY_INVALID for ${JSON.stringify(text)}: ${words}`, () => {
    parseVerifierKey(good)
    assert.throws(() => parseVerifierKey(text), refusedFor('LOG_KEY_INVALID', words))
  })
}

test('error: LOG_KEY_INVALID for a signer key that is cut, renamed or no signer key', () => {
  const text = signerKeyText(noteSigner({ key_name: 'a.example', type: 'ed25519', seed }))
  const refused = (changed: string, words: string) =>
    assert.throws(() => parseSignerKey(changed), refusedFor('LOG_KEY_INVALID', words))
  refused(good, 'form')
  refused(text.slice(0, -4), 'length')
  refused(text.replace('a.example', 'b.example'), 'id')
  assert.throws(
    () => noteSigner({ key_name: 'a', type: 'ed25519', seed: seed.subarray(1) }),
    refusedFor('LOG_KEY_INVALID', 'length'),
  )
  assert.throws(
    () => noteVerifier({ key_name: 'a+b', type: 'ed25519', publicKey: seed }),
    refusedFor('LOG_KEY_INVALID', 'name'),
  )
})

/** What `note.Open` tells of a note, told by ours. */
function verdictOn(bytes: Uint8Array): string {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
    return verifiedSignatures(parseNote(text), [logKey]).length > 0 ? 'valid' : 'unsigned'
  } catch (error) {
    if (hasCode(error, 'LOG_SIGNATURE_INVALID')) return 'signature'
    if (hasCode(error, 'LOG_NOTE_INVALID') || error instanceof TypeError) return 'malformed'
    throw error
  }
}
