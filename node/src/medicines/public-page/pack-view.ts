import type { Milliseconds } from '@symbolon/protocol/kernel'
import { type ClassState, expiryOf } from '@symbolon/protocol/medicines'
import type { verdicts } from './pack-words.ts'
import type { PublicPack } from './public-pack.ts'
import { isPast } from './told-dates.ts'

/** What the code says beside GTIN and serial number. */
export interface CodeOfPack {
  readonly lot?: string | undefined
  /** YYMMDD */
  readonly expiry?: string | undefined
}

/** What stands at the top of the page, and what is said beside it. */
export interface PackView {
  readonly verdict: keyof typeof verdicts
  readonly stops: readonly ClassState[]
  /** What the code says otherwise than the record. */
  readonly differs: readonly ('lot' | 'expiry')[]
}

const gravestFirst: readonly ClassState[] = ['withdrawn', 'recalled', 'expired']

/**
 * What the page says first. Withdrawn, recalled and expired come before all else, also by the date on the code, since
 * that is the one on the box; what cannot be looked up now is never in order and never suspect; a code that differs from
 * the record is a technical matter first.
 */
export function viewPack(pack: PublicPack, { code, now }: { code: CodeOfPack; now: Milliseconds }): PackView {
  const isExpired = [pack.expiry, code.expiry].some((yymmdd) => yymmdd !== undefined && isPast(yymmdd, now))
  const stops = gravestFirst.filter((stop) => pack.stops.includes(stop) || (stop === 'expired' && isExpired))
  const differs = differencesOf(pack, { code, now })
  return { verdict: verdictOf(pack, { stops, differs }), stops, differs }
}

function verdictOf({ outcome, is_dispensed }: PublicPack, view: Omit<PackView, 'verdict'>): PackView['verdict'] {
  if (view.stops.length > 0) return 'class_ended'
  if (outcome === 'not_checked' || outcome === 'unknown' || outcome === 'class_ended') return outcome
  if (view.differs.length > 0) return 'differs'
  if (outcome === 'ended') return is_dispensed ? 'dispensed' : 'ended'
  return outcome
}

function differencesOf(pack: PublicPack, { code, now }: { code: CodeOfPack; now: Milliseconds }): ('lot' | 'expiry')[] {
  const lot = code.lot !== undefined && pack.lot !== undefined && code.lot !== pack.lot
  const [written, recorded] = [code.expiry, pack.expiry].map((yymmdd) => yymmdd && expiryOf(yymmdd, now))
  const expiry = code.expiry !== undefined && pack.expiry !== undefined && written !== recorded
  return [...(lot ? (['lot'] as const) : []), ...(expiry ? (['expiry'] as const) : [])]
}
