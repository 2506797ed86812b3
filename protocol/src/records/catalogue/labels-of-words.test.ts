import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { fuzzRuns } from '../../kernel/fuzz-runs.ts'
import { labelsOfWords } from './labels-of-words.ts'
import { sensitiveNames } from './sensitive-names.ts'

const table: Record<string, readonly string[]> = {
  'mental-health': [
    'sertraline 50 MG Oral Tablet',
    'FLUoxetine 20 MG Oral Capsule [Prozac]',
    'Major depression, single episode',
    'Κατάθλιψη',
    'ΚΑΤΑΘΛΙΨΗ',
    'Παρανοειδής σχιζοφρένεια',
    'Paranoid schizophrenia (disorder)',
    'Suicidal thoughts',
    'Απόπειρα αυτοκτονίας',
    'Post-traumatic stress disorder',
    'Αγχώδης διαταραχή',
    'PHQ-9 total score',
    'http://example.org/Questionnaire/phq-9',
    'ADHD',
  ],
  hiv: [
    'HIV-1 RNA',
    'HIV infection',
    'Λοίμωξη από τον ιό HIV',
    'efavirenz 600 MG Oral Tablet',
    'emtricitabine 200 MG / tenofovir disoproxil fumarate 300 MG Oral Tablet [Truvada]',
    'ritonavir 100 MG Oral Tablet',
    'AIDS',
    'Ιός της ανθρώπινης ανοσοανεπάρκειας',
  ],
  'reproductive-health': [
    'Normal pregnancy',
    'Εγκυμοσύνη',
    'Έγκυος',
    'Induced abortion',
    'Miscarriage',
    'Άμβλωση',
    'Camila 28 Day Pack',
    'levonorgestrel 1.5 MG Oral Tablet',
    'Chlamydia antigen test',
    'Evaluation of fetal heart rate',
    'Σύφιλη',
  ],
  'substance-use': [
    'Alcohol abuse',
    'Heroin dependence',
    'Methadone 10 MG',
    'Αλκοολισμός',
    'Alcoholic cirrhosis of liver',
    'Χρήση ουσιών',
    'AUDIT-C',
  ],
  genetic: ['BRCA1 gene mutation', 'Cystic fibrosis', 'Κυστική ίνωση', 'Γονιδιακός έλεγχος', 'Sickle cell anaemia'],
  violence: ['Child abuse', 'Victim of domestic violence', 'Ενδοοικογενειακή βία', 'Βιασμός', 'Sexual assault'],
}

const plain = [
  '',
  '😀',
  'Hemoglobin [Mass/volume] in Blood',
  'Respiratory depression',
  'ST segment depression',
  'Depressed fracture of skull',
  'Bipolar hemiarthroplasty of hip',
  'Hearing aids',
  'Hives',
  'nirmatrelvir 150 MG / ritonavir 100 MG',
  'Fetal hemoglobin',
  'Chlamydia pneumoniae antibody',
  'Haemophilus influenzae type b vaccine',
  'Hepatitis C virus genotype',
  'Ισχαιμική καρδιοπάθεια',
  'Οροθετική ρευματοειδής αρθρίτιδα',
  'ethanol topical gel',
  'Warning. May cause drowsiness. Avoid alcoholic drink (qualifier value)',
  'Non-alcoholic fatty liver disease',
  'Nonalcoholic steatohepatitis',
  'Μη αλκοολική λιπώδης νόσος του ήπατος',
  'Tobacco smoking status',
  'tenofovir disoproxil 245 MG',
  'Body weight',
  'constructor',
]

test('what something is called tells its labels, in English and Greek, whatever the accents and case', () => {
  for (const [label, texts] of Object.entries(table)) {
    for (const text of texts)
      assert.ok(
        labelsOfWords(text).some((one) => one === label),
        `${label}: ${text}`,
      )
  }
})

test('names that only look alike carry no label', () => {
  for (const text of plain) assert.deepEqual(labelsOfWords(text), [], text)
})

test('the names are written as they are compared: no accents, no final sigma, no capitals but in whole words', () => {
  for (const { names, unless = '', label } of sensitiveNames) {
    const list = [...names.split(','), ...(unless === '' ? [] : [unless])].map((name) => name.trim())
    for (const name of list) assert.match(name, /^(?:[a-zα-ω0-9]+\*? ?)+$|^[A-Z]+$/, `${label}: ${name}`)
    assert.deepEqual(
      list.filter((name) => /ς/.test(name)),
      [],
    )
    assert.equal(new Set(list).size, list.length, label)
  }
})

test('property: any text is read, and a sensitive name stays sensitive among other words', () => {
  const words = fc.stringMatching(/^[a-zα-ω ]{0,20}$/)
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), words, words, (text, before, after) => {
      labelsOfWords(text)
      return labelsOfWords(`${before} HIV ${after}`).includes('hiv')
    }),
    { numRuns: fuzzRuns },
  )
})
