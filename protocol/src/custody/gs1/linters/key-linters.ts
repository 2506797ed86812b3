import { isDigitCode } from '../character-sets.ts'
import { checkPair } from '../check-pair.ts'
import type { Flaw } from '../gs1-error.ts'
import { type Linter, unless } from './linter.ts'

/** Digits of the shortest GS1 company prefix. */
const PREFIX_DIGITS_MIN = 4

function prefixAt(part: string, from: number): Flaw | undefined {
  for (let at = from; at < from + PREFIX_DIGITS_MIN; at++) {
    if (!isDigitCode(part.charCodeAt(at))) return { reason: 'company_prefix', at: Math.min(at, part.length) }
  }
  return undefined
}

/** Check digits, check pairs and company prefixes of keys. @source GS1 General Specifications §1.4, §7.9 */
export const keyLinters = {
  csum: (part) => {
    let sum = 0
    let weight = 3
    for (let at = part.length - 2; at >= 0; at--) {
      sum += (part.charCodeAt(at) - 48) * weight
      weight = 4 - weight
    }
    const last = part.length - 1
    return unless((sum + part.charCodeAt(last) - 48) % 10 === 0, { reason: 'check_digit', at: last })
  },
  csumalpha: (part) => {
    const at = Math.max(part.length - 2, 0)
    return unless(part.length > 2 && checkPair(part.slice(0, at)) === part.slice(at), { reason: 'check_pair', at })
  },
  gcppos1: (part) => prefixAt(part, 0),
  gcppos2: (part) => prefixAt(part, 1),
} as const satisfies Record<string, Linter>
