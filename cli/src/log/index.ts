export type { FetchedProof, ProofAsked, ProofKind, ShownProof } from './proof-kind.ts'
export { checkpointJson, checkpointLines, placeLines, type ShownCheckpoint } from './proof-lines.ts'
export { witnessVerb } from './witness-verb.ts'
