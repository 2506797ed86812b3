export { sha256 } from '#sha256'
export {
  concatBytes,
  equalBytes,
  fromBase64Url,
  fromHex,
  fromUtf8,
  type Hex,
  toBase64Url,
  toHex,
  utf8,
} from './bytes.ts'
export { canonicalJson } from './canonical-json.ts'
export { countryLetters, countryNumbers } from './country-codes.ts'
export {
  defineErrors,
  describeError,
  type ErrorFact,
  type ErrorFacts,
  type ErrorRow,
  type ErrorTable,
  hasCode,
  type Language,
  type Retry,
  SymbolonError,
  shownFacts,
  type Words,
} from './errors.ts'
export { type Id, type IdKind, idOfUuid, idPrefixes, isId, newId, parseId, uuidOfId } from './ids.ts'
export type { IntentPlace } from './intent-place.ts'
export { jsonText, readJson, readJsonBytes, readJsonKeepingNumbers } from './json.ts'
export {
  isNumberAsWritten,
  type JsonObject,
  type JsonValue,
  type NumberAsWritten,
  numberAsWritten,
} from './json-value.ts'
export { kernelErrors } from './kernel-errors.ts'
export {
  type MerklePath,
  type MerkleSelection,
  merkleLeaf,
  merkleMultiproof,
  merkleProof,
  merkleProofs,
  merkleRoot,
  rootFromMultiproof,
  verifyMerkleProof,
} from './merkle.ts'
export { randomPool } from './random-pool.ts'
export { type Clock, dayOf, type Milliseconds, startOfWeek, weekAfter } from './time.ts'
