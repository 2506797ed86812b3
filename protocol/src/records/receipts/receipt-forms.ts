import type { Receipt } from '../../consent/index.ts'

/** A code with the system that it is from. */
export interface Coded {
  readonly system: string
  readonly code: string
}

/** What FHIR tells apart among receipts: the kinds, and among openings whether one thing was read or many were found. */
export type ReceiptForm = Exclude<Receipt['kind'], 'opened'> | 'read' | 'search'

/** What stands in an AuditEvent because of the form alone. */
export interface FormRow {
  readonly type: Coded
  readonly subtype: readonly Coded[]
  readonly action: 'C' | 'R' | 'U' | 'D' | 'E'
  /** `0` it was done, `8` it was refused. */
  readonly outcome: '0' | '8'
  /** Parts that the requesting system, the node and the person behind the request have. */
  readonly client: Coded
  readonly server: Coded
  readonly user: Coded
  /** IHE profile that such an event follows. */
  readonly profile?: string
  /** It changed something, and is a Provenance too. */
  readonly activity?: 'CREATE' | 'UPDATE' | 'DELETE'
}

const hl7 = (system: string) => (code: string) => ({ system: `http://terminology.hl7.org/CodeSystem/${system}`, code })
const dicom = (code: string) => ({ system: 'http://dicom.nema.org/resources/ontology/DCM', code })
const lifecycle = hl7('iso-21089-lifecycle')
const participation = hl7('v3-ParticipationType')
const interaction = (code: string) => ({ system: 'http://hl7.org/fhir/restful-interaction', code })
const balp = 'https://profiles.ihe.net/ITI/BALP'
const profile = (name: string) => `${balp}/StructureDefinition/IHE.BasicAudit.${name}`

const rest = { type: hl7('audit-event-type')('rest'), outcome: '0' } as const
/** In DICOM's words data flow from the source to the destination: in a search these are the parameters. */
const taken = { client: dicom('110152'), server: dicom('110153'), user: participation('IRCP') } as const
const sent = { client: dicom('110153'), server: dicom('110152'), user: participation('AUT') } as const
const ended = { client: dicom('110150'), server: hl7('provenance-participant-type')('custodian') } as const
const own = { ...sent, outcome: '0', action: 'E', subtype: [] } as const

/**
 * How each form of a receipt is told as an AuditEvent.
 * @source IHE ITI Basic Audit Log Patterns 1.1.3; FHIR R4 §6.4; ISO 21089 lifecycle events for what REST has no word for
 */
export const receiptForms: Readonly<Record<ReceiptForm, FormRow>> = {
  added: {
    ...rest,
    ...sent,
    subtype: [interaction('create')],
    action: 'C',
    profile: profile('PatientCreate'),
    activity: 'CREATE',
  },
  amended: {
    ...rest,
    ...sent,
    subtype: [interaction('update')],
    action: 'U',
    profile: profile('PatientUpdate'),
    activity: 'UPDATE',
  },
  erased: {
    ...rest,
    ...ended,
    user: participation('AUT'),
    subtype: [interaction('delete'), lifecycle('destroy')],
    action: 'D',
    profile: profile('PatientDelete'),
    activity: 'DELETE',
  },
  granted: {
    ...rest,
    ...sent,
    subtype: [interaction('create')],
    action: 'C',
    profile: profile('PatientCreate'),
    activity: 'CREATE',
  },
  revoked: {
    ...rest,
    ...sent,
    subtype: [interaction('update')],
    action: 'U',
    profile: profile('PatientUpdate'),
    activity: 'UPDATE',
  },
  read: { ...rest, ...taken, subtype: [interaction('read')], action: 'R', profile: profile('PatientRead') },
  search: {
    ...rest,
    ...sent,
    user: participation('IRCP'),
    subtype: [interaction('search')],
    action: 'E',
    profile: profile('PatientQuery'),
  },
  exported: { ...rest, ...taken, subtype: [interaction('read'), lifecycle('extract')], action: 'R' },
  refused: {
    ...ended,
    type: dicom('110113'),
    subtype: [{ system: `${balp}/CodeSystem/AuthZsubType`, code: 'AuthZ-Consent' }],
    action: 'E',
    outcome: '8',
    server: hl7('extra-security-role-type')('authserver'),
    user: participation('IRCP'),
  },
  emergency_opened: { ...own, ...taken, type: dicom('110113'), subtype: [dicom('110127')] },
  emergency_closed: { ...own, ...taken, type: dicom('110113'), subtype: [dicom('110138')] },
  indexed: { ...own, ...taken, type: lifecycle('decrypt') },
  custody: { ...own, type: lifecycle('transmit') },
}

/** Every form, in the table's order. */
export const receiptFormNames = Object.keys(receiptForms) as ReceiptForm[]

/** The form of a receipt: an opening that named one entry, or handed out the keys of all, was a read. */
export function formOf({ kind, records, request_digest }: Receipt): ReceiptForm {
  if (kind !== 'opened') return kind
  const entries = records.reduce((count, record) => count + record.entries.length, 0)
  return entries === 1 || request_digest !== undefined ? 'read' : 'search'
}
