import { consentErrors, revocationIntent } from '@symbolon/protocol/consent'
import { grantAccount } from '@symbolon/protocol/identity'
import { type Hex, hasCode, type Id, parseId } from '@symbolon/protocol/kernel'
import type { PrivateKeyAccount } from 'viem/accounts'
import { askSigned } from '../identity/index.ts'
import { type Client, getNetwork, rootOf } from '../kernel/index.ts'
import { delegateAccount, getDelegation, type StoppableGrant } from './delegate-grant.ts'
import { getGrant } from './grants.ts'
/** What a stopped grant had already let out. */
export interface RevokedGrant {
  readonly grant: Id<'grant'>
  /** From this instant every request is refused. */
  readonly ended_at: string
  readonly seen: {
    /** Entries that the node knows were read. */
    readonly entries: number
    /** True when the grantee had the keys of all that the grant covers, and may have read any of it. */
    readonly everything: boolean
    readonly first_at: string | null
    readonly last_at: string | null
  }
  /** `saved`: already effective here, and on its way to the ledger. */
  readonly state: 'recorded' | 'saved'
}

/**
 * Access is stopped for ever, by whoever gave it or the delegate named for it: every later request is refused and the keys that the node held for the grantee are gone.
 * What was opened before is told, since nothing can take it back.
 * @throws CONSENT_GRANT_UNKNOWN, CONSENT_GRANT_EMPTY when all that it covered was erased, and the grant with it
 */
export async function revokeGrant(client: Client, revoking: { readonly grant: string }): Promise<RevokedGrant> {
  const grant = parseId('grant', revoking.grant)
  const { hash, accountOf } = await findStoppable(client, grant)
  if (hash === null) throw consentErrors.CONSENT_GRANT_EMPTY()
  const { chain_id, contracts } = await getNetwork(client)
  const account = await accountOf()
  const signature = await account.signTypedData(
    revocationIntent({ chainId: chain_id, verifyingContract: contracts.consents, grant: hash }),
  )
  return await askSigned<RevokedGrant>(client, {
    method: 'POST',
    path: `/v1/grants/${grant}/revocation`,
    body: { signature },
    idempotencyKey: `revoke-${grant}`,
  })
}

/** The grant that `revokeGrant` would stop; nothing is sent. */
export async function simulateRevokeGrant(
  client: Client,
  revoking: { readonly grant: string },
): Promise<StoppableGrant> {
  return (await findStoppable(client, parseId('grant', revoking.grant))).shown
}

interface Stoppable {
  readonly shown: StoppableGrant
  readonly hash: Hex | null
  /** Who signs that it ends. */
  accountOf(): Promise<PrivateKeyAccount>
}

// Grants that one gave are asked for first; whoever received one sees it too, but may be its delegate.
async function findStoppable(client: Client, grant: Id<'grant'>): Promise<Stoppable> {
  const own = grantAccount(await rootOf(client), grant)
  const shown = await getGrant(client, { grant }).catch((fault: unknown) => {
    if (!hasCode(fault, 'CONSENT_GRANT_UNKNOWN')) throw fault
    return undefined
  })
  if (shown !== undefined && (shown.account === null || shown.account === own.address))
    return { shown, hash: shown.hash, accountOf: async () => own }
  const delegation = await getDelegation(client, { grant })
  return { shown: delegation, hash: delegation.hash, accountOf: () => delegateAccount(client, delegation) }
}
