import type { Gs1Reason } from '../../gs1-reasons.ts'
import { type Linter, twoDigits, unless } from './linter.ts'

const latitudeMax = 1_800_000_000
const longitudeMax = 3_600_000_000

/** A number that is one of a few. */
const oneOf =
  (values: string, reason: Gs1Reason = 'code'): Linter =>
  (part) =>
    unless(part.length === 1 && values.includes(part), { reason, at: 0 })

/** Pieces, positions, zeros and coordinates. @source GS1 General Specifications §3.9 */
export const numberLinters = {
  zero: (part) => unless(/^0*$/.test(part), { reason: 'not_zero', at: 0 }),
  nonzero: (part) => unless(!/^0*$/.test(part), { reason: 'zero', at: 0 }),
  nozeroprefix: (part) => unless(part === '0' || !part.startsWith('0'), { reason: 'leading_zero', at: 0 }),
  hasnondigit: (part) => unless(/\D/.test(part), { reason: 'only_digits', at: 0 }),
  yesno: oneOf('01'),
  winding: oneOf('019'),
  iso5218: oneOf('0129'),
  hyphen: (part) => unless(/^-+$/.test(part), { reason: 'code', at: 0 }),
  latitude: (part) => unless(Number(part) <= latitudeMax, { reason: 'coordinate', at: 0 }),
  longitude: (part) => unless(Number(part) <= longitudeMax, { reason: 'coordinate', at: 0 }),
  pieceoftotal: (part) => {
    const [piece, total] = [twoDigits(part, 0), twoDigits(part, 2)]
    return unless(piece > 0 && piece <= total, { reason: 'piece', at: 0 })
  },
  posinseqslash: (part) => {
    const [, position, end] = /^([1-9]\d*)\/([1-9]\d*)$/.exec(part) ?? []
    return unless(position !== undefined && Number(position) <= Number(end), { reason: 'sequence', at: 0 })
  },
  pcenc: (part) => {
    const at = part.search(/%(?![0-9A-Fa-f]{2})/)
    return unless(at < 0, { reason: 'percent', at })
  },
} as const satisfies Record<string, Linter>
