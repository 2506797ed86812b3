import { openingIntent, type Purpose } from '@symbolon/protocol/consent'
import { fromBase64Url, type Id, toHex } from '@symbolon/protocol/kernel'
import {
  type CapsuleRecord,
  entryPayload,
  openCapsule,
  openEntry,
  type SealedEntry,
  verifyCapsuleRecord,
} from '@symbolon/protocol/vault'
import { accountOf, askSigned, ownIdentity, sendSigned } from '../identity/index.ts'
import { type Client, getNetwork, newKey } from '../kernel/index.ts'
import { getGrant } from './grants.ts'
import { readCommitment } from './read-commitment.ts'
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
 * What a grant lets the signed-in grantee read. The patient's ledger has the receipt before any key leaves; every record
 * is proved against its token, every entry against its digest.
 * @throws CONSENT_GRANT_REVOKED, CONSENT_GRANT_EXPIRED, CONSENT_ROLE_MISSING, VAULT_COMMITMENT_MISMATCH
 */
export async function openGrant(
  client: Client,
  opening: GrantOpening,
): Promise<{ readonly receipt: Id<'receipt'>; readonly entries: readonly GrantedEntry[] }> {
  const answer = await askOpening(client, opening)
  const header = fromBase64Url(answer.capsule.header)
  const body = fromBase64Url(answer.capsule.body)
  const capsule = openCapsule({ header, body, identity: ownIdentity(client) })
  const opened = await Promise.all(capsule.records.map((record) => openRecordOf(client, { record, answer })))
  return { receipt: answer.receipt, entries: opened.flat() }
}

async function askOpening(client: Client, opening: GrantOpening): Promise<OpeningAnswer> {
  const purpose = opening.purpose ?? (await getGrant(client, opening)).purpose
  const { chain_id, contracts } = await getNetwork(client)
  const nonce = toHex(client.random(nonceBytes))
  const deadline = Math.floor(client.clock.now() / 1000) + deadlineMinutes * 60
  const { grant } = opening
  const signature = await accountOf(client).signTypedData(
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
  of: { record: CapsuleRecord; answer: OpeningAnswer },
): Promise<GrantedEntry[]> {
  const { record, answer } = of
  verifyCapsuleRecord({ capsuleRecord: record, commitment: await readCommitment(client, record.token_id) })
  const path = `/v1/openings/${answer.receipt}/blobs/${record.record}`
  const response = await sendSigned(client, { method: 'GET', path })
  const blob = new Uint8Array(await response.arrayBuffer())
  return record.entries.map((entry) => ({
    record: record.record,
    entry,
    bytes: openEntry({ entry, payload: entryPayload(entry, blob) }),
  }))
}
