import { fromHex, type Hex, type Id, SymbolonError } from '@symbolon/protocol/kernel'
import { fhirIdOf } from '@symbolon/protocol/records'
import { type Capsule, type CapsuleRecord, vaultErrors, verifyCapsuleRecord } from '@symbolon/protocol/vault'
import type { FhirParts } from './ports.ts'
import { knownIds, saveRows } from './save-rows.ts'
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

/**
 * The search rows of a capsule are there, each of its records checked against the token on the ledger; or it is noted
 * with what is wrong with it. Faults of the ledger and the database are thrown: they pass.
 */
export async function indexCapsule(parts: FhirParts, work: Work): Promise<Outcome> {
  const { context } = parts
  try {
    const capsule = judged(() => work.fetched.open())
    const records = await verifyAll(parts, capsule, work.fetched.grant)
    const copied = await knownIds(context, work, idsOf(capsule))
    const isWhole = await saveRows(context, {
      ...work,
      copied,
      rows: await rowsOf(parts, records, copied),
      fault: null,
    })
    // What was to be copied went with its grant meanwhile.
    if (!isWhole) await saveRows(context, { ...work, copied: [], rows: await rowsOf(parts, records, []), fault: null })
    return { capsule }
  } catch (thrown) {
    const fault = faultOf(thrown)
    if (fault === undefined) throw thrown
    await saveRows(context, { ...work, copied: [], rows: [], fault })
    return { fault }
  }
}

interface Work {
  readonly reader: Reader
  readonly fetched: FetchedCapsule
}

/** A record of the capsule and when this version of it was added. */
interface VerifiedRecord {
  readonly record: CapsuleRecord
  readonly added_at: number
  readonly commitment: Hex
}

function idsOf({ records }: Capsule): string[] {
  return records.flatMap(({ entries }) => entries.map(({ id }) => fhirIdOf(id)))
}

async function rowsOf(
  { memory }: FhirParts,
  records: readonly VerifiedRecord[],
  copied: readonly string[],
): Promise<HostedRow[]> {
  const known = new Set(copied)
  const rows: HostedRow[] = []
  for (const { record, added_at, commitment } of records) {
    const entries = record.entries.filter(({ id }) => !known.has(fhirIdOf(id)))
    const content = { ciphertext: memory.ciphertext, added_at, commitment, judged }
    for (const row of await searchRowsOf({ ...record, entries }, content)) rows.push(row)
  }
  return rows
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

/** Every record is what its token stands for. @throws VAULT_COMMITMENT_MISMATCH, VAULT_PAYLOAD_INVALID */
async function verifyAll(parts: FhirParts, capsule: Capsule, grant: Id<'grant'>): Promise<VerifiedRecord[]> {
  const granted = new Map((await recordsUnder(parts, grant)).map((row) => [row.record, row]))
  const verified: VerifiedRecord[] = []
  for (const record of capsule.records) {
    const known = granted.get(record.record)
    if (known?.token_id !== record.token_id || known.blob !== record.blob) throw vaultErrors.VAULT_COMMITMENT_MISMATCH()
    const commitment = await verify(parts, record, known)
    verified.push({ record, added_at: known.created_at.getTime(), commitment })
  }
  return verified
}

/** @returns what the token commits to */
async function verify({ context }: FhirParts, record: CapsuleRecord, known: GrantedRecord): Promise<Hex> {
  const args = [BigInt(record.token_id)]
  const commitment = await context.ledger.read<Hex>({ contract: 'Records', functionName: 'commitmentOf', args })
  judged(() => verifyCapsuleRecord({ capsuleRecord: record, commitment: fromHex(commitment) }))
  const isOutside = record.entries.some(({ offset, length }) => offset + length > known.size_bytes)
  if (isOutside) throw vaultErrors.VAULT_PAYLOAD_INVALID()
  return commitment
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
