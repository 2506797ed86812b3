import { countryLetters, countryNumbers } from '../../../kernel/index.ts'
import { currencyNumbers } from './currency-codes.ts'
import { ibanFlaw } from './iban.ts'
import { type Linter, twoDigits, unless } from './linter.ts'
import { packageTypes } from './package-types.ts'

/** Values of the processor's country that stand for several countries. */
const severalCountries = '999'

/** Codes from lists. @source GS1 General Specifications §3.8-3.9 and the lists named beside each set */
export const listLinters = {
  iso3166: (part) => unless(countryNumbers.has(part), { reason: 'country', at: 0 }),
  iso3166999: (part) => unless(part === severalCountries || countryNumbers.has(part), { reason: 'country', at: 0 }),
  iso3166alpha2: (part) => unless(countryLetters.has(part), { reason: 'country', at: 0 }),
  iso4217: (part) => unless(currencyNumbers.has(part), { reason: 'currency', at: 0 }),
  iban: ibanFlaw,
  packagetype: (part) => unless(packageTypes.has(part), { reason: 'code', at: 0 }),
  // 01-10 are ICCBBA's, 80-99 are for national and local use (figure "AIDC media types").
  mediatype: (part) => {
    const media = twoDigits(part, 0)
    return unless((media >= 1 && media <= 10) || media >= 80, { reason: 'code', at: 0 })
  },
  importeridx: (part) => unless(/^[-0-9A-Z_a-z]$/.test(part), { reason: 'code', at: 0 }),
} as const satisfies Record<string, Linter>
