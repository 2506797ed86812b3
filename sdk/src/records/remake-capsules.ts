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
import { capsuleRecordsOf, type Selected, selectFrom } from './select-entries.ts'
/** Capsules that take the place of the old ones, and the bodies that they open. */
export interface RemadeCapsules {
  /** What the node stores. */
  readonly stored: {
    readonly capsules: readonly { readonly grant: string; readonly header: string; readonly body: string }[]
    readonly bodies: readonly { readonly digest: string; readonly ciphertext: string }[]
    /** Grants in force that name the record: the node refuses the change when others have come meanwhile. */
    readonly grants: readonly string[]
  }
  /** Capsules among them that open entries of the record that changes; the others open other records only. */
  readonly opening: number
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
  const bodies = new Map<string, SharedBody | undefined>()
  const capsules: { grant: string; header: string; body: string }[] = []
  const known = new Map<string, boolean>()
  let opening = 0
  for (const grant of grants) {
    const proved = await provedTerms({ grant, ownerOf: ownOwner(client), known })
    // What has ended by one's own clock gets no keys, whatever the node says of it.
    if (proved === undefined || Date.parse(proved.terms.until) <= client.clock.now()) continue
    const shared = await bodyFor(client, { proved, records, bodies })
    if (shared === undefined) continue
    const party = await getParty(client, { party: proved.terms.grantee })
    if (party.address !== proved.terms.grantee_address) throw sdkErrors.SDK_NODE_UNTRUE({ what: party.party })
    const header = wrapCapsule({
      fileKey: shared.body.fileKey,
      recipient: parseRecipient(provedRecipient(party)),
      random: client.random,
    })
    capsules.push({ grant: grant.grant, header: toBase64Url(header), body: shared.body.digest })
    if (shared.records.has(change.record)) opening++
  }
  const made = [...bodies.values()].filter((shared) => shared !== undefined)
  const stored = made.map(({ body }) => ({ digest: body.digest, ciphertext: toBase64Url(body.body) }))
  return { stored: { capsules, bodies: stored, grants: grants.map(({ grant }) => grant) }, opening }
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

/** A body and the records whose entries it opens. */
interface SharedBody {
  readonly body: CapsuleBody
  readonly records: ReadonlySet<string>
}

interface Remaking {
  readonly proved: ProvedTerms
  readonly records: Map<string, Promise<OpenedRecord | undefined>>
  readonly bodies: Map<string, SharedBody | undefined>
}

// Grants of one bulk say the same about the same records: they share a body again.
async function bodyFor(client: Client, { proved, records, bodies }: Remaking): Promise<SharedBody | undefined> {
  const { terms } = proved
  const name = JSON.stringify([proved.records, terms.what])
  if (bodies.has(name)) return bodies.get(name)
  const opened = await Promise.all(proved.records.map(({ record }) => openOnce(client, { record, records })))
  const selected = selectFrom(
    opened.filter((one) => one !== undefined),
    terms.what,
  )
  const shared = selected.length === 0 ? undefined : shareBody(client, selected)
  bodies.set(name, shared)
  return shared
}

function shareBody(client: Client, selected: readonly Selected[]): SharedBody {
  const body = sealCapsuleBody({ records: capsuleRecordsOf(selected), random: client.random })
  return { body, records: new Set(selected.map(({ opened }) => opened.manifest.record)) }
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
