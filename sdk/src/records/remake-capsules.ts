import { hasCode, toBase64Url } from '@symbolon/protocol/kernel'
import { type CapsuleBody, parseRecipient, sealCapsuleBody, wrapCapsule } from '@symbolon/protocol/vault'
import {
  type GrantDetail,
  type GrantState,
  getGrant,
  listGrants,
  ownOwner,
  type ProvedTerms,
  provedTerms,
} from '../consent/index.ts'
import { getParty, provedRecipient } from '../identity/index.ts'
import { type Client, sdkErrors, walkPages } from '../kernel/index.ts'
import { getRecord, type OpenedRecord } from './records.ts'
import { capsuleRecordsOf, selectFrom } from './select-entries.ts'
/** Capsules that take the place of the old ones, and the bodies that they open. */
export interface RemadeCapsules {
  readonly capsules: readonly { readonly grant: string; readonly header: string; readonly body: string }[]
  readonly bodies: readonly { readonly digest: string; readonly ciphertext: string }[]
  /** Grants in force that name the record: the node refuses the change when others have come meanwhile. */
  readonly grants: readonly string[]
}

/** What becomes of the record that changes: its next version, or nothing. */
export interface RecordChange {
  readonly record: string
  readonly next: OpenedRecord | undefined
}

/**
 * New capsules for every grant that covers the record and still holds. A grant whose selection finds nothing any more
 * gets none, and the node then drops its old one.
 * @throws SDK_NODE_UNTRUE when a grant is not what the records' own accounts signed
 */
export async function remakeCapsules(client: Client, change: RecordChange): Promise<RemadeCapsules> {
  const grants = await coveringGrants(client, change.record)
  const records = new Map<string, Promise<OpenedRecord | undefined>>([[change.record, Promise.resolve(change.next)]])
  const bodies = new Map<string, CapsuleBody | undefined>()
  const capsules: { grant: string; header: string; body: string }[] = []
  const known = new Map<string, boolean>()
  for (const grant of grants) {
    const proved = await provedTerms({ grant, ownerOf: ownOwner(client), known })
    // What has ended by one's own clock gets no keys, whatever the node says of it.
    if (proved === undefined || Date.parse(proved.terms.until) <= client.clock.now()) continue
    const capsule = await bodyFor(client, { proved, records, bodies })
    if (capsule === undefined) continue
    const party = await getParty(client, { party: proved.terms.grantee })
    if (party.address !== proved.terms.grantee_address) throw sdkErrors.SDK_NODE_UNTRUE({ what: party.party })
    const header = wrapCapsule({
      fileKey: capsule.fileKey,
      recipient: parseRecipient(provedRecipient(party)),
      random: client.random,
    })
    capsules.push({ grant: grant.grant, header: toBase64Url(header), body: capsule.digest })
  }
  const made = [...bodies.values()].filter((body) => body !== undefined)
  return {
    capsules,
    bodies: made.map(({ digest, body }) => ({ digest, ciphertext: toBase64Url(body) })),
    grants: grants.map(({ grant }) => grant),
  }
}

const inForce: ReadonlySet<GrantState> = new Set(['saved', 'upcoming', 'active'])

/** Grants in force that name the record. */
async function coveringGrants(client: Client, record: string): Promise<GrantDetail[]> {
  const found: GrantDetail[] = []
  for await (const summary of walkPages((page) => listGrants(client, { ...page, side: 'given', record }))) {
    if (inForce.has(summary.state)) found.push(await getGrant(client, summary))
  }
  return found
}

interface Remaking {
  readonly proved: ProvedTerms
  readonly records: Map<string, Promise<OpenedRecord | undefined>>
  readonly bodies: Map<string, CapsuleBody | undefined>
}

// Grants of one bulk say the same about the same records: they share a body again.
async function bodyFor(client: Client, { proved, records, bodies }: Remaking): Promise<CapsuleBody | undefined> {
  const { terms } = proved
  const name = JSON.stringify([proved.records, terms.what])
  if (bodies.has(name)) return bodies.get(name)
  const opened = await Promise.all(proved.records.map(({ record }) => openOnce(client, { record, records })))
  const selected = selectFrom(
    opened.filter((one) => one !== undefined),
    terms.what,
  )
  const body =
    selected.length === 0 ? undefined : sealCapsuleBody({ records: capsuleRecordsOf(selected), random: client.random })
  bodies.set(name, body)
  return body
}

async function openOnce(
  client: Client,
  of: { record: string; records: Map<string, Promise<OpenedRecord | undefined>> },
): Promise<OpenedRecord | undefined> {
  const { record, records } = of
  const known = records.get(record)
  if (known !== undefined) return await known
  const opening = openUnlessErased(client, record)
  records.set(record, opening)
  return await opening
}

// A record that was erased since the grant was given has nothing left to share.
async function openUnlessErased(client: Client, record: string): Promise<OpenedRecord | undefined> {
  try {
    return await getRecord(client, { record })
  } catch (error) {
    if (hasCode(error, 'RECORDS_RECORD_ERASED') || hasCode(error, 'RECORDS_RECORD_UNKNOWN')) return undefined
    throw error
  }
}
