import {
  receiptParameters,
  receiptTypes,
  resourceTypes,
  searchPathsOf,
  type TypedParameter,
} from '@symbolon/protocol/records'
import { software } from '../../consent/index.ts'

const typeOfParameter: Readonly<Record<TypedParameter, string>> = {
  patient: 'reference',
  subject: 'reference',
  category: 'token',
  code: 'token',
  date: 'date',
  status: 'token',
}

/** What the FHIR door does, and nothing that it does not. @source R4 §6.1 CapabilityStatement */
export function capabilityStatement({ base, date }: { base: string; date: string }) {
  const [name, version] = software.split('/')
  return {
    resourceType: 'CapabilityStatement',
    status: 'active',
    date,
    kind: 'instance',
    software: { name, version },
    implementation: {
      description: 'Records that patients let a hosted institution into, and the receipts of their use',
      url: base,
    },
    fhirVersion: '4.0.1',
    format: ['application/fhir+json', 'json'],
    rest: [
      {
        mode: 'server',
        documentation: [
          'Read only. The purpose of use is told in the header X-Purpose-Of-Use (TREAT when it is missing); only what a grant for that purpose covers is there.',
          'The header X-On-Behalf-Of names the department or member of staff that reads, by a reference of the institution of up to 64 printable ASCII characters, never a patient; the patient sees it.',
          'Every read and search leaves a receipt that the patient sees, also one that finds nothing: of each patient that it names by _id, patient or subject, else of each whose grant was searched.',
          'What is missing from a searchset (records that were granted just now and are still being opened, patients who let the reader in no more, content that cannot be read) is told in entries of mode outcome.',
          'Unknown search parameters are refused. Results: _sort by _id, _lastUpdated and date; _count; _summary=count; _include of patient and subject.',
        ].join(' '),
        security: {
          cors: false,
          description: 'Bearer token of a session that was opened by ERC-4361 at /v1/sessions.',
        },
        resource: resourceTypes().map(resourceOf),
      },
      receiptsOf(),
    ],
  }
}

/** What a patient and an auditor find under two of the types: not what records hold, but what happened to them. */
function receiptsOf() {
  return {
    mode: 'server',
    documentation: [
      'For a person who is signed in, and for an institution in the role of auditor: receipts of this node as AuditEvent, in the shapes of IHE Basic Audit Log Patterns, and as Provenance where something changed. A person sees those that are about them, an auditor all. Everybody else finds under these types what records hold, as above.',
      'Parties are named by references that are not served here (Patient, Organization, RelatedPerson) and by identifiers; records, entries and grants by identifiers. Entries are named by the ids under which a hosted institution reads them.',
      'Results: in the order of time, newest first, unless _sort asks for the other direction; _count up to 100; _total; _summary=count. Whoever sees everybody gets a total only when asking for it.',
    ].join(' '),
    resource: receiptTypes.map((type) => ({
      type,
      interaction: [{ code: 'read' }, { code: 'search-type' }],
      versioning: 'no-version',
      searchParam: [
        { name: '_id', type: 'token' },
        { name: '_lastUpdated', type: 'date' },
        ...Object.entries(receiptParameters[type]).map(([name, kind]) => ({ name, type: kind })),
      ],
    })),
  }
}

function resourceOf(type: string) {
  const parameters = [...searchPathsOf(type).keys()]
  const include = parameters.filter((name) => name === 'patient' || name === 'subject').map((name) => `${type}:${name}`)
  return {
    type,
    interaction: [{ code: 'read' }, { code: 'search-type' }],
    versioning: 'no-version',
    ...(include.length > 0 && { searchInclude: include }),
    searchParam: [
      { name: '_id', type: 'token' },
      { name: '_lastUpdated', type: 'date' },
      ...parameters.map((name) => ({ name, type: typeOfParameter[name] })),
    ],
  }
}
