import { sha256, utf8 } from '@symbolon/protocol/kernel'
import {
  type AddCheckpoint,
  type Checkpoint,
  noteSigner,
  parseSignatureLines,
  proveConsistency,
  verifiedSignatures,
} from '@symbolon/protocol/log'
import { type TestLog, testLogSigner } from '../../../../sdk/src/log/test-log.ts'
import type { FileSystem } from './file-system.ts'
import { Witness } from './witness.ts'

export const testWitnessSigner = noteSigner({
  key_name: 'witness.example/one',
  type: 'cosignature',
  seed: sha256(utf8('a witness of the tests')),
})

/** A witness of the test log, on files of the test. */
export async function openTestWitness(files: FileSystem): Promise<Witness> {
  const parts = { files, folder: '/w', signer: testWitnessSigner, clock: { now: () => 1_800_000_000_000 } }
  const witness = await Witness.open(parts)
  await witness.pin(testLogSigner.verifier)
  return witness
}

/** What a log asks of its witness when it has grown from a size. */
export async function requestOf(
  log: TestLog,
  old_size: number,
): Promise<AddCheckpoint & { checkpoint: TestLog['signed'] }> {
  const checkpoint = log.signed
  const read = async ({ level, index }: { level: number; index: number }) => log.widest(level, index)
  const proof = old_size > checkpoint.size ? [] : await proveConsistency({ old_size, size: checkpoint.size }, read)
  return { old_size, proof, checkpoint }
}

/** True when the lines cosign the checkpoint with the key of the tests. */
export function isCosigned(lines: string, checkpoint: Checkpoint & { note: { text: string } }): boolean {
  const note = { text: checkpoint.note.text, signatures: parseSignatureLines(lines) }
  const [signed] = verifiedSignatures(note, [testWitnessSigner.verifier])
  return signed?.time_s !== undefined
}
