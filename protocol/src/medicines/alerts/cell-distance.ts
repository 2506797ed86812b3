import { cellToBoundary, cellToLatLng, greatCircleDistance, UNITS } from 'h3-js'

/** Distances on the sphere are at most 0.6 % longer than on the ellipsoid of the Earth. @source WGS 84, flattening 1/298.257 */
const ellipsoidShare = 0.994

/** A cell as its distances are measured. */
export interface MeasuredCell {
  readonly centre: readonly [latitude: number, longitude: number]
  /** From the centre to the farthest corner, kilometres. */
  readonly radius_km: number
}

/** Centre and radius of an H3 cell. */
export function measureCell(cell: string): MeasuredCell {
  const centre = cellToLatLng(cell)
  const corners = cellToBoundary(cell).map((corner) => greatCircleDistance(centre, corner, UNITS.km))
  return { centre: [centre[0], centre[1]], radius_km: Math.max(...corners) }
}

/** The least distance between a place in the one cell and a place in the other, kilometres; never more than it really is. */
export function leastDistance_km(left: MeasuredCell, right: MeasuredCell): number {
  const between = greatCircleDistance([...left.centre], [...right.centre], UNITS.km)
  return Math.max(0, between * ellipsoidShare - left.radius_km - right.radius_km)
}
