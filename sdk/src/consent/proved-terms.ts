import {
  authorityRoot,
  type GrantTerms,
  grantAuthorityIntent,
  termsDigest,
  verifyAuthorityPath,
} from '@symbolon/protocol/consent'
import { recordAccount } from '@symbolon/protocol/identity'
import { equalBytes, fromHex, type Hex, type Id } from '@symbolon/protocol/kernel'
import { recoverTypedDataAddress } from 'viem'
import { type Client, rootOf, sdkErrors } from '../kernel/index.ts'
import { type GrantDetail, termsOf } from './grants.ts'

/** Terms of a grant of one's own, and those of their records that signed them. */
export interface ProvedTerms {
  readonly terms: GrantTerms
  readonly records: readonly Id<'record'>[]
}

/**
 * The terms, when they name the grantee that the node names and each signature under them is the record's own: no node
 * can make up a grant that keys are then sealed for. A record without a signature, as an erased one, is left out.
 * @param known signatures that were checked before; grants of one bulk share them
 * @throws SDK_NODE_UNTRUE, CONSENT_TERMS_INVALID
 */
export async function provedTerms(
  client: Client,
  { grant, known }: { grant: GrantDetail; known: Map<string, boolean> },
): Promise<ProvedTerms | undefined> {
  const terms = termsOf(grant)
  if (terms === undefined) return undefined
  const untrue = () => sdkErrors.SDK_NODE_UNTRUE({ what: grant.grant })
  const { authority } = grant
  if (authority === null || terms.grantee !== grant.grantee.party || !standsUnder(terms, authority)) throw untrue()
  const named = new Set(terms.records.map(({ record }) => record))
  const signed = authority.signatures.filter(({ record }) => named.has(record))
  for (const { record, signature } of signed) {
    const name = `${authority.root} ${signature} ${record}`
    const isOwn = known.get(name) ?? (await isOwnSignature(client, { terms, root: authority.root, record, signature }))
    known.set(name, isOwn)
    if (!isOwn) throw untrue()
  }
  return { terms, records: signed.map(({ record }) => record) }
}

function standsUnder(terms: GrantTerms, authority: NonNullable<GrantDetail['authority']>): boolean {
  const { index, size, path } = authority
  const root = fromHex(authority.root)
  const digest = termsDigest(terms)
  if (size === 1) return path.length === 0 && equalBytes(authorityRoot([digest]), root)
  return verifyAuthorityPath({ root, digest, index, size, path: path.map(fromHex) })
}

async function isOwnSignature(
  client: Client,
  of: { terms: GrantTerms; root: Hex; record: Id<'record'>; signature: Hex },
): Promise<boolean> {
  const { chain_id: chainId, consents: verifyingContract } = of.terms
  const intent = grantAuthorityIntent({ chainId, verifyingContract, grants: of.root })
  const signer = await recoverTypedDataAddress({ ...intent, signature: of.signature }).catch(() => undefined)
  return signer === recordAccount(rootOf(client), of.record).address
}
