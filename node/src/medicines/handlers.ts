import type { Hex } from '@symbolon/protocol/kernel'
import type { EventHandler, LedgerEvent, Statement } from '../kernel/index.ts'
import { numberBytes, placeOfToken } from './ledger-values.ts'
import { licenceHandlers } from './licences/licence-handlers.ts'
import { moved } from './move-statements.ts'
import { recalled, withdrawn } from './recalls/recall-handlers.ts'

/** The batch is recorded and its maker holds all of it. Batches that were never made here have no serial numbers here either. */
function commissioned(events: readonly LedgerEvent[]): Statement[] {
  return [
    {
      name: 'medicines_commissioned',
      text: `with event as (
          select * from unnest($1::bytea[], $2::text[], $3::integer[], $4::bigint[], $5::text[], $6::timestamptz[])
            e (number, maker, count, block, transaction, at)
        ), recorded as (
          update medicines.batch b set state = 'recorded', block = e.block, transaction = e.transaction, recorded_at = e.at
          from event e where b.number = e.number
          returning b.batch, b.gtin, b.lot, e.maker, e.count, e.at, e.block
        ), held as (
          insert into medicines.holding (batch, first, until, holder, moves)
          select batch, 0, count, maker, 0 from recorded
        )
        insert into medicines.change (kind, batch, first, count, gtin, lot, at, holder)
        select 'batch', batch, 0, count, gtin, lot, at, maker from recorded order by block, batch`,
      values: [
        events.map(({ args }) => numberBytes(args.batch as bigint)),
        events.map(({ args }) => args.maker),
        events.map(({ args }) => args.count),
        events.map(({ block }) => block),
        events.map(({ transaction }) => transaction),
        events.map(({ time }) => new Date(time)),
      ],
    },
  ]
}

function marked(events: readonly LedgerEvent[]): Statement[] {
  const places = events.map(({ args }) => placeOfToken(args.first as bigint))
  return [
    {
      name: 'medicines_marked',
      text: `with event as (
          select b.batch, e.first, e.count, e.state, e.block, e.at, e.place
          from unnest($1::bytea[], $2::integer[], $3::integer[], $4::smallint[], $5::bigint[], $6::timestamptz[])
            with ordinality e (number, first, count, state, block, at, place)
          join medicines.batch b on b.number = e.number
        ), told as (
          insert into medicines.mark (batch, first, count, state, at, block)
          select batch, first, count, state, at, block from event order by place
        )
        insert into medicines.change (kind, batch, first, count, state, at)
        select 'mark', batch, first, count, state, at from event order by place`,
      values: [
        places.map(({ number }) => number),
        places.map(({ index }) => index),
        events.map(({ args }) => args.count),
        events.map(({ args }) => args.state),
        events.map(({ block }) => block),
        events.map(({ time }) => new Date(time)),
      ],
    },
  ]
}

const idOf = (args: LedgerEvent['args'], name: string): bigint => BigInt(args[name] as bigint)

function movedOne(events: readonly LedgerEvent[]): Statement[] {
  return moved(
    events.map(({ args, ...event }) => {
      const { number, index } = placeOfToken(idOf(args, 'tokenId'))
      return { ...event, number, first: index, until: index + 1, from: args.from as Hex, to: args.to as Hex }
    }),
  )
}

function movedTogether(events: readonly LedgerEvent[]): Statement[] {
  return moved(
    events.map(({ args, ...event }) => {
      const { number, index } = placeOfToken(idOf(args, 'fromTokenId'))
      const until = placeOfToken(idOf(args, 'toTokenId')).index + 1
      return { ...event, number, first: index, until, from: args.fromAddress as Hex, to: args.toAddress as Hex }
    }),
  )
}

/** From events of `Packs` and `Prefixes` to rows. Pure. */
export const medicinesHandlers: readonly EventHandler[] = [
  ...licenceHandlers,
  { contract: 'Packs', event: 'Commissioned', toStatements: commissioned },
  { contract: 'Packs', event: 'Transfer', toStatements: movedOne },
  { contract: 'Packs', event: 'ConsecutiveTransfer', toStatements: movedTogether },
  { contract: 'Packs', event: 'Marked', toStatements: marked },
  { contract: 'Packs', event: 'Recalled', toStatements: recalled },
  { contract: 'Packs', event: 'Withdrawn', toStatements: withdrawn },
]
