export { checkRecipients, openAge, sealAge, unwrapFileKey, wrapFileKey } from './age.ts'
export type { Random } from './age-core.ts'
export { armor, dearmor, isArmored } from './armor.ts'
export {
  CAPSULE_BODY_BYTES_MAX,
  CAPSULE_RECORDS_MAX,
  type Capsule,
  type CapsuleRecord,
  parseCapsule,
} from './capsule.ts'
export { type CapsuleBody, capsuleRecordOf, openCapsule, sealCapsuleBody, wrapCapsule } from './capsule-seal.ts'
export { verifyCapsuleRecord, verifyManifest } from './capsule-verify.ts'
export { entryLeaf, recordCommitment } from './commitment.ts'
export { type EntryCode, type EntrySummary, entryPayload, openEntry, type SealedEntry } from './entry.ts'
export { vaultErrors } from './errors.ts'
export { exportAge } from './export-age.ts'
export { type ArchivedFile, exportAgeArchive } from './export-archive.ts'
export { HEADER_BYTES_MAX, type Header, parseHeader, type Stanza } from './header.ts'
export {
  hybridIdentity,
  hybridIdentityText,
  type Identity,
  type KeyIdentity,
  parseIdentity,
  recipientOf,
  x25519Identity,
} from './identity.ts'
export {
  MANIFEST_BYTES_MAX,
  type Manifest,
  type ManifestEntry,
  openManifest,
  parseManifest,
  RECORD_ENTRIES_MAX,
  type RecordSource,
} from './manifest.ts'
export { passphraseIdentity, passphraseRecipient, WORK_FACTOR_DEFAULT, WORK_FACTOR_MAX } from './passphrase.ts'
export {
  FILE_KEY_BYTES,
  openPayload,
  type PayloadSource,
  payloadSize,
  plaintextSize,
  sealPayload,
  sealPayloadInto,
} from './payload.ts'
export { type KeyRecipient, parseRecipient, type Recipient } from './recipient.ts'
export { hexDigest, type OpenEntry, type RecordToSeal, type SealedRecord, sealRecord } from './record.ts'
