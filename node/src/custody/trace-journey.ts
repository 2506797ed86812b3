import { hasCode, type Id, type JsonObject, utf8 } from '@symbolon/protocol/kernel'
import { leafOf } from '@symbolon/protocol/log'
import type { NodeContext } from '../kernel/index.ts'
import type { EntryProof, TransparencyLog } from '../log/index.ts'
import { capturedBody } from './event-source.ts'
import { parseThing } from './journey-routes.ts'
import { eventOf, niOf } from './present-events.ts'
import { fullEpc } from './stored-epc.ts'
import { type TracedRow, traceEvents } from './trace-statement.ts'

/** Which journey, for whom. */
export interface JourneyTracing {
  readonly party: Id<'party'>
  /** EPC URI or GS1 Digital Link. */
  readonly epc: string
  /** True where events that the party may not see are told too, by their entries in the log and by nothing else. */
  readonly tells_hidden: boolean
  /** Number of the event behind which the page begins. */
  readonly after: number | undefined
  readonly limit: number
}

/** An event as the log proves it to whoever may see it. */
export interface ShownEvent {
  readonly receipt: Id<'receipt'>
  readonly hash: string
  readonly epc: string
  readonly role: TracedRow['role']
  readonly in_force: boolean
  readonly event: JsonObject
  /** What the entry commits to. */
  readonly body: string
}

/** An event of a journey: with its contents, or, for who may not see it, as its entry in the log. */
export interface JourneyEntry {
  /** Number of the event. */
  readonly place: number
  readonly shown: ShownEvent | null
  /** Nothing until a checkpoint is published that covers the entry. */
  readonly proof: EntryProof | null
  /** 32 bytes that the log holds, which say nothing by themselves; nothing while the proof is pending. */
  readonly entry: Uint8Array | null
}

/** One page of the events of a thing with what proves each, in the order in which they were told. @throws CUSTODY_EPC_INVALID */
export async function traceJourney(
  { context, log }: { readonly context: NodeContext; readonly log: TransparencyLog },
  { party, epc, tells_hidden, after, limit }: JourneyTracing,
): Promise<JourneyEntry[]> {
  const asking = { party, now: context.clock.now(), epc: parseThing(epc), tells_hidden }
  const rows = await context.database.query<TracedRow>(traceEvents(asking, { after, limit }))
  const entries: JourneyEntry[] = []
  for (const row of rows) entries.push(entryOf(row, await proofOf(log, row)))
  return entries
}

/** Nothing while the log has published no checkpoint over the entry. */
async function proofOf(log: TransparencyLog, { name }: TracedRow): Promise<EntryProof | null> {
  try {
    return await log.prove(name)
  } catch (error) {
    if (hasCode(error, 'LOG_PROOF_PENDING')) return null
    throw error
  }
}

function entryOf(row: TracedRow, proof: EntryProof | null): JourneyEntry {
  const body = capturedBody(row)
  const entry = proof?.salt ? leafOf({ r: proof.salt, body: utf8(body) }) : null
  if (!row.is_seen) return { place: row.event, shown: null, proof, entry }
  const event = eventOf(row, { format: 'No_Preference', isBare: false })
  const { role, in_force, name: receipt } = row
  const shown = { receipt, hash: niOf(row.hash), epc: fullEpc(row.epc), role, in_force, event, body }
  return { place: row.event, shown, proof, entry }
}
