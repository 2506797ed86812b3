import { askSigned } from '../identity/index.ts'
import { type Client, type Page, type PageRequest, queryOf } from '../kernel/index.ts'

/** One event of a journey. */
export interface JourneyStep {
  /** Event hash of CBV 2.0, `ni:///sha-256;…?ver=CBV2.0`. */
  readonly hash: string
  /** What the event is about, a Digital Link where it has a GS1 key. */
  readonly epc: string
  /** The thing itself, what held it at the time, or what it was made from. */
  readonly role: 'self' | 'container' | 'input'
  /** False of what was declared to be in error, and of the declaration. */
  readonly in_force: boolean
  /** As EPCIS has it. */
  readonly event: Readonly<Record<string, unknown>>
}

/** Which journey. */
export interface JourneyAsking extends PageRequest {
  /** EPC URI or GS1 Digital Link. */
  readonly epc: string
}

/**
 * One page of the events of a thing, oldest first: its own, those of whatever it was in while it was, and those of what
 * it was made from. Only what the caller may see counts, for the inference too.
 * @throws CUSTODY_EPC_INVALID
 */
export async function getJourney(client: Client, { epc, limit, after }: JourneyAsking): Promise<Page<JourneyStep>> {
  return await askSigned(client, { method: 'GET', path: `${pathOf(epc)}/journey${queryOf({ limit, after })}` })
}

/** Where a thing was, and in what. */
export interface JourneyPlace {
  readonly epc: string
  readonly at: string
  /** What it was in then, the nearest first. */
  readonly containers: readonly { readonly epc: string; readonly since: string; readonly until: string | null }[]
  /** The last event until then that tells a place; `null` where there is none. */
  readonly place: {
    readonly hash: string
    /** The thing itself, or the container by which it was there. */
    readonly epc: string
    readonly event_time: string
    readonly read_point: string | null
    readonly biz_location: string | null
    readonly biz_step: string | null
    readonly disposition: string | null
  } | null
}

/**
 * Where a thing was at an instant, by itself or in what held it.
 * @param asking.at ISO instant; now where it is missing
 * @throws CUSTODY_EPC_INVALID
 */
export async function getPlace(
  client: Client,
  { epc, at }: { readonly epc: string; readonly at?: string },
): Promise<JourneyPlace> {
  return await askSigned(client, { method: 'GET', path: `${pathOf(epc)}/place${queryOf({ at })}` })
}

function pathOf(epc: string): string {
  return `/v1/custody/${encodeURIComponent(epc)}`
}
