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

/** Category codes that move a resource of these types to another group. */
export const categoriesOfCode: Readonly<Record<string, Category>> = {
  'Observation|http://terminology.hl7.org/CodeSystem/observation-category|vital-signs': 'vitals',
  'Observation|http://terminology.hl7.org/CodeSystem/observation-category|exam': 'vitals',
  'Observation|http://terminology.hl7.org/CodeSystem/observation-category|activity': 'vitals',
  'Observation|http://terminology.hl7.org/CodeSystem/observation-category|social-history': 'summary',
  'Observation|http://terminology.hl7.org/CodeSystem/observation-category|survey': 'documents',
  'Observation|http://terminology.hl7.org/CodeSystem/observation-category|procedure': 'procedures',
  'Observation|http://terminology.hl7.org/CodeSystem/observation-category|therapy': 'procedures',
  'ServiceRequest|http://snomed.info/sct|108252007': 'tests',
  'ServiceRequest|http://snomed.info/sct|363679005': 'tests',
}
