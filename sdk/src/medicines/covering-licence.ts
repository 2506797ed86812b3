import { coversGtin, type Gtin } from '@symbolon/protocol/medicines'
import type { Client } from '../kernel/index.ts'
import { type HeldLicence, listLicences } from './licences.ts'

/** The caller's licence that covers the product, if any. */
export async function coveringLicence(client: Client, gtin: Gtin): Promise<HeldLicence | undefined> {
  const held = await listLicences(client)
  return held.find(({ number }) =>
    coversGtin(number.length === 14 ? { kind: 'gtin', gtin: number } : { kind: 'prefix', prefix: number }, gtin),
  )
}
