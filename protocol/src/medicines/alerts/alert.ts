import { canonicalJson, type Hex, type Id, idOfUuid, type Milliseconds, sha256, utf8 } from '../../kernel/index.ts'
import type { AlertKind, EmvsClass } from '../verdict/emvs-classes.ts'
import type { CloneFinding, CloneRule, Evidence } from './clone-finding.ts'

/** What of a single scan raises an alert. */
export type ScanCause =
  | 'batch_unknown'
  | 'expiry_differs'
  | 'lot_differs'
  | 'scanner_fault'
  | 'used_again_here'
  | 'used_elsewhere'
  | 'stolen'
  | 'illegitimate'

/** What an alert was raised for: a rule on reads, or a verdict on one scan. */
export type AlertCause = CloneRule | ScanCause

/** How an alert was resolved. `confirmed` is said by the manufacturer and an authority together. */
export type AlertResolution = 'technical' | 'process' | 'unexplained' | 'confirmed'

/** Where an alert stands. */
export type AlertState =
  | { readonly state: 'open' }
  | { readonly state: 'assigned'; readonly assignee: string; readonly confirmed_by: readonly Confirmation[] }
  | { readonly state: 'resolved'; readonly resolution: AlertResolution; readonly resolved_at: Milliseconds }

/** One of the two who have to say that a pack is not legitimate. */
export interface Confirmation {
  /** Identifier of the party. */
  readonly actor: string
  readonly role: 'manufacturer' | 'regulator'
}

/** Something about a pack that a person has to look at. */
export interface Alert {
  /** The same cause on the same evidence is the same alert, however often it is found. */
  readonly id: Id<'alert'>
  /** Salted id of the pack, or of the lot where it is about one. */
  readonly subject: Hex
  readonly cause: AlertCause
  readonly emvs?: EmvsClass
  readonly kind: AlertKind
  /** From 0 to below 1: the chance that the cause is no honest one, by the shares that the node takes. */
  readonly score: number
  readonly evidence: Evidence
  readonly raised_at: Milliseconds
  readonly status: AlertState
}

/** Raises an alert; nobody works on it yet. */
export function raiseAlert(raised: Omit<Alert, 'id' | 'status'>): Alert {
  return { ...raised, id: idOfAlert(raised), status: { state: 'open' } }
}

/** Raises the alert of a finding. */
export function alertOfFinding(
  { rule, kind, emvs, honest_share, evidence }: CloneFinding,
  { subject, raised_at }: Pick<Alert, 'subject' | 'raised_at'>,
): Alert {
  return raiseAlert({ subject, cause: rule, kind, ...(emvs && { emvs }), score: 1 - honest_share, evidence, raised_at })
}

/** Measures follow from the reads, and may be measured otherwise one day: they are no part of the id. */
function idOfAlert({ subject, cause, evidence: { reads, scanned, asked } }: Omit<Alert, 'id' | 'status'>): Id<'alert'> {
  const { gtin = null, serial = null, lot = null, expiry = null } = scanned ?? {}
  const named = [
    subject,
    cause,
    reads.map(({ cell, hour, reader }) => [cell, hour, reader]),
    [gtin, serial, lot, expiry],
    // However often the same kind of party asks there.
    ...(asked ? [[asked.reader, asked.country ?? null, asked.cell ?? null]] : []),
  ]
  return idOfUuid('alert', sha256(utf8(canonicalJson(named))).subarray(0, 16))
}
