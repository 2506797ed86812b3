import { fromHex, type Hex } from '@symbolon/protocol/kernel'
import type { EventHandler, LedgerEvent, Statement } from '../kernel/index.ts'
import { software } from './software.ts'

/** A grant counts when the ledger holds its name, which account and week of the signed terms are in. Events are of one block. */
function given(events: readonly LedgerEvent[]): Statement[] {
  return [
    {
      name: 'consent_given',
      text: `update consent.grant g set state = 'recorded', block = $2, transaction = e.transaction
        from unnest($1::bytea[], $3::text[]) e(hash, transaction)
        where g.hash = e.hash and g.state = 'saved'`,
      values: [
        events.map(({ args }) => Buffer.from((args.grant as Hex).slice(2), 'hex')),
        events[0]?.block,
        events.map(({ transaction }) => transaction),
      ],
    },
  ]
}

/** Over here too, whoever brought the revocation to the ledger. */
function revoked(events: readonly LedgerEvent[]): Statement[] {
  return [
    {
      name: 'consent_revoked',
      text: `with event as (
          select * from unnest($1::bytea[], $2::bigint[], $3::timestamptz[]) e(hash, block, at)
        ), known as (
          select g.grant, g.ended_at, e.block, e.at, g.subject, g.purpose
          from consent.grant g join event e on e.hash = g.hash
        ), ended as (
          update consent.grant g set revoked_block = known.block, revocation_sent = true,
            ended_at = coalesce(g.ended_at, known.at), ended_as = coalesce(g.ended_as, 'revoked')
          from known where g.grant = known.grant
        ), capsule as (delete from consent.capsule c using known where c.grant = known.grant
        ), staged as (delete from consent.staged_capsule s using known where s.grant = known.grant)
        insert into consent.receipt (receipt, kind, at, actor, subject, purpose, "grant", software)
        select consent.new_receipt(known.at), 'revoked', known.at, known.subject, known.subject, known.purpose, known.grant, $4
        from known where known.ended_at is null`,
      values: [
        events.map(({ args }) => Buffer.from(fromHex(args.grant as Hex))),
        events.map(({ block }) => block),
        events.map(({ time }) => new Date(time)),
        software,
      ],
    },
  ]
}

/** The account counts from here on; others that were asked for beside it never will. */
function delegated(events: readonly LedgerEvent[]): Statement[] {
  return [
    {
      name: 'consent_delegated',
      text: `with known as (
          select g.grant, e.account, e.block from consent.grant g
          join unnest($1::bytea[], $2::text[], $3::bigint[]) e(hash, account, block) on e.hash = g.hash
        ), others as (
          delete from consent.delegate d using known where d.grant = known.grant and d.account <> known.account
        )
        update consent.delegate d set block = known.block from known
        where d.grant = known.grant and d.account = known.account`,
      values: [
        events.map(({ args }) => Buffer.from(fromHex(args.grant as Hex))),
        events.map(({ args }) => args.to),
        events.map(({ block }) => block),
      ],
    },
  ]
}

/** From events of `Consents` to rows. Pure. */
export const consentHandlers: readonly EventHandler[] = [
  { contract: 'Consents', event: 'Given', toStatements: given },
  { contract: 'Consents', event: 'Revoked', toStatements: revoked },
  { contract: 'Consents', event: 'Delegated', toStatements: delegated },
]
