import type { Hex } from '@symbolon/protocol/kernel'
import type { Address, EventHandler, LedgerEvent, Statement } from '../../kernel/index.ts'
import { bytesOfHex } from '../ledger-values.ts'

interface LicenceArgs {
  readonly value: bigint
  readonly length: number
  readonly holder: Address
  readonly until: bigint
}

/** A prefix is known by its digits: with the zeros in front of them they say how many they are. */
function digitsOf({ value, length }: Pick<LicenceArgs, 'value' | 'length'>): string {
  return String(value).padStart(length, '0')
}

function proved(events: readonly LedgerEvent[]): Statement[] {
  const latest = new Map(events.map(({ args, block }) => [digitsOf(args as never), { args: args as never, block }]))
  const rows = [...latest].map(([number, row]: [string, { args: LicenceArgs; block: number }]) => ({ number, ...row }))
  return [
    {
      name: 'medicines_licence_proved',
      text: `insert into medicines.licence (number, holder, until, block)
        select * from unnest($1::text[], $2::text[], $3::timestamptz[], $4::bigint[])
        on conflict (number) do update set holder = excluded.holder, until = excluded.until, block = excluded.block`,
      values: [
        rows.map(({ number }) => number),
        rows.map(({ args }) => args.holder),
        rows.map(({ args }) => new Date(Number(args.until) * 1000)),
        rows.map(({ block }) => block),
      ],
    },
  ]
}

function ended(events: readonly LedgerEvent[]): Statement[] {
  return [
    {
      name: 'medicines_licence_ended',
      text: 'delete from medicines.licence where number = any($1::text[])',
      values: [events.map(({ args }) => digitsOf(args as never))],
    },
  ]
}

/** One statement an event: there are few, and of one key the later counts. */
function admitted(events: readonly LedgerEvent[]): Statement[] {
  return events.map(({ args, block }) => ({
    name: 'medicines_issuer_admitted',
    text: `insert into medicines.licence_issuer (x, y, authority, until, block) values ($1, $2, $3, $4, $5)
      on conflict (x, y) do update set authority = excluded.authority, until = excluded.until, block = excluded.block`,
    values: [
      bytesOfHex(args.x as Hex),
      bytesOfHex(args.y as Hex),
      args.authority,
      new Date(Number(args.until) * 1000),
      block,
    ],
  }))
}

function dismissed(events: readonly LedgerEvent[]): Statement[] {
  return events.map(({ args }) => ({
    name: 'medicines_issuer_dismissed',
    text: 'delete from medicines.licence_issuer where x = $1 and y = $2',
    values: [bytesOfHex(args.x as Hex), bytesOfHex(args.y as Hex)],
  }))
}

/** From events of `Prefixes` to rows. Pure. */
export const licenceHandlers: readonly EventHandler[] = [
  { contract: 'Prefixes', event: 'IssuerAdmitted', toStatements: admitted },
  { contract: 'Prefixes', event: 'IssuerDismissed', toStatements: dismissed },
  { contract: 'Prefixes', event: 'LicenceProved', toStatements: proved },
  { contract: 'Prefixes', event: 'LicenceEnded', toStatements: ended },
]
