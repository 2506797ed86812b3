import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { fuzzRuns } from '../kernel/fuzz-runs.ts'
import { SymbolonError } from '../kernel/index.ts'
import { addCheckpointText, parseAddCheckpoint } from './add-checkpoint.ts'
import { checkpointText, parseCheckpoint } from './checkpoint.ts'
import { logProofText, parseLogProof } from './log-proof.ts'
import { noteText, parseNote } from './note.ts'
import { parseSignerKey, parseVerifierKey, signerKeyText, verifierKeyText } from './note-key.ts'
import { policyText } from './policy.ts'
import { parsePolicy } from './policy-file.ts'
import { vectorsOf } from './test-log.ts'

const vectors = vectorsOf<{
  keys: { skey: string; vkey: string }[]
  note: string
  checkpoint: { cosigned: string }
  proof_with_extra: string
  policies: { policy: string }[]
}>('notes.json')
const { cosigned } = vectors.checkpoint
const line = `${'A'.repeat(43)}=\n`

/** What a hostile or broken sender makes of a good text: cut, changed, doubled, moved or foreign parts. */
function broken(text: string): fc.Arbitrary<string> {
  const place = fc.nat(text.length)
  const piece = fc.oneof(
    fc.string({ unit: fc.constantFrom(...'\n \t+=— 0A1\r\0\u00a0\ud800'), maxLength: 3 }),
    fc.string({ unit: 'binary', maxLength: 4 }),
  )
  const cut = fc.tuple(place, place, piece).map(([at, end, more]) => text.slice(0, at) + more + text.slice(end))
  const changed = fc.tuple(place, piece).map(([at, more]) => text.slice(0, at) + more + text.slice(at + more.length))
  const lines = text.split('\n')
  const row = fc.nat(lines.length - 1)
  const moved = fc.tuple(row, row).map(([from, to]) => lines.with(to, lines[from] ?? '').join('\n'))
  return fc.oneof(cut, changed, moved, fc.string({ maxLength: 60 }))
}

/** What is read is written again as it was, or is refused by our error. */
function holds(name: string, good: string, again: (text: string) => string) {
  test(`property: broken ${name} are refused by our error, and what is read has one spelling`, () => {
    assert.equal(again(good), good)
    fc.assert(
      fc.property(broken(good), (text) => {
        try {
          assert.equal(again(text), text)
        } catch (error) {
          if (!(error instanceof SymbolonError && error.code.startsWith('LOG_'))) throw error
        }
      }),
      { numRuns: fuzzRuns },
    )
  })
}

holds('notes', vectors.note, (text) => noteText(parseNote(text)))
holds('checkpoints', cosigned, (text) => {
  const checkpoint = parseCheckpoint(text)
  assert.equal(checkpointText(checkpoint), checkpoint.note.text)
  return noteText(checkpoint.note)
})
holds('requests', `old 999\n${line}${line}\n${cosigned}`, (text) => addCheckpointText(parseAddCheckpoint(text)))
holds('proofs', vectors.proof_with_extra, (text) => logProofText(parseLogProof(text)))
holds('verifier keys', vectors.keys[0]?.vkey ?? '', (text) => verifierKeyText(parseVerifierKey(text)))
holds('signer keys', vectors.keys[0]?.skey ?? '', (text) => signerKeyText(parseSignerKey(text)))

test('property: broken policies are refused by our error, and what is read stays what it is', () => {
  fc.assert(
    fc.property(broken(vectors.policies[5]?.policy ?? ''), (text) => {
      try {
        const written = policyText(parsePolicy(text))
        assert.equal(policyText(parsePolicy(written)), written)
      } catch (error) {
        if (!(error instanceof SymbolonError && error.code === 'LOG_POLICY_INVALID')) throw error
      }
    }),
    { numRuns: fuzzRuns },
  )
})
