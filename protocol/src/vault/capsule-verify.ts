import { equalBytes, merkleRoot, rootFromMultiproof } from '../kernel/index.ts'
import type { CapsuleRecord } from './capsule.ts'
import { entryLeaf, recordCommitment } from './commitment.ts'
import { vaultErrors } from './errors.ts'
import type { Manifest } from './manifest.ts'
import { recordLeaves } from './places.ts'

/**
 * Nothing, when the entries are those that the token stands for; each still has to open to its digest (`openEntry`).
 * @param commitment 32 bytes read from the token that the grant names
 * @throws VAULT_COMMITMENT_MISMATCH
 */
export function verifyCapsuleRecord({
  capsuleRecord,
  commitment,
}: {
  capsuleRecord: CapsuleRecord
  commitment: Uint8Array
}): void {
  const { size, proof, entries } = capsuleRecord
  const indexes = entries.map(({ index }) => index)
  const root = provenRoot({ size, indexes, leaves: entries.map(entryLeaf), proof })
  if (!equalBytes(recordCommitment({ ...capsuleRecord, root }), commitment))
    throw vaultErrors.VAULT_COMMITMENT_MISMATCH()
}

/** As `verifyCapsuleRecord`, for the owner's whole manifest. @throws VAULT_COMMITMENT_MISMATCH */
export function verifyManifest({ manifest, commitment }: { manifest: Manifest; commitment: Uint8Array }): void {
  const root = merkleRoot(recordLeaves(manifest))
  if (!equalBytes(recordCommitment({ ...manifest, root }), commitment)) throw vaultErrors.VAULT_COMMITMENT_MISMATCH()
}

function provenRoot(selection: Parameters<typeof rootFromMultiproof>[0]): Uint8Array {
  try {
    return rootFromMultiproof(selection)
  } catch (cause) {
    throw vaultErrors.VAULT_COMMITMENT_MISMATCH({}, { cause })
  }
}
