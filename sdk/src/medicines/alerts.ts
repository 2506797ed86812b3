import type { Id } from '@symbolon/protocol/kernel'
import { askSigned } from '../identity/index.ts'
import { type Client, newKey, type Page, type PageRequest, queryOf } from '../kernel/index.ts'

/** Something about a pack that a person has to look at. */
export interface PackAlert {
  readonly alert: Id<'alert'>
  readonly cause: string
  /** Class of EMVS, where it has one. */
  readonly emvs: string | null
  readonly kind: string
  /** The chance, from 0 to below 1, that the cause is no honest one, by assumed shares. */
  readonly score: number
  readonly gtin: string | null
  readonly lot: string | null
  readonly batch: string | null
  /** Null where only the lot is known. */
  readonly serial: string | null
  /** For regulators: who read the pack, made it or holds it. */
  readonly parties: readonly Id<'party'>[] | null
  /** ISO instant. */
  readonly raised_at: string
  readonly status: { readonly state: 'open' | 'assigned' | 'resolved'; readonly [fact: string]: unknown }
  readonly evidence: Readonly<Record<string, unknown>>
  /** The same in the language of the client. */
  readonly words: {
    readonly cause: string
    readonly kind: string
    readonly emvs: string | null
    readonly status: string
  }
}

/** Alerts that concern the caller, and all of them for a regulator, one page, the newest first. */
export async function listAlerts(
  client: Client,
  asking: PageRequest & { readonly state?: PackAlert['status']['state'] } = {},
): Promise<Page<PackAlert>> {
  const { limit, after, state } = asking
  return await askSigned(client, { method: 'GET', path: `/v1/alerts${queryOf({ state, limit, after })}` })
}

/** An alert. @throws MEDICINES_ALERT_UNKNOWN, also for whom it does not concern */
export async function getAlert(client: Client, { alert }: { readonly alert: string }): Promise<PackAlert> {
  return await askSigned(client, { method: 'GET', path: pathOf(alert) })
}

/** The caller looks after the alert, or nobody does. @throws MEDICINES_ALERT_UNKNOWN, MEDICINES_ALERT_REFUSED */
export async function assignAlert(
  client: Client,
  { alert, to }: { readonly alert: string; readonly to: 'me' | 'nobody' },
): Promise<PackAlert> {
  return await send(client, { alert, what: 'assignment', body: { to } })
}

/** The alert is resolved; that a pack is not legitimate has to be said by its maker and an authority. @throws as `assignAlert` */
export async function resolveAlert(
  client: Client,
  { alert, as }: { readonly alert: string; readonly as: 'technical' | 'process' | 'unexplained' | 'confirmed' },
): Promise<PackAlert> {
  return await send(client, { alert, what: 'resolution', body: { as } })
}

/** The alert that `assignAlert` or `resolveAlert` would change; nothing is sent. @throws MEDICINES_ALERT_UNKNOWN */
export async function simulateAlertChange(client: Client, asking: { readonly alert: string }): Promise<PackAlert> {
  return await getAlert(client, asking)
}

async function send(
  client: Client,
  { alert, what, body }: { readonly alert: string; readonly what: string; readonly body: unknown },
): Promise<PackAlert> {
  const path = `${pathOf(alert)}/${what}`
  return await askSigned(client, { method: 'POST', path, body, idempotencyKey: newKey(client, what) })
}

function pathOf(alert: string): string {
  return `/v1/alerts/${encodeURIComponent(alert)}`
}
