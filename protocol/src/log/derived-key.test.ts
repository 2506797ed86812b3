import assert from 'node:assert/strict'
import { test } from 'node:test'
import { hasCode } from '../kernel/index.ts'
import { signCheckpoint } from './checkpoint.ts'
import { verifyDerivedKey, vouchForKey } from './derived-key.ts'
import { noteSigner } from './note-key.ts'

const signer = noteSigner({ key_name: 'log.example/a', type: 'ed25519', seed: new Uint8Array(32).fill(1) })
const other = noteSigner({ key_name: 'log.example/b', type: 'ed25519', seed: new Uint8Array(32).fill(2) })
const publicKey = new Uint8Array(32).fill(3)
const purpose = 'pack-status'
const logs = [signer.verifier]
const note = vouchForKey({ purpose, publicKey }, signer)

test('a key that a log vouches for is found under the log and for its purpose', () => {
  assert.deepEqual(verifyDerivedKey(note, { purpose, logs }), { purpose, publicKey })
  assert.deepEqual(verifyDerivedKey(note, { purpose, logs: [other.verifier, ...logs] }), { purpose, publicKey })
})

test('error: LOG_SIGNATURE_MISSING for another log, another purpose, another text', () => {
  const isMissing = (error: unknown) => hasCode(error, 'LOG_SIGNATURE_MISSING')
  assert.throws(() => verifyDerivedKey(note, { purpose, logs: [other.verifier] }), isMissing)
  assert.throws(() => verifyDerivedKey(note, { purpose: 'pack-statu', logs }), isMissing)
  const checkpoint = signCheckpoint({ origin: 'log.example/a', size: 3, root: publicKey }, signer)
  assert.throws(() => verifyDerivedKey(checkpoint, { purpose, logs }), isMissing)
})

test('error: LOG_SIGNATURE_INVALID where the key was exchanged', () => {
  const changed = note.replace('AwMD', 'BAQE')
  assert.notEqual(changed, note)
  assert.throws(
    () => verifyDerivedKey(changed, { purpose, logs }),
    (error) => hasCode(error, 'LOG_SIGNATURE_INVALID'),
  )
})
