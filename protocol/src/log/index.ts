export { ed25519 } from '#ed25519'
export { type AddCheckpoint, addCheckpointText, parseAddCheckpoint } from './add-checkpoint.ts'
export {
  type Checkpoint,
  checkpointText,
  type NotedCheckpoint,
  parseCheckpoint,
  type SignedCheckpoint,
  signCheckpoint,
  verifyCheckpoint,
} from './checkpoint.ts'
export { checkpointsSolidityErrors } from './contract-errors.ts'
export { type DerivedKey, verifyDerivedKey, vouchForKey } from './derived-key.ts'
export type { Ed25519, Ed25519SigningKey, Ed25519VerifyingKey } from './ed25519.ts'
export { ENTRY_BYTES_MAX, encodeEntries, parseBundle } from './entry-bundle.ts'
export { logErrors } from './errors.ts'
export { checkpointsContract } from './generated/checkpoints-contract.ts'
export { edgeOfLog, emptyLog, type Integration, integrate, type LogEdge, logFromTiles } from './integrate.ts'
export { type CheckpointIntent, checkpointIntent, type RotationIntent, rotationIntent } from './intents.ts'
export { type LeafOpening, leafOf, OPENING_SALT_BYTES } from './leaf.ts'
export { isLogSize, LOG_SIZE_MAX } from './line-values.ts'
export {
  type LogProof,
  logProofText,
  PROOF_EXTRA_BYTES_MAX,
  parseLogProof,
  type Trust,
  type VerifiedProof,
  verifyLogProof,
} from './log-proof.ts'
export {
  NOTE_CHARACTERS_MAX,
  NOTE_SIGNATURES_MAX,
  type Note,
  type NoteSignature,
  noteText,
  parseNote,
  parseSignatureLines,
  signatureLines,
} from './note.ts'
export {
  type NoteKeyType,
  type NoteSigner,
  type NoteVerifier,
  noteSigner,
  noteVerifier,
  parseSignerKey,
  parseVerifierKey,
  signerKeyText,
  verifierKeyText,
} from './note-key.ts'
export { cosign, cosignatureMessage, signNote, type VerifiedSignature, verifiedSignatures } from './note-signing.ts'
export { openSalt, type SealedSalt } from './opening.ts'
export {
  isQuorum,
  NO_QUORUM,
  type Policy,
  type PolicyGroup,
  type PolicyLog,
  type PolicyWitness,
  policyText,
  requireQuorum,
  type Witnessing,
  type WitnessSignature,
  witnessing,
} from './policy.ts'
export { POLICY_CHARACTERS_MAX, POLICY_NAMES_MAX, parsePolicy } from './policy-file.ts'
export { failedCheck, type ProofCheck, proofChecks } from './proof-checks.ts'
export {
  consistencyTiles,
  type EntryPlace,
  type Growth,
  inclusionTiles,
  proveConsistency,
  proveInclusion,
  type TileReader,
} from './prove.ts'
export {
  parseReceiptProof,
  type ReceiptProof,
  receiptProofText,
  type ShownReceipt,
  verifyReceiptProof,
  type WrittenReceiptProof,
} from './receipt-proof.ts'
export { type AnchorClaim, anchorOf, type SignInClaim } from './receipt-proof-extra.ts'
export { type HashTile, parseTilePath, TILE_LEVEL_MAX, TILE_WIDTH, type Tile, tileInTree, tilePath } from './tile.ts'
export {
  edgeTiles,
  emptyTree,
  growTree,
  hashesOf,
  type Tree,
  treeFromTiles,
  treeRoot,
  type WrittenTile,
} from './tree.ts'
export { emptyRoot, HASH_BYTES, leafHashes, nodeHash, perfectRoot } from './tree-hash.ts'
export { type ReceiptTrust, type TrustedCheckpoint, trustCheckpoint } from './trust-checkpoint.ts'
export {
  type ConsistencyClaim,
  type InclusionClaim,
  PROOF_HASHES_MAX,
  verifyConsistency,
  verifyInclusion,
} from './verify.ts'
export { type CosigningDecision, decideCosigning } from './witness-decision.ts'
