import { askSigned } from '../identity/index.ts'
import { type Client, type Page, type PageRequest, queryOf } from '../kernel/index.ts'
import type { EpcisEvent } from './query-events.ts'

/** One event of a journey, as EPCIS has it. */
export interface JourneyStep {
  /** `ni:///sha-256;…?ver=CBV2.0` */
  readonly hash: string
  /** What the event is about: the thing, what held it then, or what it was made from. */
  readonly epc: string
  readonly role: 'self' | 'container' | 'input'
  /** False of what was declared to be in error, and of the declaration. */
  readonly in_force: boolean
  readonly event: EpcisEvent
}

/**
 * Events of a thing that the caller may see, by itself or in what held it then, one page, oldest first.
 * @param asking.epc EPC URI or GS1 Digital Link
 * @throws CUSTODY_EPC_INVALID
 */
export async function getJourney(
  client: Client,
  asking: PageRequest & { readonly epc: string },
): Promise<Page<JourneyStep>> {
  const { epc, limit, after } = asking
  const path = `/v1/custody/${encodeURIComponent(epc)}/journey${queryOf({ limit, after })}`
  return await askSigned(client, { method: 'GET', path })
}

/** Where a thing was, and in what. */
export interface ThingPlace {
  readonly epc: string
  /** ISO instant. */
  readonly at: string
  /** What it was in then, the nearest first. */
  readonly containers: readonly { readonly epc: string; readonly since: string; readonly until: string | null }[]
  readonly place: {
    readonly hash: string
    readonly epc: string
    readonly event_time: string
    readonly read_point: string | null
    readonly biz_location: string | null
    readonly biz_step: string | null
    readonly disposition: string | null
  } | null
}

/**
 * The last place of a thing that is told until an instant, by itself or by what held it.
 * @param asking.at ISO instant; now unless given
 * @throws CUSTODY_EPC_INVALID
 */
export async function getPlace(
  client: Client,
  { epc, at }: { readonly epc: string; readonly at?: string },
): Promise<ThingPlace> {
  return await askSigned(client, {
    method: 'GET',
    path: `/v1/custody/${encodeURIComponent(epc)}/place${queryOf({ at })}`,
  })
}
