export type CodeSystem =
  | 'icd10'
  | 'icd9'
  | 'icpc2'
  | 'atc'
  | 'snomed'
  | 'loinc'
  | 'rxnorm'
  | 'sensitivity'
  | 'confidentiality'
  | 'diagnosticService'

/** The names that each code system goes by; national editions of ICD-10 go by their own, see `codeSystemOf`. */
export const systemUrls: Readonly<Record<CodeSystem, readonly string[]>> = {
  icd10: [
    'http://hl7.org/fhir/sid/icd-10',
    'http://hl7.org/fhir/sid/icd-10-cm',
    'http://hl7.org/fhir/sid/icd-10-gm',
    'http://fhir.de/CodeSystem/bfarm/icd-10-gm',
    'http://fhir.de/CodeSystem/dimdi/icd-10-gm',
    'urn:oid:2.16.840.1.113883.6.3',
    'urn:oid:2.16.840.1.113883.6.90',
    'urn:oid:1.2.276.0.76.5.409',
    'urn:oid:1.3.6.1.4.1.12559.11.10.1.3.1.44.2',
  ],
  icd9: [
    'http://hl7.org/fhir/sid/icd-9-cm',
    'http://terminology.hl7.org/CodeSystem/icd9cm',
    'http://hl7.org/fhir/sid/icd-9',
    'urn:oid:2.16.840.1.113883.6.2',
    'urn:oid:2.16.840.1.113883.6.103',
  ],
  icpc2: [
    'http://hl7.org/fhir/sid/icpc-2',
    'http://terminology.hl7.org/CodeSystem/icpc2E',
    'urn:oid:2.16.840.1.113883.6.139',
  ],
  atc: ['http://www.whocc.no/atc', 'http://fhir.de/CodeSystem/bfarm/atc', 'urn:oid:2.16.840.1.113883.6.73'],
  snomed: ['http://snomed.info/sct', 'urn:oid:2.16.840.1.113883.6.96'],
  loinc: ['http://loinc.org', 'urn:oid:2.16.840.1.113883.6.1'],
  rxnorm: ['http://www.nlm.nih.gov/research/umls/rxnorm', 'urn:oid:2.16.840.1.113883.6.88'],
  sensitivity: [
    'http://terminology.hl7.org/CodeSystem/v3-ActCode',
    'http://hl7.org/fhir/v3/ActCode',
    'urn:oid:2.16.840.1.113883.5.4',
  ],
  confidentiality: [
    'http://terminology.hl7.org/CodeSystem/v3-Confidentiality',
    'http://hl7.org/fhir/v3/Confidentiality',
    'urn:oid:2.16.840.1.113883.5.25',
  ],
  diagnosticService: [
    'http://terminology.hl7.org/CodeSystem/v2-0074',
    'http://hl7.org/fhir/v2/0074',
    'urn:oid:2.16.840.1.113883.12.74',
  ],
}

/** Code systems whose codes are compared by their beginning, without dots. */
export const prefixSystems: ReadonlySet<CodeSystem> = new Set(['icd10', 'icd9', 'icpc2', 'atc'])

const byUrl = new Map(
  (Object.entries(systemUrls) as [CodeSystem, readonly string[]][]).flatMap(([system, urls]) =>
    urls.map((url) => [url, system] as const),
  ),
)

/** Other editions of ICD-10; ICD-10-PCS is another classification. */
const edition = /^(?!.*pcs).*(?:icd|cim|cie|cid)-?10(?!\d)/i
const snomedEdition = /^http:\/\/snomed\.info\/x?sct\//

/** The code system that a name stands for, national editions of ICD-10 and SNOMED CT among them. */
export function codeSystemOf(url: string): CodeSystem | undefined {
  const known = byUrl.get(url)
  if (known !== undefined) return known
  if (snomedEdition.test(url)) return 'snomed'
  return edition.test(url) ? 'icd10' : undefined
}

/** How codes look that are written without their system, where the look tells the system. */
const forms: readonly (readonly [RegExp, CodeSystem])[] = [
  [/^[A-TV-Z]\d[\dAB](?:\.?\w{1,4})?[*+!]?$/i, 'icd10'],
  [/^[A-Z]\d\d[A-Z]{2}\d\d$/, 'atc'],
  [/^\d{1,6}-\d$/, 'loinc'],
  [/^\d{6,18}$/, 'snomed'],
]

/** The code system that the look of a code without one tells. */
export function codeSystemByForm(code: string): CodeSystem | undefined {
  return forms.find(([form]) => form.test(code))?.[1]
}
