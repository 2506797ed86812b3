export { getOwnParty, getParty, type HeldRole, listParties, type Party } from './parties.ts'
export { provedRecipient } from './proved-recipient.ts'
export {
  ownIdentity,
  ownRecipient,
  type PartyRegistration,
  registerParty,
  registerPerson,
  simulateRegisterParty,
  simulateRegisterPerson,
} from './register.ts'
export {
  grantRole,
  type RoleChange,
  type RoleGranting,
  type RoleRevoking,
  revokeRole,
  simulateGrantRole,
  simulateRevokeRole,
} from './roles.ts'
export { accountOf, askSigned, currentSession, sendSigned, signIn, signOut } from './sign-in.ts'
export { type PartyUpdate, type ProfileChange, simulateUpdateParty, updateParty } from './update-party.ts'
