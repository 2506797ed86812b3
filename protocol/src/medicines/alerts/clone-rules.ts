import type { PackScan } from '../verdict/pack-scan.ts'
import type { CloneFinding } from './clone-finding.ts'
import { findDispensedTwice, findReadAfterEnd } from './end-rules.ts'
import { assumedHonestShares } from './finding-score.ts'
import { evidenceOf, type PackHistory } from './pack-history.ts'
import type { PackRead } from './pack-read.ts'
import { findImpossibleSpeed } from './speed-rule.ts'

const rules: readonly ((history: PackHistory) => CloneFinding | undefined)[] = [
  findDispensedTwice,
  findReadAfterEnd,
  findImpossibleSpeed,
]

/**
 * What in a pack's history points at a copied number or a diverted pack, at most one finding of each rule, each with what
 * it rests on. A pack that moves as packs do, with clocks as given, has none.
 */
export function findClones(history: PackHistory): CloneFinding[] {
  return rules.flatMap((rule) => rule(history) ?? [])
}

/** A read of a number that no record knows; a fault of the scanner makes it technical. */
export function unknownSerial(read: PackRead, scanned: PackScan): CloneFinding {
  const isFaulty = scanned.fault !== undefined
  return {
    rule: 'unknown_serial',
    kind: isFaulty ? 'technical' : 'suspect',
    emvs: 'A3',
    honest_share: assumedHonestShares[isFaulty ? 'scanner_fault' : 'unknown_serial'],
    evidence: { reads: [evidenceOf(read)], scanned },
  }
}
