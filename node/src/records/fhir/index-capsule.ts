import { fromHex, type Hex, type Id, SymbolonError } from '@symbolon/protocol/kernel'
import { type Capsule, type CapsuleRecord, vaultErrors, verifyCapsuleRecord } from '@symbolon/protocol/vault'
import { isFault } from '../../kernel/index.ts'
import type { CiphertextCache } from './ciphertext-cache.ts'
import { fence } from './fence.ts'
import type { FhirParts } from './ports.ts'
import { type HostedRow, searchRowsOf } from './search-rows.ts'
import type { Reader } from './statements.ts'

/** A capsule that was fetched under a receipt. */
export interface FetchedCapsule {
  readonly grant: Id<'grant'>
  /** Digest of its body. */
  readonly body: string
  /** Opens it. @throws VAULT_…, KERNEL_JSON_… */
  open(): Capsule
}

/** What became of a capsule: it is open, or something is wrong with it. */
export type Outcome = { readonly capsule: Capsule } | { readonly fault: string }

/** What the node's own tables, written from the ledger's events, say of a record under a grant. */
interface GrantedRecord {
  readonly record: Id<'record'>
  readonly token_id: Hex
  readonly blob: string
  readonly size_bytes: number
  /** When this version was added. */
  readonly created_at: Date
}

const rowsAtOnce = 2_000

/**
 * The search rows of a capsule are there, each of its records checked against the token on the ledger; or it is noted
 * with what is wrong with it. Faults of the ledger and the database are thrown: they pass.
 */
export async function indexCapsule(
  parts: FhirParts,
  work: { reader: Reader; fetched: FetchedCapsule; ciphertext: CiphertextCache },
): Promise<Outcome> {
  const { reader, fetched } = work
  const granted = await recordsUnder(parts, fetched.grant)
  try {
    const capsule = judged(() => fetched.open())
    const rows: HostedRow[] = []
    for (const record of capsule.records) rows.push(...(await rowsOfRecord(parts, { ...work, record, granted })))
    await save(parts, { reader, fetched, rows, fault: null })
    return { capsule }
  } catch (thrown) {
    const fault = faultOf(thrown)
    if (fault === undefined) throw thrown
    await save(parts, { reader, fetched, rows: [], fault })
    return { fault }
  }
}

/** What is wrong with the capsule itself; what passes, of the ledger, the store or the database, has no code here. */
function faultOf(thrown: unknown): string | undefined {
  if (thrown instanceof SyntaxError) return 'KERNEL_JSON_INVALID'
  // Data that no row takes: a NUL, a number out of range, one identifier twice, a text longer than an index holds.
  if (thrown instanceof Error && 'code' in thrown && /^(?:22|23|54)\w{3}$/.test(String(thrown.code)))
    return 'VAULT_CAPSULE_INVALID'
  if (!(thrown instanceof SymbolonError) || thrown.row.retry === 'later') return undefined
  return /^(?:VAULT_|KERNEL_JSON_)/.test(thrown.code) ? thrown.code : undefined
}

/** Somebody else made what is looked at: whatever the look trips over is a fault of the capsule. */
function judged<T>(look: () => T): T {
  try {
    return look()
  } catch (cause) {
    throw faultOf(cause) === undefined ? vaultErrors.VAULT_CAPSULE_INVALID({ field: 'records' }, { cause }) : cause
  }
}

async function rowsOfRecord(
  { context: { ledger } }: FhirParts,
  work: { record: CapsuleRecord; granted: readonly GrantedRecord[]; ciphertext: CiphertextCache },
): Promise<HostedRow[]> {
  const { record, ciphertext } = work
  const known = work.granted.find((row) => row.record === record.record)
  if (known?.token_id !== record.token_id || known.blob !== record.blob) throw vaultErrors.VAULT_COMMITMENT_MISMATCH()
  const args = [BigInt(record.token_id)]
  const commitment = await ledger.read<Hex>({ contract: 'Records', functionName: 'commitmentOf', args })
  judged(() => verifyCapsuleRecord({ capsuleRecord: record, commitment: fromHex(commitment) }))
  const isOutside = record.entries.some(({ offset, length }) => offset + length > known.size_bytes)
  if (isOutside) throw vaultErrors.VAULT_PAYLOAD_INVALID()
  return searchRowsOf(record, { ciphertext, added_at: known.created_at.getTime(), judged })
}

function recordsUnder({ context }: FhirParts, grant: Id<'grant'>): Promise<GrantedRecord[]> {
  return context.database.query<GrantedRecord>({
    name: 'records_under_grant',
    text: `select r.record, r.token_id, v.blob, v.size_bytes, v.created_at
      from consent.grant_record gr join records.record r on r.record = gr.record and r.state = 'recorded'
      join records.version v on v.record = r.record and v.version = r.version
      where gr.grant = $1`,
    values: [grant],
  })
}

/** All rows of a capsule in one transaction, behind the fence of the party; nothing when the capsule went meanwhile. */
async function save(
  { context }: FhirParts,
  work: { reader: Reader; fetched: FetchedCapsule; rows: readonly HostedRow[]; fault: string | null },
): Promise<void> {
  const { reader, fetched, rows, fault } = work
  const { grant, body } = fetched
  try {
    await fence(context.database, reader.party).transaction(async (queries) => {
      await queries.query({ ...staleSql, values: [grant, body] })
      const added = await queries.query({ ...capsuleSql, values: [grant, reader.party, body, fault] })
      if (added.length === 0) return
      for (let at = 0; at < rows.length; at += rowsAtOnce) {
        const json = JSON.stringify(rows.slice(at, at + rowsAtOnce))
        const foreign = await queries.query({ ...foreignSql, values: [grant, reader.party, json] })
        if (foreign.length > 0) throw vaultErrors.VAULT_CAPSULE_INVALID({ field: 'entries' })
        await queries.query({ ...entriesSql, values: [grant, reader.party, json] })
      }
    })
  } catch (thrown) {
    if (!isFault(thrown, '23503')) throw thrown
  }
}

const staleSql = {
  name: 'records_hosted_stale',
  text: 'delete from records.hosted_capsule where "grant" = $1 and body <> $2',
}
const capsuleSql = {
  name: 'records_hosted_capsule',
  text: `insert into records.hosted_capsule ("grant", party, body, fault)
    select c.grant, $2, c.body, $4 from consent.capsule c where c.grant = $1 and c.body = $3
    on conflict ("grant") do nothing returning "grant"`,
}
/** A row that takes an identifier which came in another person's record, or that says it is about such a person. */
const foreignSql = {
  name: 'records_hosted_foreign',
  text: `select from json_to_recordset($3::json) r(id text, patient text, subject text)
    join records.hosted_trace t
      on t.party = $2 and t.id in (r.id, split_part(r.patient, '/', 2), split_part(r.subject, '/', 2))
    join consent.grant theirs on theirs.grant = t.grant
    join consent.grant ours on ours.grant = $1 and ours.subject <> theirs.subject
    limit 1`,
}
const entriesSql = {
  name: 'records_hosted_entries',
  text: `with rows as (
      select * from json_to_recordset($3::json) r(record text, entry text, type text, id text, patient text, subject text,
        category text[], code text[], status text[], date_from bigint, date_to bigint, updated_from bigint,
        updated_to bigint, bytes bigint)
    ), traces as (
      insert into records.hosted_trace (party, id, "grant") select $2, id, $1 from rows
      on conflict (party, id) do update set "grant" = excluded.grant
    )
    insert into records.hosted_entry ("grant", party, record, entry, type, id, patient, subject, category, code, status,
      date_from, date_to, updated_from, updated_to, bytes)
    select $1, $2, record, entry, type, id, patient, subject, category, code, status, date_from, date_to, updated_from,
      updated_to, bytes from rows`,
}
