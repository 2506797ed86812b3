import {
  type GrantedRecord,
  type GrantTerms,
  grantAuthorityIntent,
  grantHash,
  verifyAuthorityPath,
} from '@symbolon/protocol/consent'
import { recordAccount } from '@symbolon/protocol/identity'
import { fromBase64Url, fromHex, type Hex } from '@symbolon/protocol/kernel'
import type { Address } from 'viem'
import { recoverTypedDataAddress } from 'viem/utils'
import { type Client, rootOf, sdkErrors } from '../kernel/index.ts'
import { type GrantDetail, termsOf } from './grants.ts'

/** Terms of a grant, and those of their records that signed them. */
export interface ProvedTerms {
  readonly terms: GrantTerms
  readonly records: readonly GrantedRecord[]
}

/** A grant to be proved. */
export interface TermsToProve {
  readonly grant: GrantDetail
  /** The account that has to have signed for a record; a record without one does not count. */
  readonly ownerOf: (record: GrantedRecord) => Promise<Address | undefined>
  /** Signatures that were checked before; grants of one bulk share them. */
  readonly known: Map<string, boolean>
}

/**
 * The terms, when they name the grantee that the node names and each signature under them is of the record's owner: no
 * node can make up a grant. A record without a signature, as an erased one, is left out.
 * @throws SDK_NODE_UNTRUE, CONSENT_TERMS_INVALID
 */
export async function provedTerms({ grant, ownerOf, known }: TermsToProve): Promise<ProvedTerms | undefined> {
  const terms = termsOf(grant)
  if (terms === undefined) return undefined
  const untrue = () => sdkErrors.SDK_NODE_UNTRUE({ what: grant.grant })
  const { authority } = grant
  if (authority === null || terms.grantee !== grant.grantee.party || !standsUnder(grant, terms)) throw untrue()
  const signatures = new Map(authority.signatures.map(({ record, signature }) => [record, signature]))
  const records: GrantedRecord[] = []
  for (const record of terms.records) {
    const signature = signatures.get(record.record)
    const owner = signature && (await ownerOf(record))
    if (signature === undefined || owner === undefined) continue
    const name = `${authority.root} ${signature} ${record.record}`
    const isOwners = known.get(name) ?? (await signerOf({ terms, root: authority.root, signature })) === owner
    known.set(name, isOwners)
    if (!isOwners) throw untrue()
    records.push(record)
  }
  return { terms, records }
}

/** The owner of one's own records, from the keys alone. */
export function ownOwner(client: Client): TermsToProve['ownerOf'] {
  return async ({ record }) => recordAccount(await rootOf(client), record).address
}

function standsUnder({ r, authority }: GrantDetail, terms: GrantTerms): boolean {
  if (r === null || authority === null) return false
  const { index, size, path, root } = authority
  const hash = grantHash({ r: fromBase64Url(r), terms })
  return verifyAuthorityPath({ root: fromHex(root), hash, index, size, path: path.map(fromHex) })
}

function signerOf(of: { terms: GrantTerms; root: Hex; signature: Hex }): Promise<Address | undefined> {
  const { chain_id: chainId, consents: verifyingContract } = of.terms
  const intent = grantAuthorityIntent({ chainId, verifyingContract, grants: of.root })
  return recoverTypedDataAddress({ ...intent, signature: of.signature }).catch(() => undefined)
}
