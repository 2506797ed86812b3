import { consentErrors } from '@symbolon/protocol/consent'
import { fromBase64Url, type Hex, type Id, isId, toBase64Url, toHex } from '@symbolon/protocol/kernel'
import { getAddress } from 'viem/utils'
import { z } from 'zod'
import { requireParty } from '../identity/index.ts'
import type { App, NodeContext } from '../kernel/index.ts'
import { delegateGrant } from './delegate-grant.ts'
import { type DelegationRow, findDelegation, grantStates, nameOf } from './grant-list.ts'
import { delegateKey, partyId, signature } from './grant-schemas.ts'

const tags = ['consent']
const params = z.object({ grant: z.string() })
const delegating = z.object({
  delegate: partyId,
  account: z
    .string()
    .regex(/^0x[0-9a-fA-F]{40}$/)
    .transform((address) => getAddress(address.toLowerCase()))
    .describe('Used for this grant alone'),
  key: delegateKey.describe('age file of the 32 bytes of its key, for the delegate'),
  signature,
})
const delegated = z.object({
  grant: z.string(),
  delegate: z.string(),
  account: z.string(),
  state: z.enum(['saved', 'recorded']),
})
const delegation = z
  .object({
    grant: z.string(),
    state: z.enum(grantStates),
    subject: z.string(),
    grantee: z.object({ party: z.string(), name: z.object({ en: z.string(), el: z.string() }).nullable() }),
    until: z.string(),
    ended_at: z.string().optional(),
    hash: z.string().nullable(),
    delegate: z.string(),
    account: z.string(),
    key: z.string(),
  })
  .meta({ id: 'Delegation', description: 'What a delegate needs to stop a grant; nothing of what the grant covers' })

/** /v1/grants/{grant}/delegation: name who may stop a grant as well, and show it to whom was named. */
export function delegationRoutes(app: App, { context }: { context: NodeContext }): void {
  const name = {
    tags,
    summary: 'Name who may stop a grant as well',
    params,
    body: delegating,
    response: { 200: delegated },
  }
  // The account ties the grant to the ledger: no stored answer may keep it when the grant is erased.
  const config = { idempotency: 'by-handler' } as const
  app.post('/v1/grants/:grant/delegation', { schema: name, config }, async (request) => {
    const { party: subject } = requireParty(request)
    const grant = readGrant(request.params)
    const { delegate, account, key, signature: signed } = request.body
    return delegateGrant(context, {
      grant,
      subject,
      delegate: delegate as Id<'party'>,
      account,
      key: fromBase64Url(key),
      signature: signed as Hex,
    })
  })

  const show = { tags, summary: 'Show how a delegate stops a grant', params, response: { 200: delegation } }
  app.get('/v1/grants/:grant/delegation', { schema: show }, async (request) => {
    const { party } = requireParty(request)
    const asked = { grant: readGrant(request.params), party, now: context.clock.now() }
    const [row] = await context.database.query<DelegationRow>(findDelegation(asked))
    if (!row) throw consentErrors.CONSENT_GRANT_UNKNOWN()
    return presentDelegation(row)
  })
}

function readGrant({ grant }: z.infer<typeof params>): Id<'grant'> {
  if (!isId('grant', grant)) throw consentErrors.CONSENT_GRANT_UNKNOWN()
  return grant as Id<'grant'>
}

function presentDelegation(row: DelegationRow): z.infer<typeof delegation> {
  return {
    grant: row.grant,
    state: row.state,
    subject: row.subject,
    grantee: { party: row.grantee, name: nameOf(row) },
    until: row.until.toISOString(),
    ...(row.ended_at && { ended_at: row.ended_at.toISOString() }),
    hash: row.hash && toHex(row.hash),
    delegate: row.delegate,
    account: row.delegate_account,
    key: toBase64Url(row.key),
  }
}
