import { type Hex, toHex, utf8, type Words } from '../kernel/index.ts'
import { identityErrors } from './errors.ts'

/** Roles that an accredited authority grants to institutions, for a time. */
export const roles = {
  'care-provider': { en: 'care provider', el: 'πάροχος φροντίδας' },
  'research-organisation': { en: 'research organisation', el: 'ερευνητικός οργανισμός' },
  payer: { en: 'payer', el: 'ασφαλιστικός φορέας' },
  'blood-bank': { en: 'blood bank', el: 'τράπεζα αίματος' },
  pharmacy: { en: 'pharmacy', el: 'φαρμακείο' },
  manufacturer: { en: 'manufacturer', el: 'παρασκευαστής' },
  regulator: { en: 'regulator', el: 'ρυθμιστική αρχή' },
  auditor: { en: 'auditor', el: 'ελεγκτής' },
  wholesaler: { en: 'wholesaler', el: 'χονδρέμπορος' },
  'gs1-registrar': { en: 'GS1 registrar', el: 'καταχωριστής GS1' },
} as const satisfies Readonly<Record<string, Words>>

/** Code of a role: `care-provider`, `research-organisation`, … */
export type Role = keyof typeof roles

/** Every role, in the table's order. */
export const roleCodes = Object.keys(roles) as Role[]

/** The only door from text to a role. @throws IDENTITY_ROLE_UNKNOWN */
export function parseRole(text: string): Role {
  const role = roleCodes.find((known) => known === text)
  if (!role) throw identityErrors.IDENTITY_ROLE_UNKNOWN({ roles: roleCodes })
  return role
}

/** The role as the chain names it: its code in ASCII, padded to 32 bytes with zeros on the right. */
export function roleId(role: Role): Hex {
  const id = new Uint8Array(32)
  id.set(utf8(role))
  return toHex(id)
}

/** The role that 32 bytes of the chain name, or nothing when they name none of ours. */
export function roleOfId(id: Hex): Role | undefined {
  return roleCodes.find((role) => roleId(role) === id.toLowerCase())
}
