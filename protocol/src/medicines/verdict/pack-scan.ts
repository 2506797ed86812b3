import type { Milliseconds } from '../../kernel/index.ts'

/** What was read from a pack. */
export interface PackScan {
  /** 14 digits; absent when none could be read. */
  readonly gtin?: string
  readonly serial?: string
  readonly lot?: string
  /** YYMMDD. */
  readonly expiry?: string
  /** What was wrong with the reading itself, where its reader noticed. */
  readonly fault?: ScanFault
}

/** What a scanner, or whoever typed the number, did to it. */
export type ScanFault = 'unreadable' | 'letter_case' | 'keyboard_layout' | 'missing_fnc1' | 'swapped_date'

/** One pull of a scanner's trigger. */
export interface ScannerRead {
  /** Identifier of the scanner, or of the program that stands for it. */
  readonly scanner: string
  readonly gtin: string
  readonly serial: string
  readonly at: Milliseconds
}

/** Seconds within which a scanner that reads a pack twice has read it once. */
export const SINGLE_SCAN_S = 10

/** True when the two are one act of reading: a trigger held too long, or a pack passed twice before the light. */
export function isSameRead(first: ScannerRead, second: ScannerRead): boolean {
  const isSamePack = first.gtin === second.gtin && first.serial === second.serial
  const apart_ms = Math.abs(second.at - first.at)
  return isSamePack && first.scanner === second.scanner && apart_ms <= SINGLE_SCAN_S * 1000
}
