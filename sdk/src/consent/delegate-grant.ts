import { consentErrors, delegationIntent } from '@symbolon/protocol/consent'
import { delegateKey, grantAccount, recipientSeed } from '@symbolon/protocol/identity'
import { fromBase64Url, type Hex, type Id, parseId, toBase64Url, toHex } from '@symbolon/protocol/kernel'
import { hybridIdentity, openAge, parseRecipient, sealAge } from '@symbolon/protocol/vault'
import type { Address } from 'viem'
import { type PrivateKeyAccount, privateKeyToAccount } from 'viem/accounts'
import { askSigned, type Party, provedRecipient } from '../identity/index.ts'
import { type Client, getNetwork, newKey, rootOf, sdkErrors } from '../kernel/index.ts'
import { type GrantDetail, type GrantSummary, getGrant } from './grants.ts'

/** Who may stop which grant as well. */
export interface GrantDelegating {
  readonly grant: string
  readonly to: Party
}

/** A delegate as the ledger names it. */
export interface DelegatedGrant {
  readonly grant: Id<'grant'>
  readonly delegate: Id<'party'>
  /** Used for this grant alone, so that nothing on the ledger tells whose delegates are the same. */
  readonly account: Address
  /** `saved`: on its way to the ledger; the delegate can stop nothing before it is there. */
  readonly state: 'recorded' | 'saved'
}

/** What whoever may stop a grant is told of it: nothing of what it covers. */
export type StoppableGrant = Pick<GrantSummary, 'grant' | 'state' | 'subject' | 'grantee' | 'until' | 'ended_at'>

/** How a delegate stops a grant. */
export interface Delegation extends StoppableGrant {
  readonly hash: Hex | null
  readonly delegate: Id<'party'>
  readonly account: Address
  /** Base64url of an age file for the delegate: the key of the account. */
  readonly key: string
}

/**
 * The party may stop the grant as well, and do nothing else with it: named once, for as long as the grant lasts.
 * @throws CONSENT_GRANT_UNKNOWN, CONSENT_DELEGATION_REFUSED when access was stopped or another delegate is named
 */
export async function delegateGrant(client: Client, delegating: GrantDelegating): Promise<DelegatedGrant> {
  const { grant, hash, key, account } = await prepareDelegation(client, delegating)
  const { chain_id, contracts } = await getNetwork(client)
  const signature = await grantAccount(await rootOf(client), grant).signTypedData(
    delegationIntent({ chainId: chain_id, verifyingContract: contracts.consents, grant: hash, to: account.address }),
  )
  const recipients = [parseRecipient(provedRecipient(delegating.to))]
  const sealed = sealAge({ plaintext: key, recipients, random: client.random })
  const delegate = delegating.to.party
  return await askSigned<DelegatedGrant>(client, {
    method: 'POST',
    path: `/v1/grants/${grant}/delegation`,
    body: { delegate, account: account.address, key: toBase64Url(sealed), signature },
    idempotencyKey: newKey(client, 'delegate'),
  })
}

/** The grant as it stands, and the account that would be named beside its own; nothing is sent. */
export async function simulateDelegateGrant(
  client: Client,
  delegating: GrantDelegating,
): Promise<{ readonly grant: GrantDetail; readonly delegate: Id<'party'>; readonly account: Address }> {
  const { detail, account } = await prepareDelegation(client, delegating)
  return { grant: detail, delegate: delegating.to.party, account: account.address }
}

/** How the signed-in delegate stops a grant. @throws CONSENT_GRANT_UNKNOWN for everybody else */
export async function getDelegation(client: Client, asking: { readonly grant: string }): Promise<Delegation> {
  const path = `/v1/grants/${encodeURIComponent(asking.grant)}/delegation`
  return await askSigned<Delegation>(client, { method: 'GET', path })
}

/** The account that the delegate stops the grant with. @throws SDK_NODE_UNTRUE, VAULT_IDENTITY_MISMATCH */
export async function delegateAccount(client: Client, { grant, account, key }: Delegation): Promise<PrivateKeyAccount> {
  const identities = [hybridIdentity(recipientSeed(await rootOf(client)))]
  const delegated = privateKeyToAccount(toHex(openAge({ file: fromBase64Url(key), identities })))
  if (delegated.address !== account) throw sdkErrors.SDK_NODE_UNTRUE({ what: grant })
  return delegated
}

async function prepareDelegation(client: Client, { grant: asked, to }: GrantDelegating) {
  const grant = parseId('grant', asked)
  const detail = await getGrant(client, { grant })
  const root = await rootOf(client)
  // Whoever received the grant sees it too, but has not its account.
  const isGiver = detail.account === null || detail.account === grantAccount(root, grant).address
  if (!isGiver) throw consentErrors.CONSENT_GRANT_UNKNOWN()
  if (detail.hash === null) throw consentErrors.CONSENT_GRANT_EMPTY()
  const key = delegateKey(root, { grant, delegate: to.party })
  return { grant, detail, hash: detail.hash, key, account: privateKeyToAccount(toHex(key)) }
}
