import { consentErrors } from '@symbolon/protocol/consent'
import type { Id, SymbolonError } from '@symbolon/protocol/kernel'
import { recordsErrors } from '@symbolon/protocol/records'
import { insertReceipts, newReceiptId, type Refusal, refusalOf, refusalsOf } from '../../consent/index.ts'
import type { NodeContext } from '../../kernel/index.ts'
import { fence } from './fence.ts'
import type { CapsuleOpener } from './open-capsules.ts'
import type { Reader } from './statements.ts'

/** Why nothing opens for the reader; every patient whose grant is over or not yet sees the attempt. */
export async function refuseSearch(
  context: NodeContext,
  reader: Reader,
  opener: Pick<CapsuleOpener, 'forget'>,
): Promise<SymbolonError> {
  const refusals = await refusalsOf(context.database, reader)
  const [newest] = refusals
  if (newest === undefined) return consentErrors.CONSENT_GRANT_NONE()
  for (const { grant } of refusals) opener.forget(grant)
  const bySubject = new Map(refusals.toReversed().map((refusal) => [refusal.subject, refusal]))
  await tell(context, reader, [...bySubject.values()])
  return newest.error
}

/** Why one resource is not read: it never was the reader's to see (404), or the grant that let it in is over (403). */
export async function refuseRead(
  context: NodeContext,
  reader: Reader,
  { id, opener }: { id: string; opener: Pick<CapsuleOpener, 'forget'> },
): Promise<SymbolonError> {
  const { party, purpose, now } = reader
  const [trace] = await fence(context.database, party).query<{ grant: Id<'grant'>; is_active: boolean }>({
    name: 'records_hosted_trace',
    text: `select t.grant, exists (select from consent.active_grants($1, $3, $4) a where a.grant = t.grant) as is_active
      from records.hosted_trace t where t.party = $1 and t.id = $2`,
    values: [party, id, purpose, new Date(now)],
  })
  const refusal =
    trace && !trace.is_active ? await refusalOf(context.database, { ...reader, grant: trace.grant }) : undefined
  if (refusal === undefined) return recordsErrors.RECORDS_FHIR_UNKNOWN()
  opener.forget(refusal.grant)
  await tell(context, reader, [refusal])
  return refusal.error
}

async function tell(
  context: NodeContext,
  { party, purpose, now }: Reader,
  refusals: readonly Refusal[],
): Promise<void> {
  const at = new Date(now).toISOString()
  await context.database.query(
    insertReceipts(
      refusals.map(({ grant, subject, error }) => ({
        receipt: newReceiptId(context),
        ...({ kind: 'refused', at, actor: party, subject, purpose, grant, records: [], reason: error.code } as const),
      })),
    ),
  )
}
