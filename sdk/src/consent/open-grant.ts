import { openingIntent, type Purpose } from '@symbolon/protocol/consent'
import { fromBase64Url, fromHex, type Id, toHex } from '@symbolon/protocol/kernel'
import {
  type CapsuleRecord,
  entryPayload,
  openCapsule,
  openEntry,
  type SealedEntry,
  verifyCapsuleRecord,
} from '@symbolon/protocol/vault'
import { accountOf, askSigned, ownIdentity, sendSigned } from '../identity/index.ts'
import { type Client, getNetwork, newKey, sdkErrors } from '../kernel/index.ts'
import { type GrantDetail, getGrant } from './grants.ts'
import { provedTerms } from './proved-terms.ts'
import { heldToken, type Token } from './read-token.ts'

/** Which grant to open, and for what. */
export interface GrantOpening {
  readonly grant: string
  /** The purpose that the grant names when absent. */
  readonly purpose?: Purpose
}

/** An entry that a grant lets its grantee read, decrypted and proved against the token. */
export interface GrantedEntry {
  readonly record: Id<'record'>
  readonly entry: SealedEntry
  readonly bytes: Uint8Array
}

interface OpeningAnswer {
  readonly receipt: Id<'receipt'>
  readonly capsule: { readonly header: string; readonly body: string }
  readonly blobs: readonly { readonly record: string; readonly sha256: string; readonly href: string }[]
}

const deadlineMinutes = 5
const nonceBytes = 32

/**
 * What a grant lets the signed-in grantee read. The patient's ledger has the receipt before any key leaves. The terms are
 * proved by the signatures of the tokens' owners, every record is one that they name and is proved against its token,
 * every entry against its digest.
 * @throws CONSENT_GRANT_REVOKED, CONSENT_GRANT_EXPIRED, CONSENT_ROLE_MISSING, SDK_NODE_UNTRUE, VAULT_COMMITMENT_MISMATCH
 */
export async function openGrant(
  client: Client,
  opening: GrantOpening,
): Promise<{ readonly receipt: Id<'receipt'>; readonly entries: readonly GrantedEntry[] }> {
  const grant = await getGrant(client, opening)
  const answer = await askOpening(client, { grant, purpose: opening.purpose ?? grant.purpose })
  const header = fromBase64Url(answer.capsule.header)
  const body = fromBase64Url(answer.capsule.body)
  const capsule = openCapsule({ header, body, identity: await ownIdentity(client) })
  const tokens = await provedTokens(client, { grant, records: capsule.records })
  const opened = await Promise.all(
    capsule.records.map((record, i) => openRecordOf(client, { record, token: tokens[i] as Token, answer })),
  )
  return { receipt: answer.receipt, entries: opened.flat() }
}

/** The tokens of the records, each named by terms that its owner signed. @throws SDK_NODE_UNTRUE, SDK_TOKEN_MISMATCH */
async function provedTokens(
  client: Client,
  of: { grant: GrantDetail; records: readonly CapsuleRecord[] },
): Promise<Token[]> {
  const tokens = await Promise.all(of.records.map(({ token_id }) => heldToken(client, { token_id })))
  const owners = new Map(of.records.map(({ record }, i) => [record, (tokens[i] as Token).owner]))
  const untrue = () => sdkErrors.SDK_NODE_UNTRUE({ what: of.grant.grant })
  const proved = await provedTerms({
    grant: of.grant,
    ownerOf: async ({ record }) => owners.get(record),
    known: new Map(),
  })
  for (const { record, token_id } of of.records) {
    if (!proved?.records.some((one) => one.record === record && one.token_id === token_id)) throw untrue()
  }
  return tokens
}

async function askOpening(client: Client, opening: { grant: GrantDetail; purpose: Purpose }): Promise<OpeningAnswer> {
  const { purpose } = opening
  const { grant } = opening.grant
  const { chain_id, contracts } = await getNetwork(client)
  const nonce = toHex(client.random(nonceBytes))
  const deadline = Math.floor(client.clock.now() / 1000) + deadlineMinutes * 60
  const account = await accountOf(client)
  const signature = await account.signTypedData(
    openingIntent({
      chainId: chain_id,
      verifyingContract: contracts.consents,
      grant,
      purpose,
      nonce,
      deadline: BigInt(deadline),
    }),
  )
  const body = { grant, purpose, nonce, deadline, signature }
  const idempotencyKey = newKey(client, 'opening')
  return await askSigned<OpeningAnswer>(client, { method: 'POST', path: '/v1/openings', body, idempotencyKey })
}

async function openRecordOf(
  client: Client,
  of: { record: CapsuleRecord; token: Token; answer: OpeningAnswer },
): Promise<GrantedEntry[]> {
  const { record, token, answer } = of
  verifyCapsuleRecord({ capsuleRecord: record, commitment: fromHex(token.commitment) })
  const path = `/v1/openings/${answer.receipt}/blobs/${record.record}`
  const response = await sendSigned(client, { method: 'GET', path })
  const blob = new Uint8Array(await response.arrayBuffer())
  return record.entries.map((entry) => ({
    record: record.record,
    entry,
    bytes: openEntry({ entry, payload: entryPayload(entry, blob) }),
  }))
}
