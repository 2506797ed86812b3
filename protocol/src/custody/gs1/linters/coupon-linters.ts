import type { Flaw } from '../gs1-error.ts'
import { dateLinters } from './date-linters.ts'
import { keyLinters } from './key-linters.ts'
import type { Linter } from './linter.ts'

/** Reads a coupon from left to right; the first part that does not fit is its flaw. */
class CouponReader {
  readonly text: string
  at = 0
  flaw: Flaw | undefined

  constructor(text: string) {
    this.text = text
    const stranger = text.search(/\D/)
    if (stranger >= 0) this.flaw = { reason: 'coupon', at: stranger }
  }

  /** So many digits, or nothing when fewer are left. */
  take(length: number): string {
    if (this.at + length > this.text.length) this.fail()
    const digits = this.text.slice(this.at, this.at + length)
    this.at += length
    return digits
  }

  /** One digit out of those that may stand here. */
  code(allowed: string): string {
    const digit = this.text[this.at]
    if (digit === undefined || !allowed.includes(digit)) this.fail()
    return this.take(1)
  }

  /** A digit that says how long what follows is, beyond a base. */
  counted(lengths: string, base: number): string {
    const length = this.code(lengths)
    return this.flaw === undefined ? this.take(Number(length) + base) : ''
  }

  /** A counted company prefix. */
  prefix(lengths: string): void {
    const begun = this.at + 1
    const prefix = this.counted(lengths, 6)
    if (this.flaw === undefined) this.fault(keyLinters.gcppos1(prefix), begun)
  }

  date(): string {
    const begun = this.at
    const date = this.take(6)
    if (this.flaw === undefined) this.fault(dateLinters.yymmdd(date), begun)
    return date
  }

  /** True, and past it, when the optional field of that number comes next. */
  field(number: string): boolean {
    if (this.flaw !== undefined || this.text[this.at] !== number) return false
    this.at++
    return true
  }

  fail(): void {
    this.flaw ??= { reason: 'coupon', at: Math.min(this.at, this.text.length) }
  }

  fault(flaw: Flaw | undefined, begun: number): void {
    if (flaw !== undefined) this.flaw ??= { reason: flaw.reason, at: flaw.at + begun }
  }

  end(): Flaw | undefined {
    if (this.flaw === undefined && this.at !== this.text.length) this.fail()
    return this.flaw
  }
}

/** What has to be bought: how much, by which measure, of which family. */
function requirement(coupon: CouponReader): void {
  coupon.counted('12345', 0)
  coupon.code('012349')
  coupon.take(3)
}

/** The prefix of another maker, 9 when it is the first one's. */
function otherPrefix(coupon: CouponReader): void {
  if (!coupon.field('9')) coupon.prefix('0123456')
}

/** Optional fields, which come in the order of their numbers. */
function optionalFields(coupon: CouponReader): void {
  if (coupon.field('1')) {
    coupon.code('0123')
    requirement(coupon)
    otherPrefix(coupon)
  }
  if (coupon.field('2')) {
    requirement(coupon)
    otherPrefix(coupon)
  }
  const expiry = coupon.field('3') ? coupon.date() : undefined
  const begun = coupon.at
  const start = coupon.field('4') ? coupon.date() : undefined
  if (start !== undefined && expiry !== undefined && expiry < start) coupon.fault({ reason: 'date', at: 1 }, begun)
  if (coupon.field('5')) coupon.counted('0123456789', 6)
  if (coupon.field('6')) coupon.prefix('1234567')
  if (coupon.field('9')) {
    coupon.code('01256')
    coupon.code('012')
    coupon.take(1)
    coupon.code('01')
  }
}

/** Coupons of North America. */
export const couponLinters = {
  /** @source North American Coupon Application Guideline Using GS1 DataBar Expanded Symbols (GS1 US), figure 2 */
  couponcode: (part) => {
    const coupon = new CouponReader(part)
    coupon.prefix('0123456')
    coupon.take(6)
    coupon.counted('12345', 0)
    requirement(coupon)
    optionalFields(coupon)
    return coupon.end()
  },
  /** @source GS1 AI (8112) Coupon Data Specification (GS1 US) */
  couponposoffer: (part) => {
    const coupon = new CouponReader(part)
    coupon.code('01')
    coupon.counted('0123456', 6)
    coupon.take(6)
    coupon.counted('0123456789', 6)
    return coupon.end()
  },
} as const satisfies Record<string, Linter>
