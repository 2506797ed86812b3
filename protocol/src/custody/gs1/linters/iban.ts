import { countryLetters } from '../../../kernel/index.ts'
import type { Flaw } from '../gs1-error.ts'

/** Characters of the shortest account number with its country and check digits. */
const IBAN_CHARS_MIN = 11
/** Kosovo has a code of its own in the registry of account numbers only. */
const kosovo = 'XK'

/**
 * What is wrong with an international bank account number; lengths by country are not judged.
 * @source ISO 13616-1:2020 §6 (structure), §7 (check digits: modulus 97)
 */
export function ibanFlaw(part: string): Flaw | undefined {
  if (part.length < IBAN_CHARS_MIN) return { reason: 'iban', at: 0 }
  const country = part.slice(0, 2)
  if (!countryLetters.has(country) && country !== kosovo) return { reason: 'iban', at: 0 }
  const stranger = part.search(/[^0-9A-Z]/)
  if (stranger >= 0) return { reason: 'iban', at: stranger }
  let rest = 0
  for (const character of part.slice(4) + part.slice(0, 4)) {
    const value = Number.parseInt(character, 36)
    rest = (rest * (value < 10 ? 10 : 100) + value) % 97
  }
  return rest === 1 ? undefined : { reason: 'iban', at: 2 }
}
