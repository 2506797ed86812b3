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
export { type ProvedTerms, provedTerms } from './proved-terms.ts'
export { getToken, readCommitment, type Token } from './read-commitment.ts'
export { type RevokedGrant, revokeGrant, simulateRevokeGrant } from './revoke-grant.ts'
