import { leastDistance_km } from './cell-distance.ts'
import type { CloneFinding } from './clone-finding.ts'
import { assumedHonestShares } from './finding-score.ts'
import { evidenceOf, type PackHistory, type Sighting, sightingsOf } from './pack-history.ts'

/** The speed of an airliner, which no pack exceeds, km/h. */
export const SPEED_KM_H_MAX = 900
/** Hours that the clock of a device which was offline may be off, either way. */
export const DEVICE_CLOCK_HOURS_MAX = 1

/**
 * The two readings of a pack that need the highest speed, where that is more than 900 km/h. Distance is the least and time
 * the longest that cells and hours allow, so two readings of one honest pack are never found.
 */
export function findImpossibleSpeed(history: PackHistory): CloneFinding | undefined {
  let fastest: Pair | undefined
  const sightings = sightingsOf(history)
  for (const [index, first] of sightings.entries()) {
    for (const second of sightings.slice(index + 1)) {
      const pair = pairOf(first, second)
      if (pair.speed_km_h > (fastest?.speed_km_h ?? SPEED_KM_H_MAX)) fastest = pair
    }
  }
  return fastest && findingOf(fastest)
}

interface Pair {
  readonly reads: readonly Sighting[]
  readonly distance_km: number
  readonly hours: number
  readonly speed_km_h: number
}

function pairOf(first: Sighting, second: Sighting): Pair {
  const devices = [first, second].filter(({ is_by_device }) => is_by_device).length
  // From the beginning of the earlier hour to the end of the later one.
  const hours = second.hour - first.hour + 1 + devices * DEVICE_CLOCK_HOURS_MAX
  const distance_km = leastDistance_km(first.measured, second.measured)
  return { reads: [first, second], distance_km, hours, speed_km_h: distance_km / hours }
}

function findingOf({ reads, ...measured }: Pair): CloneFinding {
  const isPublic = reads.some(({ reader }) => reader === 'public')
  return {
    rule: 'impossible_speed',
    // Anybody may say to be anywhere: such a place is first of all a doubt about the place.
    kind: isPublic ? 'technical' : 'suspect',
    honest_share: assumedHonestShares[isPublic ? 'public_place' : 'impossible_speed'],
    evidence: { reads: reads.map(evidenceOf), ...measured },
  }
}
