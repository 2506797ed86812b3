export { type HostedInstitution, type HostedInstitutions, unlockHosted } from './hosted.ts'
export { createIdentitySlice, type IdentitySlice } from './identity-slice.ts'
export type { PartyRow, PartyStore } from './party-store.ts'
export { requireParty, requirePrincipal, sealedBodies } from './policy.ts'
