import { checkDigit, isAiData } from '../../custody/index.ts'
import { countryLetters, dayOf, type Milliseconds, type Words } from '../../kernel/index.ts'
import { BATCH_EXPIRY_DAYS_MAX, BATCH_PACKS_MAX } from '../batch-limits.ts'
import { medicinesErrors } from '../errors.ts'
import { type ExpiryDay, expiryOf } from './expiry.ts'

declare const gtin: unique symbol
declare const lot: unique symbol
/** A GTIN of 14 digits whose check digit is right. */
export type Gtin = string & { readonly [gtin]: true }
/** A batch or lot number: 1 to 20 characters of GS1 character set 82. */
export type Lot = string & { readonly [lot]: true }

/** What all packs of a batch have in common. */
export interface BatchClass {
  readonly gtin: Gtin
  readonly lot: Lot
  readonly expiry: ExpiryDay
}

/** A batch to be brought into being. */
export interface BatchOrder extends BatchClass {
  /** Packs, 1 to BATCH_PACKS_MAX. */
  readonly count: number
  /** Countries that it is made for, ISO 3166-1 alpha-2, in their order; absent when it may be sold anywhere. */
  readonly markets?: readonly string[]
}

/** A batch as it is asked for, before anything is known to be right about it. */
export interface BatchOrderText {
  /** 14 digits. */
  readonly gtin: string
  readonly lot: string
  /** `YYMMDD`, day 00 standing for the last of the month, or `YYYY-MM-DD`. */
  readonly expiry: string
  readonly count: number
  /** ISO 3166-1 alpha-2, in any order. */
  readonly markets?: readonly string[] | undefined
}

const reasons = {
  gtin: { en: 'a GTIN has 14 digits', el: 'το GTIN έχει 14 ψηφία' },
  checkDigit: {
    en: 'the last digit does not fit the others; one was mistyped',
    el: 'το τελευταίο ψηφίο δεν ταιριάζει με τα υπόλοιπα· κάποιο γράφτηκε λάθος',
  },
  lot: {
    en: '1 to 20 Latin letters, digits and signs that GS1 allows, without spaces',
    el: 'από 1 έως 20 λατινικά γράμματα, ψηφία και σημεία που επιτρέπει το GS1, χωρίς κενά',
  },
  expiry: {
    en: 'a day as YYMMDD or YYYY-MM-DD that the calendar has',
    el: 'υπαρκτή ημέρα στη μορφή ΕΕΜΜΗΗ ή ΕΕΕΕ-ΜΜ-ΗΗ',
  },
  markets: {
    en: 'countries by two letters, as in GR, each once',
    el: 'χώρες με δύο γράμματα, όπως GR, η καθεμία μία φορά',
  },
  usableDay: {
    en: `today or one of the ${BATCH_EXPIRY_DAYS_MAX} days after`,
    el: `η σημερινή ημέρα ή μία από τις επόμενες ${BATCH_EXPIRY_DAYS_MAX}`,
  },
} as const satisfies Record<string, Words>

/** The only door from text to a GTIN. @throws MEDICINES_ORDER_INVALID @source GS1 General Specifications §3.3.2, §7.9.1 */
export function parseGtin(text: string): Gtin {
  if (!/^\d{14}$/.test(text)) refuse('gtin', 'gtin')
  if (checkDigit(text.slice(0, 13)) !== text[13]) refuse('gtin', 'checkDigit')
  return text as Gtin
}

/** The only door from text to a lot number. @throws MEDICINES_ORDER_INVALID @source GS1 General Specifications §3.4.1 (AI 10) */
export function parseLot(text: string): Lot {
  if (!isAiData('10', text)) refuse('lot', 'lot')
  return text as Lot
}

/** The only door from text to an expiry, which day 00 doesn't leave open. @throws MEDICINES_ORDER_INVALID @source GS1 General Specifications §3.4.7 (AI 17) */
export function parseExpiry(text: string, now: Milliseconds): ExpiryDay {
  return expiryOf(text, now) ?? refuse('expiry', 'expiry')
}

/**
 * A batch whose every part is right.
 * @param now the present, which decides the century of a year of two digits
 * @throws MEDICINES_ORDER_INVALID, which names the field; MEDICINES_BATCH_SIZE
 */
export function parseBatchOrder(order: BatchOrderText, now: Milliseconds): BatchOrder {
  const { count } = order
  if (!Number.isSafeInteger(count) || count < 1 || count > BATCH_PACKS_MAX) {
    throw medicinesErrors.MEDICINES_BATCH_SIZE({ max: BATCH_PACKS_MAX })
  }
  const [gtin, lot, expiry] = [parseGtin(order.gtin), parseLot(order.lot), parseExpiry(order.expiry, now)]
  const ahead_days = expiry - dayOf(now)
  if (ahead_days < 0 || ahead_days > BATCH_EXPIRY_DAYS_MAX) refuse('expiry', 'usableDay')
  return { gtin, lot, expiry, count, ...(order.markets !== undefined && { markets: parseMarkets(order.markets) }) }
}

function parseMarkets(markets: readonly string[]): readonly string[] {
  const isEachOnce = new Set(markets).size === markets.length
  if (markets.length === 0 || !isEachOnce || !markets.every((country) => countryLetters.has(country)))
    refuse('markets', 'markets')
  return markets.toSorted()
}

function refuse(field: keyof BatchOrderText, reason: keyof typeof reasons): never {
  throw medicinesErrors.MEDICINES_ORDER_INVALID({ field, reason: reasons[reason] })
}
