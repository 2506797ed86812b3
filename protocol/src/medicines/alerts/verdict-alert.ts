import type { Verdict, VerdictReason } from '../verdict/verdict.ts'
import { type Alert, type AlertCause, raiseAlert } from './alert.ts'
import type { Evidence } from './clone-finding.ts'
import { assumedHonestShares, type HonestCase } from './finding-score.ts'

/** The reasons that raise an alert, and what is taken of how often each has an honest cause. */
const causes: Partial<Readonly<Record<VerdictReason, readonly [AlertCause, HonestCase]>>> = {
  serial_unknown: ['unknown_serial', 'unknown_serial'],
  batch_unknown: ['batch_unknown', 'scanner_fault'],
  expiry_differs: ['expiry_differs', 'scanner_fault'],
  lot_differs: ['lot_differs', 'scanner_fault'],
  scanner_fault: ['scanner_fault', 'scanner_fault'],
  just_dispensed_here: ['used_again_here', 'same_actor'],
  dispensed_here: ['used_again_here', 'same_actor'],
  ended_here: ['used_again_here', 'same_actor'],
  dispensed_elsewhere: ['used_elsewhere', 'dispensed_twice'],
  ended_elsewhere: ['used_elsewhere', 'read_after_end'],
  stolen: ['stolen', 'read_after_end'],
  illegitimate: ['illegitimate', 'read_after_end'],
}

/** The alert that a verdict raises: one of the six classes; nothing where the verdict has none. */
export function alertOfVerdict(
  { reason, emvs, kind }: Verdict,
  told: { readonly evidence: Evidence } & Pick<Alert, 'subject' | 'raised_at'>,
): Alert | undefined {
  const [cause, honest] = causes[reason] ?? []
  if (cause === undefined || honest === undefined || emvs === undefined || kind === undefined) return undefined
  return raiseAlert({ ...told, cause, emvs, kind, score: 1 - assumedHonestShares[honest] })
}
