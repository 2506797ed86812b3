import type { PublicPack } from './public-pack.ts'

/** 30 November 2026, noon. */
export const now = Date.UTC(2026, 10, 30, 12)

export const gtin = '09506000134352'
export const serial = '7Q2KX9'

/** A pack of an invented product, not yet dispensed. */
export function packWith(more: Partial<PublicPack> = {}): PublicPack {
  return {
    outcome: 'genuine',
    stops: [],
    product: { en: 'Examplol 20 mg tablets', el: 'Εξαμπλόλη δισκία 20 mg' },
    maker: 'Invented Pharma SA',
    lot: 'A1',
    expiry: '271200',
    journey: [
      { step: 'made', country: 'DE', month: '2026-03' },
      { step: 'sent', country: 'DE', month: '2026-04' },
      { step: 'arrived', country: 'GR', month: '2026-05' },
    ],
    as_of: now - 180_000,
    proof: '/v1/packs/01/09506000134352/21/7Q2KX9/proof',
    ...more,
  }
}
