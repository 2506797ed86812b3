/** Where a type keeps what it is about and when it was; the first that is there counts. */
interface TypeElements {
  readonly codes: readonly string[]
  readonly dates: readonly string[]
}

const everyType: TypeElements = {
  codes: ['code', 'vaccineCode', 'medication', 'productOrService', 'type', 'specialty'],
  dates: [
    'effective',
    'performed',
    'onset',
    'occurrence',
    'period',
    'started',
    'billablePeriod',
    'authoredOn',
    'issued',
    'date',
    'start',
    'recordedDate',
    'recorded',
    'dateAsserted',
    'created',
    'authored',
    'sent',
    'servicedPeriod',
    'startDate',
    'collection.collected',
  ],
}

const ofType: Readonly<Record<string, Partial<TypeElements>>> = {
  Patient: { codes: [], dates: [] },
  Practitioner: { codes: ['qualification.code'], dates: [] },
  Organization: { dates: [] },
  Location: { dates: [] },
  MedicationRequest: { codes: ['medication'], dates: ['authoredOn'] },
  MedicationDispense: { codes: ['medication'], dates: ['whenHandedOver', 'whenPrepared'] },
  Encounter: { codes: ['type', 'serviceType'] },
  CarePlan: { codes: ['category', 'activity.detail.code'] },
  Goal: { codes: ['description'], dates: ['start', 'statusDate'] },
  Claim: { codes: ['type'], dates: ['billablePeriod', 'created'] },
  ExplanationOfBenefit: { codes: ['type'], dates: ['billablePeriod', 'created'] },
  AllergyIntolerance: { codes: ['code'], dates: ['onset', 'recordedDate'] },
}

/** Where the type of a resource keeps its main codes and its clinical date. */
export function elementsOf(type: string): TypeElements {
  return { ...everyType, ...ofType[type] }
}
