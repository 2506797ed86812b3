import { type Hex, type Id, toHex } from '@symbolon/protocol/kernel'
import type { ContractCall, NodeContext, Queries, Statement } from '../kernel/index.ts'
import { insertCapsuleBodies, insertCapsules } from './capsules.ts'
import type { CheckedAuthority, CheckedGiving, CheckedGrant } from './check-giving.ts'
import { insertReceipts } from './receipts.ts'

/** A checked giving with what the node adds to it. */
export interface NumberedGiving extends CheckedGiving {
  readonly subject: Id<'party'>
  /** One receipt for each grant, in their order. */
  readonly receipts: readonly Id<'receipt'>[]
  /** The id of the transaction's place in the outbox: random, so that nothing ties it to a person later. */
  readonly command: string
  readonly now: number
  /** What each record's token commits to now. */
  readonly commitments: ReadonlyMap<Id<'record'>, Hex>
}

/** Grants, capsules, signatures, receipts and the call for the ledger stand in one transaction, eight statements in all. */
export async function storeGiving(
  queries: Queries,
  { ledger }: Pick<NodeContext, 'ledger'>,
  giving: NumberedGiving,
): Promise<void> {
  const { bodies, grants, authorities } = giving
  await Promise.all([
    queries.query(insertCapsuleBodies(bodies)),
    queries.query(insertGrants(giving)),
    queries.query(insertGrantRecords(giving)),
    queries.query(insertAuthorities(authorities)),
    queries.query(insertCapsules(grants)),
    queries.query(insertReceipts(receiptsOf(giving))),
  ])
  await ledger.enqueue(queries, giveCall(grants), { commandId: giving.command })
}

/** The one transaction on the ledger that gives them all. */
export function giveCall(grants: readonly CheckedGrant[]): ContractCall {
  const gives = grants.map(({ commitment, terms, week }) => ({
    commitment: toHex(commitment),
    account: terms.account,
    week,
  }))
  return { contract: 'Consents', functionName: 'giveMany', args: [gives] }
}

function insertGrants({ grants, subject, receipts, command }: NumberedGiving): Statement {
  const column = (read: (grant: CheckedGrant) => unknown) => grants.map((grant) => read(grant) ?? null)
  return {
    name: 'consent_insert_grants',
    text: `insert into consent.grant ("grant", subject, grantee, purpose, not_before, until, erase_by, ends_at, given_at,
        receipt, hash, account, week, terms, r, root, path, leaf_index, leaves, command)
      select g."grant", $19, g.grantee, g.purpose, g.not_before, g.until, g.erase_by, g.ends_at, g.given_at, g.receipt,
        g.hash, g.account, g.week, g.terms, g.r, g.root,
        array(select decode(node, 'hex') from unnest(string_to_array(nullif(g.path, ''), ' ')) node),
        g.leaf_index, g.leaves, $20
      from unnest($1::text[], $2::text[], $3::text[], $4::timestamptz[], $5::timestamptz[], $6::timestamptz[],
          $7::timestamptz[], $8::timestamptz[], $9::text[], $10::bytea[], $11::text[], $12::integer[], $13::text[],
          $14::bytea[], $15::bytea[], $16::text[], $17::integer[], $18::integer[])
        g("grant", grantee, purpose, not_before, until, erase_by, ends_at, given_at, receipt, hash, account, week, terms,
          r, root, path, leaf_index, leaves)`,
    values: [
      column((g) => g.grant),
      column((g) => g.terms.grantee),
      column((g) => g.terms.purpose),
      column((g) => g.terms.not_before),
      column((g) => g.terms.until),
      column((g) => g.terms.erase_by),
      column((g) => g.ends_at),
      column((g) => g.terms.given_at),
      receipts,
      column((g) => Buffer.from(g.hash)),
      column((g) => g.terms.account),
      column((g) => g.week),
      column((g) => g.termsText),
      column((g) => Buffer.from(g.r)),
      column((g) => Buffer.from(g.root)),
      column((g) => g.path.map((node) => toHex(node).slice(2)).join(' ')),
      column((g) => g.leaf_index),
      column((g) => g.leaves),
      subject,
      command,
    ],
  }
}

function insertGrantRecords({ grants, commitments }: NumberedGiving): Statement {
  const pairs = grants.flatMap(({ grant, terms }) => terms.records.map(({ record }) => ({ grant, record })))
  return {
    name: 'consent_insert_grant_records',
    text: `insert into consent.grant_record ("grant", record, commitment)
      select * from unnest($1::text[], $2::text[], $3::text[])`,
    values: [
      pairs.map(({ grant }) => grant),
      pairs.map(({ record }) => record),
      pairs.map(({ record }) => commitments.get(record)),
    ],
  }
}

function insertAuthorities(authorities: readonly CheckedAuthority[]): Statement {
  return {
    name: 'consent_insert_authorities',
    text: `insert into consent.authority (root, record, signer, signature)
      select * from unnest($1::bytea[], $2::text[], $3::text[], $4::text[]) on conflict do nothing`,
    values: [
      authorities.map(({ root }) => Buffer.from(root)),
      authorities.map(({ record }) => record),
      authorities.map(({ signer }) => signer),
      authorities.map(({ signature }) => signature),
    ],
  }
}

function receiptsOf({ grants, receipts, subject, now, commitments }: NumberedGiving) {
  return grants.map(({ grant, terms }, index) => ({
    receipt: receipts[index] as Id<'receipt'>,
    kind: 'granted' as const,
    at: new Date(now).toISOString(),
    actor: subject,
    subject,
    purpose: terms.purpose,
    grant,
    records: terms.records.map(({ record }) => ({ record, commitment: commitments.get(record) as Hex, entries: [] })),
  }))
}
