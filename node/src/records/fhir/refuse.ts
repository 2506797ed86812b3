import { consentErrors } from '@symbolon/protocol/consent'
import type { Id, SymbolonError } from '@symbolon/protocol/kernel'
import { recordsErrors } from '@symbolon/protocol/records'
import { insertReceipts, newReceiptId, type Refusal, refusalOf, refusalsOf } from '../../consent/index.ts'
import { fence } from './fence.ts'
import type { FhirParts } from './ports.ts'
import type { Reader } from './statements.ts'

/**
 * Why patients let the reader in no more, or not for this purpose, newest first; each of them sees the attempt.
 * @param subjects those that the reader named, or everybody who ever let it in
 */
export async function refuse(
  parts: FhirParts,
  reader: Reader,
  subjects?: readonly Id<'party'>[],
): Promise<SymbolonError[]> {
  const refusals = await refusalsOf(parts.context.database, { ...reader, ...(subjects && { subjects }) })
  if (refusals.length > 0) await tell(parts, reader, refusals)
  return refusals.map(({ error }) => error)
}

/** Why a search finds nothing open: the newest reason, or that there never was a grant. */
export async function refuseSearch(
  parts: FhirParts,
  reader: Reader,
  subjects?: readonly Id<'party'>[],
): Promise<SymbolonError> {
  const [newest] = await refuse(parts, reader, subjects)
  return newest ?? consentErrors.CONSENT_GRANT_NONE()
}

interface Trace {
  readonly grant: Id<'grant'>
  readonly subject: Id<'party'>
  readonly is_active: boolean
  readonly is_erased: boolean
}

/**
 * Why one resource is not read: it never was the reader's to see (404), the grant that let it in is over (403), or it was
 * erased while the grant goes on (410).
 */
export async function refuseRead(parts: FhirParts, reader: Reader, id: string): Promise<SymbolonError> {
  const trace = await findTrace(parts, reader, id)
  if (trace === undefined) return recordsErrors.RECORDS_FHIR_UNKNOWN()
  const refusal = await refusalBy(parts, reader, trace)
  if (refusal === undefined) return recordsErrors.RECORDS_FHIR_UNKNOWN()
  await tell(parts, reader, [refusal])
  return refusal.error
}

async function findTrace(
  { context }: FhirParts,
  { party, purpose, now }: Reader,
  id: string,
): Promise<Trace | undefined> {
  const [trace] = await fence(context.database, party).query<Trace>({
    name: 'records_hosted_trace',
    text: `select t.grant, g.subject,
        exists (select from consent.active_grants($1, $3, $4) a where a.grant = t.grant) as is_active,
        exists (select from records.record r where r.record = t.record and r.state = 'erased') as is_erased
      from records.hosted_trace t join consent.grant g on g.grant = t.grant
      where t.party = $1 and t.id = $2 and not t.is_reference`,
    values: [party, id, purpose, new Date(now)],
  })
  return trace
}

async function refusalBy(parts: FhirParts, reader: Reader, trace: Trace): Promise<Refusal | undefined> {
  const { grant, subject, is_active, is_erased } = trace
  if (!is_active) return refusalOf(parts.context.database, { ...reader, grant })
  return is_erased ? { grant, subject, error: recordsErrors.RECORDS_FHIR_ERASED() } : undefined
}

async function tell({ context, memory }: FhirParts, reader: Reader, refusals: readonly Refusal[]): Promise<void> {
  const { party, purpose, for_whom, sign_in, now } = reader
  const at = new Date(now).toISOString()
  for (const { grant, error } of refusals) if (error.row.status !== 410) memory.grantEnded(grant)
  await context.database.query(
    insertReceipts(
      refusals.map(({ grant, subject, error }) => ({
        receipt: newReceiptId(context),
        ...({ kind: 'refused', at, actor: party, subject, purpose, grant, records: [], reason: error.code } as const),
        ...(for_whom !== undefined && { for_whom }),
        ...(sign_in !== undefined && { sign_in }),
      })),
    ),
  )
}
