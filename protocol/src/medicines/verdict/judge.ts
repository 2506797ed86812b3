import type { Verdict, VerdictBasis } from './verdict.ts'
import { verdictRules } from './verdict-rules.ts'

/**
 * What to say of a scanned pack. The first of the rules that applies decides: an unreadable scan; expiry, recall and
 * withdrawal, which no later state takes back; a ledger that is stale or cut off, which is *not checked*, never OK and never
 * suspect; faults of the scanner, before anything is called suspect; then the records.
 * @source Commission Delegated Regulation (EU) 2016/161 Art. 24, 30, 35
 */
export function judge(basis: VerdictBasis): Verdict {
  const { now, ledger_age_ms } = basis
  const as_of = ledger_age_ms === undefined ? {} : { as_of: now - ledger_age_ms }
  for (const rule of verdictRules) {
    const verdict = rule(basis)
    if (verdict) return { ...verdict, ...as_of }
  }
  return { outcome: 'not_checked', reason: 'offline', ...as_of }
}
