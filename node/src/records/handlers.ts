import type { Hex } from '@symbolon/protocol/kernel'
import {
  destroyProofs,
  dropCapsules,
  dropOldCapsules,
  eraseFromGrants,
  moveCommitments,
  type RecordsQuery,
  software,
  useStagedCapsules,
} from '../consent/index.ts'
import type { Address, EventHandler, LedgerEvent, Statement } from '../kernel/index.ts'

interface TransferEvent {
  readonly from: Address
  readonly to: Address
  readonly token: Hex
  readonly block: number
  readonly time: number
  readonly transaction: Hex
}

const nobody: Address = '0x0000000000000000000000000000000000000000'

/** The token as the tables and the API name it: `0x` and 64 lower-case digits. */
export function tokenIdOf(id: bigint | number): Hex {
  return `0x${BigInt(id).toString(16).padStart(64, '0')}`
}

/** Mints make saved records recorded, re-keys move them, burns erase what the node still has of them. */
function transferred(events: readonly LedgerEvent[]): Statement[] {
  const all = events.map(readTransfer)
  const mints = all.filter(({ from }) => from === nobody)
  const rekeys = all.filter(({ from, to }) => from !== nobody && to !== nobody)
  const burns = all.filter(({ to }) => to === nobody)
  return [
    ...(mints.length > 0 ? [minted(mints)] : []),
    ...rekeys.map(rekeyed),
    ...(burns.length > 0 ? burned(burns) : []),
  ]
}

function minted(mints: readonly TransferEvent[]): Statement {
  return {
    name: 'records_minted',
    text: `update records.record r set state = 'recorded', version = 1, block = e.block, transaction = e.transaction
      from unnest($1::text[], $2::text[], $3::bigint[], $4::text[]) e(token, owner, block, transaction)
      where r.token_id = e.token and r.owner = e.owner and r.state = 'saved'`,
    values: [
      mints.map(({ token }) => token),
      mints.map(({ to }) => to),
      mints.map(({ block }) => block),
      mints.map(({ transaction }) => transaction),
    ],
  }
}

function rekeyed({ token, from, to, block }: TransferEvent): Statement {
  return {
    name: 'records_rekeyed',
    text: 'update records.record set owner = $3, block = $4 where token_id = $1 and owner = $2',
    values: [token, from, to, block],
  }
}

/** A burn that came to the ledger past this node destroys here too. */
function burned(burns: readonly TransferEvent[]): Statement[] {
  const records: RecordsQuery = {
    name: 'burned',
    sql: 'select record from records.record where token_id = any($1)',
    values: [burns.map(({ token }) => token)],
  }
  const now = new Date(burns.at(-1)?.time ?? 0)
  return eraseStatements(records, now)
}

/**
 * Records leave the tables with a receipt: capsules, the proofs of earlier receipts, grants, manifests, ciphertext (by the
 * vault's durable list) and what ties them to the ledger. The rows that say "erased" come last, since the query that names the records reads them.
 */
export function eraseStatements(records: RecordsQuery, now: Date): Statement[] {
  const at = `$${records.values.length + 1}`
  return [
    dropCapsules(records),
    ...destroyProofs({ ...records, sql: `select record, party from records.record where record in (${records.sql})` }),
    ...eraseFromGrants(records, now),
    {
      name: `records_erase_versions_${records.name}`,
      text: `with gone as (delete from records.version v where v.record in (${records.sql}) returning v.blob),
        known as (delete from vault.blob b using gone where b.sha256 = gone.blob)
        insert into vault.blob_deletion (sha256) select blob from gone on conflict do nothing`,
      values: records.values,
    },
    {
      name: `records_erase_${records.name}`,
      text: `with gone as (
          select record, party, consent.new_receipt(${at}) as receipt from records.record where record in (${records.sql})
        ), told as (
          insert into consent.receipt (receipt, kind, at, actor, subject, records, software)
          select receipt, 'erased', ${at}, party, party, '[{"entries":[],"record":"' || record || '"}]', '${software}' from gone
        ), looked_at_again as (
          insert into records.erasure (record, party, erased_at) select record, party, ${at} from gone on conflict do nothing
        )
        update records.record r set state = 'erased', erased_at = ${at}, version = 0, receipt = gone.receipt,
          token_id = null, owner = null, source_key = null, block = null, transaction = null
        from gone where r.record = gone.record`,
      values: [...records.values, now],
    },
  ]
}

/** The next version comes into force with its capsules; the old one's manifest and ciphertext go. */
function updated(events: readonly LedgerEvent[]): Statement[] {
  const tokens = events.map(({ args }) => tokenIdOf((args._tokenId ?? args.tokenId) as bigint))
  const blocks = events.map(({ block }) => block)
  // A record is amended by this event when its last change is older and a next version waits.
  const changed = `from records.record r
      join unnest($1::text[], $2::bigint[]) e(token, block) on r.token_id = e.token and r.block < e.block
      join records.version v on v.record = r.record and v.version = r.version + 1`
  const promoted: RecordsQuery = { name: 'amended', sql: `select r.record ${changed}`, values: [tokens, blocks] }
  const committed: RecordsQuery = { ...promoted, sql: `select r.record, v.commitment ${changed}` }
  return [dropOldCapsules(promoted), useStagedCapsules(promoted), moveCommitments(committed), promote(tokens, blocks)]
}

function promote(tokens: readonly Hex[], blocks: readonly number[]): Statement {
  return {
    name: 'records_promote',
    text: `with promoted as (
        update records.record r set version = r.version + 1, block = e.block
        from (select token, max(block) as block from unnest($1::text[], $2::bigint[]) e(token, block) group by token) e
        where r.token_id = e.token and r.block < e.block
          and exists (select from records.version v where v.record = r.record and v.version = r.version + 1)
        returning r.record, r.version
      ), gone as (
        delete from records.version v using promoted p where v.record = p.record and v.version < p.version
        returning v.blob
      ), known as (delete from vault.blob b using gone where b.sha256 = gone.blob)
      insert into vault.blob_deletion (sha256) select blob from gone on conflict do nothing`,
    values: [tokens, blocks],
  }
}

function readTransfer({ args, block, time, transaction }: LedgerEvent): TransferEvent {
  const { from, to, tokenId, id } = args as { from: Address; to: Address; tokenId?: bigint; id?: bigint }
  return { from, to, token: tokenIdOf(tokenId ?? id ?? 0n), block, time, transaction }
}

/** From events of `Records` to rows. Pure. */
export const recordsHandlers: readonly EventHandler[] = [
  { contract: 'Records', event: 'Transfer', toStatements: transferred },
  { contract: 'Records', event: 'MetadataUpdate', toStatements: updated },
]
