import { couponLinters } from './coupon-linters.ts'
import { dateLinters } from './date-linters.ts'
import { keyLinters } from './key-linters.ts'
import type { Linter } from './linter.ts'
import { listLinters } from './list-linters.ts'
import { numberLinters } from './number-linters.ts'

/** Every check of a part of an element, by the name that the GS1 Syntax Dictionary gives it. */
export const linters = {
  ...keyLinters,
  ...dateLinters,
  ...numberLinters,
  ...listLinters,
  ...couponLinters,
} as const satisfies Record<string, Linter>

/** The name of a check. */
export type LinterName = keyof typeof linters
