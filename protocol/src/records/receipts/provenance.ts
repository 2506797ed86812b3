import type { JsonObject } from '../../kernel/index.ts'
import { formOf, receiptForms } from './receipt-forms.ts'
import {
  actorOf,
  conceptOf,
  fhirIdOfReceipt,
  named,
  nodeOf,
  patientOf,
  purposeOf,
  type ToldReceipt,
} from './told-receipt.ts'

const participant = (code: string) =>
  conceptOf({ system: 'http://terminology.hl7.org/CodeSystem/provenance-participant-type', code })

/**
 * A receipt of something that changed, as a Provenance: of records that were added, amended or erased, of grants that were
 * given or stopped. The patient whose they are is a target too, which is how the search by patient finds it.
 * @returns an R4 Provenance whose id is the receipt's, or nothing for a receipt of what changed nothing
 * @source FHIR R4 §6.3 Provenance
 */
export function provenanceOf(told: ToldReceipt): JsonObject | undefined {
  const { receipt } = told
  const form = formOf(receipt)
  const { activity } = receiptForms[form]
  if (activity === undefined) return undefined
  const { grant, records, at } = receipt
  const isOfGrant = form === 'granted' || form === 'revoked'
  const targets =
    isOfGrant && grant !== undefined
      ? [named('grant', grant, 'Consent')]
      : records.map(({ record }) => named('record', record))
  const reason = purposeOf(told)
  return {
    resourceType: 'Provenance',
    id: fhirIdOfReceipt(receipt.receipt),
    meta: { lastUpdated: at },
    target: [...targets, patientOf(told)],
    occurredDateTime: at,
    recorded: at,
    ...(reason.length > 0 && { reason }),
    activity: conceptOf({ system: 'http://terminology.hl7.org/CodeSystem/v3-DataOperation', code: activity }),
    agent: [
      { type: participant('author'), who: actorOf(told) },
      { type: participant('assembler'), who: nodeOf(told) },
    ],
  }
}
