import { registrationIntent, roleGrantIntent, roleId } from '@symbolon/protocol/identity'
import { issuerAdmissionIntent, packLicenceNumbers } from '@symbolon/protocol/medicines'
import { type Hex, keccak256, toHex } from 'viem'
import { privateKeyToAccount } from 'viem/accounts'
import type { Chain } from './chain.ts'
import licence from './licence.json' with { type: 'json' }

/** 2030-01-01T01:00Z, an hour after the first instant of every test chain. */
export const deadline = 1_893_459_600n
/** 2034-01-01T00:00Z. */
const until = 2_019_686_400n

/** The GTIN that the maker may use, a lot's hash, and the last day of use: 2032-02-29. */
export const product = { gtin: 5_201_234_000_018n, prefixLength: 7, expiry: 22_704 } as const

/** Who is licensed in the tests of packs: name → kind, role and licence. */
const parties = {
  maker: { kind: 7, role: 'manufacturer', licence: packLicenceNumbers.manufacturer },
  wholesaler: { kind: 9, role: 'wholesaler', licence: packLicenceNumbers.wholesaler },
  pharmacy: { kind: 5, role: 'pharmacy', licence: packLicenceNumbers.pharmacy },
  hospital: { kind: 1, role: 'care-provider', licence: packLicenceNumbers['care-provider'] },
  regulator: { kind: 8, role: 'regulator', licence: undefined },
} as const

export type PartyName = keyof typeof parties

/** The account of a name; its key is a hash of the name, as in the vectors. */
export function vectorAccount(name: string) {
  return privateKeyToAccount(keccak256(toHex(`vector key ${name}`)))
}

/** Number of the licence under which a party holds packs. */
export function licenceOf(name: PartyName): number {
  return parties[name].licence ?? 0
}

/** Parties with their roles, an issuer of licences, and the maker's GS1 prefix: all that packs stand on. */
export async function preparePacks(chain: Chain): Promise<void> {
  for (const name of Object.keys(parties) as PartyName[])
    await licenseParty(chain, { account: vectorAccount(name), name })
  await accredit(chain, 'gs1-registrar')
  const admission = { authority: vectorAccount('authority').address, ...issuerKey, until, nonce: 1n, deadline }
  const typed = issuerAdmissionIntent({ ...placeOf(chain, 'Prefixes'), ...admission })
  const signature = await vectorAccount('authority').signTypedData(typed)
  await chain.send({ contract: 'Prefixes', functionName: 'admitIssuer', args: [admission, signature] })
  await chain.send({ contract: 'Prefixes', functionName: 'proveLicence', args: [credential] })
}

/** The account has the kind and the role of the named party. */
export async function licenseParty(
  chain: Chain,
  party: { readonly account: ReturnType<typeof privateKeyToAccount>; readonly name: PartyName },
): Promise<void> {
  const { kind, role } = parties[party.name]
  const place = placeOf(chain, 'Parties')
  const registration = { party: party.account.address, kind, profile: keccak256('0x01'), deadline }
  const registering = await party.account.signTypedData(registrationIntent({ ...place, ...registration }))
  await chain.send({ contract: 'Parties', functionName: 'register', args: [registration, registering] })
  await accredit(chain, role)
  const authority = vectorAccount('authority')
  const nonce = BigInt(party.account.address)
  const grant = {
    authority: authority.address,
    party: party.account.address,
    role: roleId(role),
    until,
    nonce,
    deadline,
  }
  const granting = await authority.signTypedData(roleGrantIntent({ ...place, ...grant }))
  await chain.send({ contract: 'Parties', functionName: 'grantRole', args: [grant, granting] })
}

/** Where an intent for the contract is meant for. */
export function placeOf(chain: Chain, contract: 'Parties' | 'Prefixes' | 'Packs') {
  return { chainId: chain.chainId, verifyingContract: chain.addresses[contract] }
}

async function accredit(chain: Chain, role: 'gs1-registrar' | (typeof parties)[PartyName]['role']): Promise<void> {
  const args = [roleId(role), vectorAccount('authority').address, true]
  await chain.send({ contract: 'Parties', functionName: 'accredit', args })
}

const { x, y } = licence.issuer
/** The key that signed the licence of the tests. */
export const issuerKey = { x: x as Hex, y: y as Hex }
/** The maker's licence of the prefix 5201234, by an issuer that exists here only. */
export const credential = {
  header: toHex(licence.header),
  payload: toHex(licence.payload),
  r: licence.r as Hex,
  s: licence.s as Hex,
  ...issuerKey,
}
