import type { Hex } from '@symbolon/protocol/kernel'
import { fromBase64Url, toHex } from '@symbolon/protocol/kernel'
import {
  issuerAdmissionIntent,
  type Licence,
  type LicenceKey,
  type LicenceRoot,
  medicinesErrors,
  verifyLicenceChain,
} from '@symbolon/protocol/medicines'
import { accountOf, askSigned } from '../identity/index.ts'
import { type Client, deadlineOf, getNetwork, newKey, randomNonce } from '../kernel/index.ts'
import { placeOf } from './intent-place.ts'

/** A key that may sign licences on the ledger. */
export interface IssuerAdmitting {
  readonly key: LicenceKey
  /** Milliseconds since 1970, at most five years away. */
  readonly until: number
}

/** What the ledger is asked for in the name of the signed-in authority. */
export interface AdmittedIssuer {
  /** Coordinates of the P-256 key, `0x` and 64 digits. */
  readonly x: Hex
  readonly y: Hex
  /** Seconds since 1970. */
  readonly until: number
}

/** A GS1 licence on the ledger. */
export interface HeldLicence {
  /** Digits of a company prefix, or the 14 of one GTIN. */
  readonly number: string
  /** ISO instant. */
  readonly until: string
}

/** A licence that was proved, and by which root. */
export interface ProvedLicence extends HeldLicence {
  readonly root: string
  /** True when that root was made for trying things out: nobody at GS1 stands behind it. */
  readonly is_test: boolean
  readonly block: number
  readonly transaction: Hex
}

/**
 * Licences that this key signs can be proved on the ledger; only an authority of the role gs1-registrar can admit it.
 * @throws MEDICINES_PREFIX_NOT_REGISTRAR and what else the contract refuses
 */
export async function admitIssuer(client: Client, admitting: IssuerAdmitting): Promise<AdmittedIssuer> {
  const issuer = simulateAdmitIssuer(admitting)
  const [nonce, deadline] = [randomNonce(client), deadlineOf(client)]
  const place = await placeOf(client, 'prefixes')
  const account = await accountOf(client)
  const intent = { ...place, ...issuer, authority: account.address, until: BigInt(issuer.until), nonce, deadline }
  const signature = await account.signTypedData(issuerAdmissionIntent(intent))
  await askSigned(client, {
    method: 'POST',
    path: '/v1/licence-issuers',
    body: { ...issuer, nonce: String(nonce), deadline: Number(deadline), signature },
    idempotencyKey: newKey(client, 'issuer'),
  })
  return issuer
}

/** What `admitIssuer` would have admitted; nothing is sent. */
export function simulateAdmitIssuer({ key, until }: IssuerAdmitting): AdmittedIssuer {
  const [x, y] = [key.x, key.y].map((part) => toHex(fromBase64Url(part))) as [Hex, Hex]
  return { x, y, until: Math.floor(until / 1000) }
}

/**
 * The caller holds the GS1 number of the chain on the ledger: batches of its products may be commissioned.
 * @param proving.chain licence credentials as JWTs, the one of the root first
 * @throws MEDICINES_LICENCE_…, as `verifyLicenceChain`; MEDICINES_LICENCE_OTHER_SUBJECT
 */
export async function proveLicence(
  client: Client,
  { chain }: { readonly chain: readonly string[] },
): Promise<ProvedLicence> {
  return await askSigned(client, { method: 'PUT', path: '/v1/licences', body: { chain } })
}

/**
 * The licence that `proveLicence` would prove to whoever trusts these roots; nothing is sent.
 * @throws as `proveLicence`
 */
export async function simulateProveLicence(
  client: Client,
  { chain, roots }: { readonly chain: readonly string[]; readonly roots: readonly LicenceRoot[] },
): Promise<Licence> {
  const licence = await verifyLicenceChain({ chain, roots, now: client.clock.now() })
  const { chain_id } = await getNetwork(client)
  const { account } = licence
  if (account.address !== (await accountOf(client)).address.toLowerCase() || account.chain_id !== chain_id)
    throw medicinesErrors.MEDICINES_LICENCE_OTHER_SUBJECT()
  return licence
}

/** GS1 licences that the caller holds now. */
export async function listLicences(client: Client): Promise<readonly HeldLicence[]> {
  const { items } = await askSigned<{ items: readonly HeldLicence[] }>(client, { method: 'GET', path: '/v1/licences' })
  return items
}
