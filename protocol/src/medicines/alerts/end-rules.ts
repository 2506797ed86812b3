import { leastDistance_km, measureCell } from './cell-distance.ts'
import type { CloneFinding } from './clone-finding.ts'
import { assumedHonestShares } from './finding-score.ts'
import { evidenceOf, type PackAct, type PackHistory } from './pack-history.ts'
import type { PackRead } from './pack-read.ts'
import { DEVICE_CLOCK_HOURS_MAX } from './speed-rule.ts'

/** Two supplies of one pack with no undo between them; by one party it is how it worked, by two it is suspect. */
export function findDispensedTwice({ acts }: PackHistory): CloneFinding | undefined {
  let supplied: PackAct | undefined
  let found: CloneFinding | undefined
  for (const act of acts) {
    if (act.act === 'undo') supplied = undefined
    if (act.act !== 'supply') continue
    if (supplied && found?.kind !== 'suspect') found = twice(supplied, act)
    supplied ??= act
  }
  return found
}

function twice(first: PackAct, second: PackAct): CloneFinding {
  const isSame = first.actor === second.actor
  return {
    rule: 'dispensed_twice',
    kind: isSame ? 'process' : 'suspect',
    emvs: 'A7',
    honest_share: assumedHonestShares[isSame ? 'same_actor' : 'dispensed_twice'],
    evidence: { reads: [evidenceOf(first), evidenceOf(second)] },
  }
}

/**
 * A read by a professional elsewhere, in a later hour than the one in which the pack ended for good. Patients read what they
 * were given, and authorities what they examine: those reads are no finding.
 */
export function findReadAfterEnd({ acts, reads }: PackHistory): CloneFinding | undefined {
  const end = firstEndOf(acts)
  if (!end) return undefined
  const place = measureCell(end.cell)
  const late = reads.find((read) => isLate(read, end) && leastDistance_km(place, measureCell(read.cell)) > 0)
  if (!late) return undefined
  return {
    rule: 'read_after_end',
    kind: 'suspect',
    emvs: 'A24',
    honest_share: assumedHonestShares.read_after_end,
    evidence: {
      reads: [evidenceOf(end), evidenceOf(late)],
      distance_km: leastDistance_km(place, measureCell(late.cell)),
    },
  }
}

/** The first end after the last undo. */
function firstEndOf(acts: readonly PackAct[]): PackAct | undefined {
  const undone = acts.findLastIndex(({ act }) => act === 'undo')
  return acts.slice(undone + 1).find(({ act }) => act !== 'undo')
}

function isLate(read: PackRead, end: PackAct): boolean {
  if (read.reader === 'public' || read.reader === 'regulator') return false
  const devices = [read, end].filter(({ is_by_device }) => is_by_device).length
  return read.hour > end.hour + devices * DEVICE_CLOCK_HOURS_MAX
}
