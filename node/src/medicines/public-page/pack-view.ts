import type { Milliseconds } from '@symbolon/protocol/kernel'
import type { verdicts } from './pack-words.ts'
import type { PublicPack, StopReason } from './public-pack.ts'
import { isPast, isSameDay, packDateOf } from './told-dates.ts'

/** What the code says beside GTIN and serial number. */
export interface CodeOfPack {
  readonly lot?: string | undefined
  /** YYMMDD */
  readonly expiry?: string | undefined
}

/** What stands at the top of the page, and what is said beside it. */
export interface PackView {
  readonly verdict: keyof typeof verdicts
  readonly stops: readonly StopReason[]
  /** What the code says otherwise than the record. */
  readonly differs: readonly ('lot' | 'expiry')[]
}

const stopOrder: readonly StopReason[] = ['withdrawn', 'recalled', 'expired']

/**
 * What the page says first. Withdrawn, recalled and expired come before all else, also by the date on the code, since
 * that is the one on the box; what cannot be looked up now is never in order and never suspect; a code that differs from
 * the record is a technical matter first.
 */
export function viewPack(pack: PublicPack, { code, now }: { code: CodeOfPack; now: Milliseconds }): PackView {
  const dates = [pack.expiry, code.expiry].flatMap((yymmdd) => (yymmdd && packDateOf(yymmdd, now)) || [])
  const isExpired = dates.some((date) => isPast(date, now))
  const stops = stopOrder.filter((stop) => pack.stops.includes(stop) || (stop === 'expired' && isExpired))
  const differs = differencesOf(pack, { code, now })
  return { verdict: verdictOf(pack, { stops, differs }), stops, differs }
}

function verdictOf({ outcome, is_dispensed }: PublicPack, view: Omit<PackView, 'verdict'>): PackView['verdict'] {
  if (view.stops.length > 0) return 'stopped'
  if (outcome === 'unchecked' || outcome === 'unknown' || outcome === 'stopped') return outcome
  if (view.differs.length > 0) return 'differs'
  if (outcome === 'ended') return is_dispensed ? 'dispensed' : 'ended'
  return outcome
}

function differencesOf(pack: PublicPack, { code, now }: { code: CodeOfPack; now: Milliseconds }): ('lot' | 'expiry')[] {
  const lot = code.lot !== undefined && pack.lot !== undefined && code.lot !== pack.lot
  const [written, recorded] = [code.expiry, pack.expiry].map((yymmdd) => yymmdd && packDateOf(yymmdd, now))
  const expiry = Boolean(written && recorded && !isSameDay(written, recorded))
  return [...(lot ? (['lot'] as const) : []), ...(expiry ? (['expiry'] as const) : [])]
}
