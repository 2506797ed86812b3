import { institutionKinds, partyKinds, roleCodes } from '@symbolon/protocol/identity'
import { z } from 'zod'
import type { Settlement } from '../kernel/index.ts'
import type { HostedInstitutions } from './hosted.ts'
import type { PartyRow } from './party-store.ts'
import type { NewSession } from './session-store.ts'

export const addressSchema = z.string().regex(/^0x[0-9a-fA-F]{40}$/)
export const hexSchema = z
  .string()
  .regex(/^0x(?:[0-9a-fA-F]{2})*$/)
  .max(10_000)
export const digestSchema = z.string().regex(/^0x[0-9a-f]{64}$/)
/** A uint256 in decimal digits. */
export const nonceTextSchema = z
  .string()
  .regex(/^\d{1,78}$/, { abort: true })
  .refine((digits) => BigInt(digits) < 2n ** 256n)
export const roleSchema = z.enum(roleCodes)
export const institutionKindSchema = z.enum(institutionKinds)
const kindSchema = z.enum(Object.keys(partyKinds) as (keyof typeof partyKinds)[])

export const partySchema = z
  .object({
    party: z.string(),
    kind: kindSchema,
    address: addressSchema,
    recipient: z.string().describe('age1pq1…'),
    handle: z.string().nullable(),
    name: z.object({ el: z.string(), en: z.string() }).nullable(),
    endpoint: z.string().nullable(),
    country: z.string().nullable().describe('ISO 3166-1 alpha-2'),
    profile_digest: z.string().nullable().describe('SHA-256 of the canonical profile, as the ledger has it'),
    roles: z.array(z.object({ role: roleSchema, until: z.string() })),
    hosted: z.boolean().describe('This node holds the keys of the institution'),
  })
  .meta({ id: 'Party', description: 'An institution, or a person: then without handle, name and roles' })

export function presentParty(row: PartyRow, hosted: HostedInstitutions): z.infer<typeof partySchema> {
  const { party, kind, address, recipient, handle, name_el, name_en, endpoint, country, profile, roles } = row
  return {
    party,
    kind,
    address,
    recipient,
    handle,
    name: name_el !== null && name_en !== null ? { el: name_el, en: name_en } : null,
    endpoint,
    country,
    profile_digest: profile,
    roles: roles.map(({ role, until }) => ({ role, until: new Date(until).toISOString() })),
    hosted: hosted.at(address) !== undefined,
  }
}

export const nonceSchema = z.object({
  nonce: z.string(),
  domain: z.string(),
  uri: z.string(),
  chain_id: z.int(),
  expires_at: z.string(),
})

export const sessionSchema = z.object({
  token: z.string(),
  session: z.string(),
  expires_at: z.string(),
  party: z.string().nullable().describe('Null until the account has registered its party'),
})

export function presentSession({ token, principal }: NewSession): z.infer<typeof sessionSchema> {
  const { session, expires_at, party } = principal
  return { token, session, expires_at: new Date(expires_at).toISOString(), party: party ?? null }
}

export const roleChangeSchema = z.object({
  party: addressSchema,
  role: roleSchema,
  until: z.string().nullable().describe('Null when the role was taken back'),
  block: z.int(),
  transaction: z.string(),
})

export function presentRoleChange(
  { party, role, until }: { party: string; role: z.infer<typeof roleSchema>; until?: number },
  { block, transaction }: Settlement,
): z.infer<typeof roleChangeSchema> {
  return { party, role, until: until === undefined ? null : new Date(until * 1000).toISOString(), block, transaction }
}
