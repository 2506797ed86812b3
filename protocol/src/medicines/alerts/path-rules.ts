import { cellToParent, getResolution, gridDisk } from 'h3-js'
import { leastDistance_km, measureCell } from './cell-distance.ts'
import type { CloneFinding } from './clone-finding.ts'
import { assumedHonestShares } from './finding-score.ts'
import { type CustodySpan, evidenceOf, type PackHistory } from './pack-history.ts'
import type { PackRead } from './pack-read.ts'
import { DEVICE_CLOCK_HOURS_MAX } from './speed-rule.ts'

/**
 * A read by a trader or supplier at a place where none of those has a site who held the pack in that hour. In an hour of a
 * handover both sides count; before the first handover and on the way any place does.
 */
export function findOutsidePath({ reads, custody }: PackHistory): CloneFinding | undefined {
  const read = reads.find((each) => isOfChain(each) && isOutside(each, custody))
  if (!read) return undefined
  return {
    rule: 'outside_path',
    kind: 'suspect',
    honest_share: assumedHonestShares.outside_path,
    evidence: { reads: [evidenceOf(read)] },
  }
}

function isOfChain({ reader }: PackRead): boolean {
  return reader !== 'public' && reader !== 'regulator'
}

function isOutside(read: PackRead, custody: readonly CustodySpan[]): boolean {
  const slack = read.is_by_device ? DEVICE_CLOCK_HOURS_MAX : 0
  const spans = custody.filter(
    ({ from_hour, to_hour = Number.POSITIVE_INFINITY }) =>
      read.hour >= from_hour - slack && read.hour <= to_hour + slack,
  )
  if (spans.length === 0 || spans.some(({ cells }) => cells.length === 0)) return false
  const place = measureCell(read.cell)
  return spans.every(({ cells }) => cells.every((cell) => leastDistance_km(place, measureCell(cell)) > 0))
}

/** A read outside the cells of the pack's market, the next cells around included, since cells of two sizes don't nest exactly. */
export function findOutsideMarket({ reads, market }: PackHistory): CloneFinding | undefined {
  if (!market) return undefined
  const cells = new Set(market)
  const resolutions = [...new Set(market.map((cell) => getResolution(cell)))]
  const isInside = ({ cell }: PackRead) =>
    gridDisk(cell, 1).some((near) => resolutions.some((resolution) => cells.has(cellToParent(near, resolution))))
  const outside = reads.filter((read) => !isInside(read))
  const read = outside.find(({ reader }) => reader !== 'public') ?? outside[0]
  if (!read) return undefined
  const isPublic = read.reader === 'public'
  return {
    rule: 'outside_market',
    kind: isPublic ? 'process' : 'suspect',
    honest_share: assumedHonestShares[isPublic ? 'public_place' : 'outside_market'],
    evidence: { reads: [evidenceOf(read)] },
  }
}
