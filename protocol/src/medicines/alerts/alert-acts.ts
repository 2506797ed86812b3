import type { Milliseconds, Words } from '../../kernel/index.ts'
import { medicinesErrors } from '../errors.ts'
import type { Alert, AlertResolution, AlertState, Confirmation } from './alert.ts'

/** What somebody does with an alert. */
export type AlertAct =
  | { readonly act: 'assign'; readonly to: string }
  | { readonly act: 'release' }
  | { readonly act: 'confirm'; readonly role: Confirmation['role'] }
  | { readonly act: 'resolve'; readonly as: Exclude<AlertResolution, 'confirmed'> }

/** Why nothing was done with an alert. */
export const alertRefusals = {
  resolved: { en: 'it is resolved', el: 'έχει κλείσει' },
  unassigned: { en: 'nobody has taken it on', el: 'δεν την έχει αναλάβει κανείς' },
  assignee: { en: 'somebody else has taken it on', el: 'την έχει αναλάβει άλλος' },
  confirming: { en: 'one of two has confirmed it', el: 'την έχει επιβεβαιώσει ο ένας από τους δύο' },
  same: { en: 'the other of the two has to be somebody else', el: 'ο δεύτερος από τους δύο πρέπει να είναι άλλος' },
} as const satisfies Readonly<Record<string, Words>>

/**
 * The alert after an act: open, assigned, resolved; whoever has taken it on resolves it, except that only manufacturer and
 * authority together confirm, and what one of them has confirmed nobody resolves as anything else.
 * @throws MEDICINES_ALERT_REFUSED
 */
export function actOnAlert(
  alert: Alert,
  { act, actor, now }: { act: AlertAct; actor: string; now: Milliseconds },
): Alert {
  const { status } = alert
  if (status.state === 'resolved') throw refusal('resolved')
  if (act.act === 'assign')
    return { ...alert, status: { state: 'assigned', assignee: act.to, confirmed_by: confirmationsOf(status) } }
  if (status.state === 'open') throw refusal('unassigned')
  if (act.act === 'confirm') return confirm(alert, status, { actor, role: act.role, now })
  if (status.assignee !== actor) throw refusal('assignee')
  if (status.confirmed_by.length > 0) throw refusal('confirming')
  if (act.act === 'release') return { ...alert, status: { state: 'open' } }
  return { ...alert, status: { state: 'resolved', resolution: act.as, resolved_at: now } }
}

type Assigned = Extract<AlertState, { state: 'assigned' }>

function confirm(
  alert: Alert,
  status: Assigned,
  { now, ...confirmation }: Confirmation & { now: Milliseconds },
): Alert {
  const others = status.confirmed_by.filter(({ role }) => role !== confirmation.role)
  if (others.some(({ actor }) => actor === confirmation.actor)) throw refusal('same')
  if (others.length > 0) return { ...alert, status: { state: 'resolved', resolution: 'confirmed', resolved_at: now } }
  return { ...alert, status: { ...status, confirmed_by: [confirmation] } }
}

function confirmationsOf(status: AlertState): readonly Confirmation[] {
  return status.state === 'assigned' ? status.confirmed_by : []
}

function refusal(reason: keyof typeof alertRefusals) {
  return medicinesErrors.MEDICINES_ALERT_REFUSED({ reason: alertRefusals[reason] })
}
