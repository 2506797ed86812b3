import { type Hex, type Id, type JsonObject, readJsonKeepingNumbers } from '@symbolon/protocol/kernel'
import type { AnchorClaim } from '@symbolon/protocol/log'
import { TRACE_EVENTS_MAX } from '@symbolon/protocol/medicines'
import { askSigned } from '../identity/index.ts'
import { type Client, type Page, type PageRequest, queryOf, sdkErrors, walkPages } from '../kernel/index.ts'
import { type PackVerifying, type VerifiedPack, verifyPack } from './verify-pack.ts'

/** What shows that an event stands in the log: the way from its entry to a checkpoint that the log has signed. */
export interface EventPlace {
  readonly index: number
  /** Entries under the checkpoint. */
  readonly size: number
  /** base64url, 32 bytes each, nearest to the leaf first. */
  readonly hashes: readonly string[]
  /** Signed note. */
  readonly checkpoint: string
  readonly anchor: AnchorClaim | null
}

/** One event of a pack that the caller may see. */
export interface TraceStep {
  /** Name of its entry in the log. */
  readonly receipt: Id<'receipt'>
  /** Event hash of CBV 2.0, `ni:///sha-256;…?ver=CBV2.0`. */
  readonly hash: string
  /** What the event is about, a Digital Link where it has a GS1 key. */
  readonly epc: string
  /** The thing itself, what held it at the time, or what it was made from. */
  readonly role: 'self' | 'container' | 'input'
  /** False of what was declared to be in error, and of the declaration. */
  readonly in_force: boolean
  /** As EPCIS has it. */
  readonly event: JsonObject
  /** The same as the node wrote it. */
  readonly event_text: string
  /** What the entry commits to, and base64url what opens it; nothing while the proof is pending. */
  readonly body: string
  readonly salt: string | null
  /** Nothing until a checkpoint is published that covers the entry. */
  readonly proof: EventPlace | null
}

/** An event of a pack that the caller may not see: that there is one, and where it stands in the log. */
export interface HiddenStep {
  /** base64url, the 32 bytes in the log. */
  readonly entry: string | null
  readonly proof: EventPlace | null
}

/** What the ledger has of a pack: its batch, and that it changed hands or state. */
export interface LedgerStep {
  readonly step: 'commissioned' | 'handed_over' | 'marked'
  /** ISO instant. */
  readonly at: string
  readonly state: string | null
  /** Parties and handover for whoever is one of them, and regulators. */
  readonly from: string | null
  readonly to: string | null
  readonly handover: string | null
  readonly block: number | null
  readonly transaction: Hex | null
}

/** The pack in its batch and on the ledger. */
export interface PackOrigin {
  readonly proof: {
    readonly gtin: string
    readonly serial: string
    readonly lot: string
    /** `YYMMDD` */
    readonly expiry: string
    readonly token_id: Hex
    readonly chain_id: number
    /** Address of `Packs`. */
    readonly contract: Hex
    readonly root: Hex
    /** Packs of the batch, which have neighbouring tokens. */
    readonly count: number
    readonly index: number
    readonly salt: Hex
    readonly leaf: Hex
    /** Siblings from the leaf up. */
    readonly proof: readonly Hex[]
  }
  /** Oldest first; the first is the commissioning of the batch. */
  readonly steps: readonly LedgerStep[]
}

/** Where a pack comes from: its place in its batch and on the ledger, and its events with what proves each. */
export interface PackTrace {
  readonly verified: VerifiedPack
  /** Nothing of a pack that was not commissioned here. */
  readonly origin: PackOrigin | null
  /** Oldest first: of the pack, of what held it then, and of its lot, where an event names no single pack. */
  readonly steps: readonly TraceStep[]
  /** In the order of the log, for whoever handles packs. */
  readonly hidden: readonly HiddenStep[]
}

interface EntryAnswer {
  readonly shown: (Omit<TraceStep, 'event' | 'event_text' | 'proof'> & { readonly event: string }) | null
  readonly entry: string | null
  readonly proof: EventPlace | null
}

/**
 * The way of a pack from its maker. Events that are not the caller's to see are told by their entries in the log, which
 * prove that there are such and say nothing of them, and to whoever handles packs alone.
 * @throws as `verifyPack`; SDK_NODE_UNTRUE when the node tells of another pack than the one that was verified
 */
export async function tracePack(client: Client, asking: PackVerifying): Promise<PackTrace> {
  const verified = await verifyPack(client, asking)
  const { pack, scan } = verified.answer
  const { gtin, serial } = pack ?? scan
  if (gtin === undefined || serial === undefined) return { verified, origin: null, steps: [], hidden: [] }
  const origin = pack === undefined ? null : await originOf(client, { scan: asking.scan, token_id: pack.token_id })
  const entries = [
    ...(await entriesOf(client, { link: asking.scan, of: 'lot' })),
    ...(await entriesOf(client, { link: asking.scan, of: 'pack' })),
  ]
  const steps = new Map<string, TraceStep>()
  const hidden = new Map<string, HiddenStep>()
  for (const { shown, entry, proof } of entries) {
    if (shown === null) hidden.set(entry ?? `pending ${hidden.size}`, { entry, proof })
    else steps.set(shown.receipt, stepOf(shown, proof))
  }
  const instant = ({ event }: TraceStep) => Date.parse(String(event.eventTime))
  return {
    verified,
    origin,
    steps: [...steps.values()].sort((left, right) => instant(left) - instant(right)),
    hidden: [...hidden.values()].sort((left, right) => (left.proof?.index ?? 0) - (right.proof?.index ?? 0)),
  }
}

function stepOf({ event, ...shown }: NonNullable<EntryAnswer['shown']>, proof: EventPlace | null): TraceStep {
  return { ...shown, event: readJsonKeepingNumbers(event) as JsonObject, event_text: event, proof }
}

async function originOf(client: Client, of: { scan: string; token_id: string }): Promise<PackOrigin> {
  const path = `/v1/packs/trace${queryOf({ link: of.scan })}`
  const origin = await askSigned<PackOrigin>(client, { method: 'GET', path })
  if (BigInt(origin.proof.token_id) !== BigInt(of.token_id))
    throw sdkErrors.SDK_NODE_UNTRUE({ what: origin.proof.serial })
  return origin
}

async function entriesOf(client: Client, asked: { link: string; of: 'pack' | 'lot' }): Promise<EntryAnswer[]> {
  const entries: EntryAnswer[] = []
  const read = (page: PageRequest) => {
    const path = `/v1/packs/trace/events${queryOf({ ...asked, ...page })}`
    return askSigned<Page<EntryAnswer>>(client, { method: 'GET', path })
  }
  for await (const entry of walkPages(read)) {
    entries.push(entry)
    if (entries.length === TRACE_EVENTS_MAX / 2) return entries
  }
  return entries
}
