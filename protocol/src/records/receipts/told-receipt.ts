import type { Receipt } from '../../consent/index.ts'
import type { PartyKind } from '../../identity/index.ts'
import type { Id, JsonObject } from '../../kernel/index.ts'
import type { Coded } from './receipt-forms.ts'

/** A receipt with what the node knows of whoever acted. */
export interface ToldReceipt {
  readonly receipt: Receipt
  /** Missing where the party is not known here any more. */
  readonly actor_kind?: PartyKind
  /** Name of an institution, in the reader's language. */
  readonly actor_name?: string
  /** Address of the FHIR door of the node that told it, `https://node.example/fhir`. */
  readonly base: string
}

/** The FHIR logical id of a receipt: `rcp-…`. @source R4 datatypes, id has no underscore */
export function fhirIdOfReceipt(receipt: Id<'receipt'>): string {
  return receipt.replace('_', '-')
}

/** `{ coding: [{ system, code }] }` */
export function conceptOf(...coding: readonly Coded[]): JsonObject {
  return { coding: coding.map(({ system, code }) => ({ system, code })) }
}

/** Something of ours that FHIR names by an identifier and not by an address: `record`, `entry`, `grant`. */
export function named(what: 'record' | 'entry' | 'grant', id: string, type?: string): JsonObject {
  return { ...(type && { type }), identifier: { system: `urn:symbolon:${what}`, value: id } }
}

/** The patient that the receipt is about. */
export function patientOf({ receipt }: ToldReceipt): JsonObject {
  return partyReference('Patient', receipt.subject)
}

/** Whoever acted: the patient, another person, or an institution. */
export function actorOf({ receipt, actor_kind, actor_name }: ToldReceipt): JsonObject {
  const { actor, subject } = receipt
  if (actor === subject) return partyReference('Patient', subject)
  const type = actor_kind === 'person' ? 'RelatedPerson' : 'Organization'
  return { ...partyReference(type, actor), ...(actor_name !== undefined && { display: actor_name }) }
}

/** The node that wrote the receipt. */
export function nodeOf({ receipt, base }: ToldReceipt): JsonObject {
  const identifier = { system: 'urn:ietf:rfc:3986', value: base }
  return { type: 'Device', identifier, display: receipt.software }
}

/** Why, in HL7's own code. */
export function purposeOf({ receipt: { purpose } }: ToldReceipt): JsonObject[] {
  if (purpose === undefined) return []
  return [conceptOf({ system: 'http://terminology.hl7.org/CodeSystem/v3-ActReason', code: purpose })]
}

function partyReference(type: string, party: Id<'party'>): JsonObject {
  const identifier = { system: 'urn:symbolon:party', value: party }
  return { reference: `${type}/${party.replace('_', '-')}`, type, identifier }
}
