import assert from 'node:assert/strict'
import { test } from 'node:test'
import { concatBytes, hasCode, SymbolonError, sha256, toHex, utf8 } from '../kernel/index.ts'
import { addCheckpointText, parseAddCheckpoint } from './add-checkpoint.ts'
import { checkpointText, parseCheckpoint, signCheckpoint } from './checkpoint.ts'
import { integrate } from './integrate.ts'
import { leafOf } from './leaf.ts'
import { type LogProof, logProofText, PROOF_EXTRA_BYTES_MAX, parseLogProof, verifyLogProof } from './log-proof.ts'
import { NOTE_CHARACTERS_MAX, NOTE_SIGNATURES_MAX, noteText, parseNote, parseSignatureLines } from './note.ts'
import { verifierKeyText } from './note-key.ts'
import { cosign } from './note-signing.ts'
import { parsePolicy } from './policy-file.ts'
import { proveInclusion } from './prove.ts'
import { grownLog, refusedFor, type TestStore, testSigner } from './test-log.ts'
import { treeRoot } from './tree.ts'

const log = testSigner('log.example')
const cosigners = [1, 2, 3].map((i) => testSigner(`w${i}.example`, 'cosignature'))
const names = cosigners.map(({ verifier }, i) => `witness w${i + 1} ${verifierKeyText(verifier)}\n`).join('')
const policy = parsePolicy(`log ${verifierKeyText(log.verifier)}\n${names}group g 2 w1 w2 w3\nquorum g\n`)

const opening = { r: new Uint8Array(64).fill(7), body: utf8('{"receipt":1}') }
const entry = leafOf(opening)
const before = grownLog(299)
const grown = integrate(before.log, [entry])
const store: TestStore = before.store
store.put(grown.tiles)
const checkpoint = parseCheckpoint(
  signCheckpoint({ origin: 'log.example', size: 300, root: treeRoot(grown.edge.tree) }, log),
)

/** The checkpoint with the cosignatures of the first witnesses. */
function cosigned(count: number): LogProof['checkpoint'] {
  const { text, signatures } = checkpoint.note
  const lines = cosigners.slice(0, count).map((signer) => cosign({ text, time_s: 1_800_000_000 }, signer))
  return parseCheckpoint(noteText({ text, signatures: [...signatures, ...lines] }))
}

const lines = await proveInclusion({ index: 299, size: 300 }, store.read)
const proof: LogProof = { index: 299, proof: lines, checkpoint: cosigned(2), extra: utf8('{}') }
const file = logProofText(proof)

test('a proof goes through its file and shows the entry, the log and the witnesses that signed', () => {
  const read = parseLogProof(file)
  assert.equal(logProofText(read), file)
  assert.deepEqual(read, proof)
  const shown = verifyLogProof({ ...read, entry }, { policy })
  assert.equal(shown.checkpoint.log.key_name, 'log.example')
  assert.deepEqual(
    shown.signed.map(({ witness }) => witness.name),
    ['w1', 'w2'],
  )
  assert.ok(shown.is_quorum)
  assert.deepEqual(verifyLogProof({ ...read, entry }, { logs: [log.verifier] }).signed, [])
  assert.ok(file.length < 2048)
})

test('error: LOG_QUORUM_MISSING when one witness of two has signed', () => {
  const few = { ...proof, checkpoint: cosigned(1), entry }
  const isMissing = (error: unknown) => hasCode(error, 'LOG_QUORUM_MISSING') && error.facts.quorum === 'g'
  assert.throws(() => verifyLogProof(few, { policy }), isMissing)
  verifyLogProof(few, { logs: [log.verifier] })
})

test('a proof of a log alone needs a key to be trusted', () => {
  const isMissing = (error: unknown) => hasCode(error, 'LOG_SIGNATURE_MISSING')
  assert.throws(() => verifyLogProof({ ...proof, entry }, {}), isMissing)
  assert.throws(() => verifyLogProof({ ...proof, entry }, { logs: [testSigner('log.example/2').verifier] }), isMissing)
})

test('error: one bit changed anywhere in a proof of exactly the quorum is refused, the extra data aside', () => {
  const bytes = utf8(file)
  const read = (at: number) => {
    const changed = bytes.map((byte, i) => (i === at ? byte ^ 1 : byte))
    return verifyLogProof({ ...parseLogProof(new TextDecoder().decode(changed)), entry }, { policy })
  }
  const extra = file.indexOf('extra ') + 'extra '.length
  for (let at = 0; at < bytes.length; at++) {
    if (at >= extra && at < file.indexOf('\nindex')) continue
    assert.throws(
      () => read(at),
      (error) => error instanceof SymbolonError && error.code.startsWith('LOG_'),
      `byte ${at}`,
    )
  }
})

test('error: LOG_INCLUSION_UNPROVEN for another opening of the receipt', () => {
  for (const other of [
    { ...opening, r: new Uint8Array(64).fill(8) },
    { ...opening, body: utf8('{"receipt":2}') },
  ]) {
    const claim = { ...proof, entry: leafOf(other) }
    assert.throws(() => verifyLogProof(claim, { policy }), refusedFor('LOG_INCLUSION_UNPROVEN', 'another root'))
  }
})

test('error: LOG_OPENING_INVALID for a short opening; the entry is SHA-256 of tag, salt and digest', () => {
  const isRefused = (error: unknown) => hasCode(error, 'LOG_OPENING_INVALID')
  assert.throws(() => leafOf({ ...opening, r: new Uint8Array(63) }), isRefused)
  const message = concatBytes(utf8('symbolon/v1/log-entry'), opening.r, sha256(opening.body))
  assert.equal(toHex(entry), toHex(sha256(message)))
})

const proofRefusals: [string, string, string][] = [
  ['an empty file', '', 'no checkpoint'],
  ['another version', file.replace('@v1', '@v2'), 'first line'],
  ['no end of the proof', file.replace('\n\n', '\n'), 'digest'],
  ['extra data that is no base64', file.replace('extra ', 'extra !'), 'extra data'],
  ['extra data of nothing', file.replace(/extra .*/, 'extra '), 'extra data'],
  ['extra data twice', file.replace(/(extra .*\n)/, '$1$1'), 'index'],
  ['no index', file.replace(/index 299\n/, ''), 'index'],
  ['an index with a zero before it', file.replace('index 299', 'index 0299'), 'index'],
  ['a negative index', file.replace('index 299', 'index -1'), 'index'],
  ['an index that is not exact', file.replace('index 299', 'index 9007199254740992'), 'index'],
  ['a line that is no hash', file.replace('index 299\n', 'index 299\nAAAA\n'), 'digest'],
  ['too many lines', file.replace('index 299\n', `index 299\n${`${'A'.repeat(43)}=\n`.repeat(64)}`), '63'],
  ['too many characters', file + '\n'.repeat(NOTE_CHARACTERS_MAX), 'long'],
]
for (const [name, text, words] of proofRefusals) {
  test(`error: LOG_PROOF_INVALID for ${name}`, () => {
    assert.throws(() => parseLogProof(text), refusedFor('LOG_PROOF_INVALID', words))
  })
}

test('error: LOG_PROOF_INVALID for a proof that cannot be written', () => {
  const refused = (change: Partial<LogProof>, words: string) =>
    assert.throws(() => logProofText({ ...proof, ...change }), refusedFor('LOG_PROOF_INVALID', words))
  refused({ index: -1 }, 'index')
  refused({ proof: [new Uint8Array(31)] }, 'digest')
  refused({ proof: Array.from({ length: 64 }, () => new Uint8Array(32)) }, '63')
  refused({ extra: new Uint8Array() }, 'extra')
  refused({ extra: new Uint8Array(PROOF_EXTRA_BYTES_MAX + 1) }, 'extra')
})

const body = addCheckpointText({ old_size: 299, proof: lines, checkpoint })

test('a request to a witness is read as it was written', () => {
  assert.deepEqual(parseAddCheckpoint(body), { old_size: 299, proof: lines, checkpoint })
  assert.ok(body.startsWith('old 299\n'))
  const first = addCheckpointText({ old_size: 0, proof: [], checkpoint })
  assert.ok(first.startsWith('old 0\n\nlog.example\n300\n'))
  assert.deepEqual(parseAddCheckpoint(first).proof, [])
})

const requestRefusals: [string, string, string][] = [
  ['nothing', '', 'no checkpoint'],
  ['another first line', body.replace('old', 'new'), 'old size'],
  ['a size with a zero before it', body.replace('old 299', 'old 0299'), 'old size'],
  ['a size that is not exact', body.replace('old 299', 'old 9007199254740992'), 'old size'],
  ['a line that is no hash', body.replace('old 299\n', 'old 299\nAAAA\n'), 'malformed'],
  ['64 lines', body.replace('old 299\n', `old 299\n${`${'A'.repeat(43)}=\n`.repeat(64)}`), '63'],
  ['a log that shrank', body.replace('old 299', 'old 301'), 'larger'],
  ['too many characters', body + '\n'.repeat(NOTE_CHARACTERS_MAX), 'long'],
]
for (const [name, text, words] of requestRefusals) {
  test(`error: LOG_REQUEST_INVALID for ${name}`, () => {
    assert.throws(() => parseAddCheckpoint(text), refusedFor('LOG_REQUEST_INVALID', words))
  })
}

test('error: LOG_REQUEST_INVALID for a request that cannot be written', () => {
  const refused = (change: Partial<Parameters<typeof addCheckpointText>[0]>, words: string) =>
    assert.throws(
      () => addCheckpointText({ old_size: 299, proof: lines, checkpoint, ...change }),
      refusedFor('LOG_REQUEST_INVALID', words),
    )
  refused({ old_size: -1 }, 'old size')
  refused({ old_size: 301 }, 'larger')
  refused({ proof: [new Uint8Array(33)] }, 'malformed')
  refused({ proof: Array.from({ length: 64 }, () => new Uint8Array(32)) }, '63')
})

const signed = noteText(checkpoint.note)
const checkpointRefusals: [string, string, string][] = [
  ['two lines', signed.replace('300\n', ''), 'three lines'],
  ['a line of extension', signed.replace('\n\n', '\nmore\n\n'), 'three lines'],
  ['no origin', signed.replace('log.example\n', '\n'), 'name its log'],
  ['a size with a zero before it', signed.replace('300\n', '0300\n'), 'plain number'],
  ['a signed size', signed.replace('300\n', '+300\n'), 'plain number'],
  ['a size that is not exact', signed.replace('300\n', '9007199254740992\n'), 'plain number'],
  ['a short root', signed.replace(/\n300\n.*\n/, '\n300\nAAAA\n'), 'root'],
  ['a root with other last bits', signed.replace(/.=\n/, 'B=\n'), 'root'],
]
for (const [name, text, words] of checkpointRefusals) {
  test(`error: LOG_CHECKPOINT_INVALID for ${name}`, () => {
    assert.throws(() => parseCheckpoint(text), refusedFor('LOG_CHECKPOINT_INVALID', words))
  })
}

test('error: LOG_CHECKPOINT_INVALID for a checkpoint that cannot be written', () => {
  const refused = (change: object, words: string) =>
    assert.throws(() => checkpointText({ ...checkpoint, ...change }), refusedFor('LOG_CHECKPOINT_INVALID', words))
  refused({ origin: '' }, 'name its log')
  refused({ origin: 'a\nb' }, 'name its log')
  refused({ size: -1 }, 'plain number')
  refused({ root: new Uint8Array(31) }, 'root')
})

const line = signed.slice(signed.indexOf('— '))
const noteRefusals: [string, string, string][] = [
  ['no empty line', signed.replace('\n\n', '\n'), 'empty line'],
  ['no end', signed.slice(0, -1), 'no end'],
  ['no signatures', signed.slice(0, signed.indexOf('— ')), 'no end'],
  ['a tab', signed.replace('log.', 'log\t'), 'characters'],
  ['half a character', signed.replace('log.', 'log\ud800'), 'characters'],
  ['a line without a dash', signed.replace('— ', '- '), 'malformed'],
  ['a name with a plus', signed.replace('— log.', '— log+'), 'malformed'],
  ['three items', signed.replace('— log.example ', '— log.example x '), 'malformed'],
  ['a signature that is only an id', `${signed}— x AAAAAA==\n`, 'malformed'],
  ['101 signatures', signed + line.repeat(NOTE_SIGNATURES_MAX), 'too many'],
  ['too many characters', 'x'.repeat(NOTE_CHARACTERS_MAX) + signed, 'long'],
]
for (const [name, text, words] of noteRefusals) {
  test(`error: LOG_NOTE_INVALID for ${name}`, () => {
    assert.throws(() => parseNote(text), refusedFor('LOG_NOTE_INVALID', words))
  })
}

test('error: LOG_NOTE_INVALID for a note that cannot be written, and for lines that are none', () => {
  const [own = assert.fail()] = checkpoint.note.signatures
  const refused = (text: string, signatures: (typeof own)[], words: string) =>
    assert.throws(() => noteText({ text, signatures }), refusedFor('LOG_NOTE_INVALID', words))
  refused('no end', [own], 'line feed')
  refused('a\tb\n', [own], 'characters')
  refused('a\n', [], 'malformed')
  refused('a\n', [{ ...own, key_name: 'a b' }], 'malformed')
  refused('a\n', [{ ...own, signature: new Uint8Array() }], 'malformed')
  refused(
    'a\n',
    Array.from({ length: NOTE_SIGNATURES_MAX + 1 }, () => own),
    'too many',
  )
  assert.throws(() => parseSignatureLines(''), refusedFor('LOG_NOTE_INVALID', 'no end'))
  assert.throws(() => parseSignatureLines('\n'), refusedFor('LOG_NOTE_INVALID', 'malformed'))
})
