import type { Hex } from '@symbolon/protocol/kernel'
import type { LedgerEvent, Statement } from '../../kernel/index.ts'
import { bytesOfHex, gtinText } from '../ledger-values.ts'

/** The lot stays recalled, and everybody who holds packs of it has a notice in the same instant. */
export function recalled(events: readonly LedgerEvent[]): Statement[] {
  return standing('medicines_recalled', { events, column: 'recalled_at' })
}

/** The product stays withdrawn. */
export function withdrawn(events: readonly LedgerEvent[]): Statement[] {
  return standing('medicines_withdrawn', { events, column: 'withdrawn_at' })
}

function standing(
  name: string,
  of: { readonly events: readonly LedgerEvent[]; readonly column: 'recalled_at' | 'withdrawn_at' },
): Statement[] {
  const { events, column } = of
  return [
    {
      name,
      text: `with event as (
          select e.*, coalesce(
            (select b.lot from medicines.batch b where b.gtin = e.gtin and b.lot_hash = e.lot_hash limit 1),
            (select r.lot from medicines.recall r where r.gtin = e.gtin and r.lot_hash = e.lot_hash limit 1)) as lot
          from unnest($1::text[], $2::bytea[], $3::text[], $4::bigint[], $5::text[], $6::timestamptz[])
            e (gtin, lot_hash, by_address, block, transaction, at)
        ), stands as (
          insert into medicines.standing (gtin, lot_hash, lot, ${column}, by_address, block)
          select gtin, lot_hash, lot, at, by_address, block from event
          on conflict (gtin, lot_hash) do nothing
          returning gtin, lot, ${column} as at
        ), recorded as (
          update medicines.recall r set state = 'recorded', recorded_at = e.at, block = e.block, transaction = e.transaction
          from event e where r.gtin = e.gtin and r.lot_hash is not distinct from e.lot_hash and r.state = 'confirmed'
          returning r.recall, r.gtin, r.lot_hash, e.at
        ), told as (
          insert into medicines.recall_notice (recall, party, told_at)
          select distinct r.recall, p.party, r.at from recorded r
          join medicines.batch b on b.gtin = r.gtin and (r.lot_hash is null or b.lot_hash = r.lot_hash)
          join medicines.holding h on h.batch = b.batch
          join identity.party p on p.address = h.holder
          on conflict do nothing
        )
        insert into medicines.change (kind, gtin, lot, at) select 'standing', gtin, lot, at from stands`,
      values: [
        events.map(({ args }) => gtinText(args.gtin as bigint)),
        events.map(({ args }) => (args.lot === undefined ? null : bytesOfHex(args.lot as Hex))),
        events.map(({ args }) => args.by),
        events.map(({ block }) => block),
        events.map(({ transaction }) => transaction),
        events.map(({ time }) => new Date(time)),
      ],
    },
  ]
}
