import type { Words } from '../../kernel/index.ts'

/** The plain groups a person picks from when they share. */
export const categories = {
  summary: { en: 'Summary and allergies', el: 'Σύνοψη και αλλεργίες' },
  visits: { en: 'Visits', el: 'Επισκέψεις' },
  conditions: { en: 'Conditions', el: 'Παθήσεις' },
  medicines: { en: 'Medicines', el: 'Φάρμακα' },
  tests: { en: 'Tests', el: 'Εξετάσεις' },
  vaccines: { en: 'Vaccines', el: 'Εμβόλια' },
  vitals: { en: 'Vital signs', el: 'Ζωτικά σημεία' },
  procedures: { en: 'Procedures', el: 'Ιατρικές πράξεις' },
  documents: { en: 'Documents and questionnaires', el: 'Έγγραφα και ερωτηματολόγια' },
  devices: { en: 'Devices', el: 'Συσκευές' },
  billing: { en: 'Billing and insurance', el: 'Χρεώσεις και ασφάλιση' },
} as const satisfies Record<string, Words>

/** The name of a category. */
export type Category = keyof typeof categories

/** True for the name of a category. */
export function isCategory(name: string): name is Category {
  return Object.hasOwn(categories, name)
}

/** The category of every resource type that a person's record may hold; any other type is a document. */
export const typesOfCategory: Readonly<Record<Category, string>> = {
  summary:
    'Patient RelatedPerson Person Practitioner PractitionerRole Organization OrganizationAffiliation Location HealthcareService CareTeam AllergyIntolerance Flag Provenance Consent Group',
  visits: 'Encounter EpisodeOfCare Appointment AppointmentResponse Schedule Slot Communication CommunicationRequest',
  conditions:
    'Condition ClinicalImpression FamilyMemberHistory CarePlan Goal DetectedIssue RiskAssessment AdverseEvent BodyStructure',
  medicines:
    'Medication MedicationRequest MedicationStatement MedicationDispense MedicationAdministration MedicationKnowledge MedicinalProduct Substance',
  tests: 'Observation DiagnosticReport Specimen ImagingStudy MolecularSequence',
  vaccines: 'Immunization ImmunizationRecommendation ImmunizationEvaluation',
  vitals: '',
  procedures: 'Procedure ServiceRequest RequestGroup NutritionOrder Task BiologicallyDerivedProduct',
  documents: 'DocumentReference DocumentManifest Composition Binary Media QuestionnaireResponse List Basic Bundle',
  devices:
    'Device DeviceRequest DeviceUseStatement DeviceMetric DeviceDefinition SupplyRequest SupplyDelivery VisionPrescription',
  billing:
    'Claim ClaimResponse ExplanationOfBenefit Coverage CoverageEligibilityRequest CoverageEligibilityResponse Account Invoice ChargeItem PaymentNotice PaymentReconciliation InsurancePlan EnrollmentRequest EnrollmentResponse Contract',
}

/** The names of the code system of observation categories: R4, DSTU2 and STU3, and none. */
export const observationCategorySystems: ReadonlySet<string> = new Set([
  'http://terminology.hl7.org/CodeSystem/observation-category',
  'http://hl7.org/fhir/observation-category',
  '',
])

/** Where an observation belongs by its category. @source R4 value set observation-category */
export const categoriesOfObservation: ReadonlyMap<string, Category> = new Map<string, Category>([
  ['laboratory', 'tests'],
  ['imaging', 'tests'],
  ['vital-signs', 'vitals'],
  ['exam', 'vitals'],
  ['activity', 'vitals'],
  ['social-history', 'summary'],
  ['survey', 'documents'],
  ['procedure', 'procedures'],
  ['therapy', 'procedures'],
])

/** Service requests that ask for a test. */
export const testRequests: ReadonlySet<string> = new Set(['108252007', '363679005'])

/**
 * Codes of vital signs, which say where an observation without a known category belongs.
 * @source LOINC and SNOMED CT, the codes of R4's vital signs profiles and their panels and methods
 */
export const vitalSigns: ReadonlySet<string> = new Set(
  `85353-1 85354-9 55284-4 8480-6 8462-4 8478-0 8867-4 8889-8 9279-1 8310-5 8331-1 8302-2 8308-9 8306-3 3137-7 29463-7 3141-9
  39156-5 59576-9 77606-2 8287-5 9843-4 2708-6 59408-5 8716-3 72514-3 75367002 271649006 271650006 364075005 86290005
  386725007 50373000 27113001 60621009 431314004`.split(/\s+/),
)

/** Codes of clinical notes, as reports and documents carry them in category or code. @source LOINC document ontology, US Core clinical notes */
export const noteCodes: ReadonlySet<string> = new Set(
  `34117-2 34109-9 51847-2 51848-0 11506-3 18842-5 11488-4 28570-0 11504-8 34133-9 57133-1 18761-7 34111-5 34746-8 34748-4
  10164-2 10154-3 29299-5 18776-5 34099-2 34788-0 11490-0 60591-5`.split(/\s+/),
)

/** Categories of narrative reports: cardiology, pathology, radiology. @source US Core DiagnosticReport for Report and Note Exchange */
export const narrativeCategories: ReadonlySet<string> = new Set(['LP29708-2', 'LP7839-6', 'LP29684-5'])
