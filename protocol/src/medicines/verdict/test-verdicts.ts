import type { KnownPack } from '../pack/known-pack.ts'
import { testNow, testPack } from '../pack/test-packs.ts'
import { findPack } from './find-pack.ts'
import { judge } from './judge.ts'
import type { PackScan } from './pack-scan.ts'
import type { Verdict, VerdictBasis } from './verdict.ts'

export const here = { actor: 'pharmacy-a', place: 'site-a' }

/** What the code of the test pack says. */
export function testScan(changed: { [Name in keyof PackScan]?: PackScan[Name] | undefined } = {}): PackScan {
  const { gtin, serial, lot, expiry } = testPack()
  const whole = { gtin, serial, lot, expiry, ...changed }
  return Object.fromEntries(Object.entries(whole).filter(([, value]) => value !== undefined))
}

/** The verdict on a scan where the records hold one pack. */
export function verdictOn(
  scan: PackScan,
  pack: KnownPack | undefined = testPack(),
  more: Partial<VerdictBasis> = {},
): Verdict {
  const find = (gtin: string, serial: string) => (pack?.gtin === gtin && pack.serial === serial ? pack : undefined)
  const knows = { product: scan.gtin === testPack().gtin, lot: scan.lot === testPack().lot }
  return judge({ scan, ...findPack(scan, find), knows, here, now: testNow, ledger_age_ms: 1000, ...more })
}
