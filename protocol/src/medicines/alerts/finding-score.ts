import type { AlertKind } from '../verdict/emvs-classes.ts'
import type { CloneFinding, CloneRule } from './clone-finding.ts'

/** What changes how much a finding says. */
export type HonestCase = CloneRule | 'scanner_fault' | 'same_actor' | 'public_place' | 'trade_abroad'

/**
 * Of a hundred such findings, how many (as a share) are taken to have an honest cause. These are assumptions, to be replaced
 * by the shares of a node's own resolved alerts: nearly all alerts of the European system's first year were false.
 * @source Assumed; for the order of magnitude EMVS false-alert rates of 2020 (0.03 % to 3 % of scans)
 */
export const assumedHonestShares: Readonly<Record<HonestCase, number>> = {
  unknown_serial: 0.5,
  dispensed_twice: 0.2,
  read_after_end: 0.4,
  impossible_speed: 0.05,
  outside_path: 0.5,
  outside_market: 0.5,
  rate_spike: 0.3,
  // A scanner that changed letters; a pharmacy that scanned its own pack twice; a place that a stranger's device told;
  // a wholesaler or maker abroad through whose hands a pack may pass on its way.
  scanner_fault: 0.99,
  same_actor: 0.95,
  public_place: 0.8,
  trade_abroad: 0.8,
}

/** What several findings on one pack come to. */
export interface CombinedFindings {
  /**
   * The chance, from 0 to below 1, that not all of the findings have an honest cause, by their shares and as if the rules
   * were independent; of each rule the strongest finding counts.
   */
  readonly score: number
  /** `suspect` when one of them is; else `process`, else `technical`. */
  readonly kind: AlertKind
}

const kinds: readonly AlertKind[] = ['suspect', 'process', 'technical']

/** Score and kind of a pack's findings together; nothing without a finding. The order of the findings changes nothing. */
export function combineFindings(findings: readonly CloneFinding[]): CombinedFindings | undefined {
  const kind = kinds.find((each) => findings.some((finding) => finding.kind === each))
  if (kind === undefined) return undefined
  const shares = new Map<CloneRule, number>()
  for (const { rule, honest_share } of findings) shares.set(rule, Math.min(shares.get(rule) ?? 1, honest_share))
  const honest = [...shares.values()].sort((left, right) => left - right)
  return { kind, score: 1 - honest.reduce((product, share) => product * share, 1) }
}
