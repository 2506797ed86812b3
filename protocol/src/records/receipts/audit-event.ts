import type { JsonObject } from '../../kernel/index.ts'
import { fhirIdOf } from '../import/entry.ts'
import { type FormRow, formOf, type ReceiptForm, receiptForms } from './receipt-forms.ts'
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

const entityType = 'http://terminology.hl7.org/CodeSystem/audit-entity-type'
const person = { system: entityType, code: '1' }
const systemObject = { system: entityType, code: '2' }
const otherObject = { system: entityType, code: '4' }
const role = (code: string) => ({ system: 'http://terminology.hl7.org/CodeSystem/object-role', code })
const absent = (valueCode: string) => ({
  extension: [{ url: 'http://hl7.org/fhir/StructureDefinition/data-absent-reason', valueCode }],
})

/**
 * A receipt as an AuditEvent: who, for whom, why, on which entries, when, and what became of it. Entries are named, nothing
 * of them is told. Profiles of IHE are claimed where the event has the one object that they ask for.
 * @returns an R4 AuditEvent whose id is the receipt's
 * @source FHIR R4 §6.4 AuditEvent; IHE ITI Basic Audit Log Patterns 1.1.3
 */
export function auditEventOf(told: ToldReceipt): JsonObject {
  const { receipt } = told
  const form = formOf(receipt)
  const row = receiptForms[form]
  const objects = objectsOf(told, form)
  const isWhole = form === 'search' || objects.filter(({ type }) => type === systemObject).length === 1
  const { type, subtype, action, outcome, profile } = row
  return {
    resourceType: 'AuditEvent',
    id: fhirIdOfReceipt(receipt.receipt),
    meta: { lastUpdated: receipt.at, ...(profile !== undefined && isWhole && { profile: [profile] }) },
    type: { ...type },
    ...(subtype.length > 0 && { subtype: subtype.map((coded) => ({ ...coded })) }),
    action,
    recorded: receipt.at,
    outcome,
    ...(receipt.reason !== undefined && { outcomeDesc: receipt.reason }),
    ...(receipt.purpose !== undefined && { purposeOfEvent: purposeOf(told) }),
    agent: agentsOf(told, row),
    source: {
      observer: nodeOf(told),
      type: [{ system: 'http://terminology.hl7.org/CodeSystem/security-source-type', code: '4' }],
    },
    entity: [{ what: patientOf(told), type: person, role: role('1') }, ...objects],
  }
}

/** The requesting system, the node, and whoever asked for it. Addresses of callers are not kept, so none are told. */
function agentsOf(told: ToldReceipt, { client, server, user }: FormRow): JsonObject[] {
  const purpose = purposeOf(told)
  return [
    { type: conceptOf(client), who: actorOf(told), requestor: false, network: absent('not-asked') },
    { type: conceptOf(server), who: nodeOf(told), requestor: false, network: { address: told.base, type: '5' } },
    {
      type: conceptOf(user),
      who: userOf(told),
      requestor: true,
      ...(purpose.length > 0 && { purposeOfUse: purpose }),
    },
  ]
}

/** Whom of its own people an institution named, by its own reference; else the party itself. */
function userOf(told: ToldReceipt): JsonObject {
  const { for_whom } = told.receipt
  const actor = actorOf(told)
  if (for_whom === undefined || actor.type !== 'Organization') return actor
  return { identifier: { system: 'urn:symbolon:for-whom', value: for_whom, assigner: actor } }
}

function objectsOf(told: ToldReceipt, form: ReceiptForm): JsonObject[] {
  const { grant, records, form: written } = told.receipt
  const isOfGrant = form === 'granted' || form === 'revoked'
  const type = isOfGrant || form === 'search' ? otherObject : systemObject
  const things = records.flatMap(({ record, entries }) =>
    entries.length > 0 ? entries.map((entry) => named('entry', fhirIdOf(entry))) : [named('record', record)],
  )
  const detail = written === undefined ? {} : { detail: [{ type: 'form', valueString: written }] }
  return [
    ...(form === 'search' ? [{ type: systemObject, role: role('24'), _query: absent('not-asked') }] : []),
    ...(grant === undefined ? [] : [consentEntity(grant, isOfGrant)]),
    ...things.map((what) => ({ what, type, role: role('4'), ...detail })),
  ]
}

/** The grant is what a giving is about; elsewhere it is the consent that it happened under. */
function consentEntity(grant: string, isObject: boolean): JsonObject {
  const what = named('grant', grant, 'Consent')
  if (isObject) return { what, type: systemObject, role: role('4') }
  return { what, type: { system: 'http://hl7.org/fhir/resource-types', code: 'Consent' } }
}
