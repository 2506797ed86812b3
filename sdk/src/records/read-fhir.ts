import type { Purpose } from '@symbolon/protocol/consent'
import { sendSigned } from '../identity/index.ts'
import type { Client } from '../kernel/index.ts'

/** What to read, and for what purpose. */
export interface FhirReading {
  /** `Observation?category=laboratory`, `Patient/ent-…`, `metadata`. */
  readonly path: string
  /** TREAT when absent. */
  readonly purpose?: Purpose
}

/** A resource or bundle, as far as its reader needs to know. */
export interface FhirResource {
  readonly resourceType: string
  readonly total?: number
  readonly entry?: readonly { readonly resource?: { readonly resourceType: string; readonly id?: string } }[]
}

/**
 * What the FHIR door gives the signed-in hosted institution; each answer leaves one receipt for every patient in it.
 * @throws RemoteError with the reason where access has ended or was never given
 * @source FHIR R4 http.html
 */
export async function readFhir(client: Client, reading: FhirReading): Promise<FhirResource> {
  const headers = {
    accept: 'application/fhir+json',
    ...(reading.purpose !== undefined && { 'x-purpose-of-use': reading.purpose }),
  }
  const response = await sendSigned(client, { method: 'GET', path: `/fhir/${reading.path}`, headers })
  return (await response.json()) as FhirResource
}
