import type { KnownPack } from './known-pack.ts'
import type { PackActor } from './pack-guards.ts'

export const testNow = Date.parse('2026-06-01T12:00:00Z')
export const pharmacy: PackActor = { id: 'pharmacy-a', roles: ['pharmacy'] }

/** An active pack that the pharmacy holds. */
export function testPack(changed: Partial<KnownPack> = {}): KnownPack {
  return {
    gtin: '05200001000015',
    serial: 'A1B2C3D4E5',
    lot: 'LOT7',
    expiry: '271231',
    state: 'active',
    holder: pharmacy.id,
    is_recalled: false,
    is_withdrawn: false,
    ...changed,
  }
}
