export { askAsAnybody } from './ask-as-anybody.ts'
export {
  type DelegatedGrant,
  type Delegation,
  delegateGrant,
  type GrantDelegating,
  getDelegation,
  type StoppableGrant,
  simulateDelegateGrant,
} from './delegate-grant.ts'
export { getProof, openOpening, type ProofAsking } from './get-proof.ts'
export {
  type GrantDetail,
  type GrantListing,
  type GrantState,
  type GrantSummary,
  getGrant,
  listGrants,
  termsOf,
} from './grants.ts'
export { getReceipt, listLedger } from './ledger.ts'
export { type GrantedEntry, type GrantOpening, openGrant } from './open-grant.ts'
export { ownOwner, type ProvedTerms, provedTerms } from './proved-terms.ts'
export { getToken, heldToken, type Token } from './read-token.ts'
export { type RevokedGrant, revokeGrant, simulateRevokeGrant } from './revoke-grant.ts'
export { type ProofVerifying, type VerifiedReceipt, verifyProof } from './verify-proof.ts'
