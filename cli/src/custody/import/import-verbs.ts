import type { VerbSpec } from '../../kernel/index.ts'
import { helpWords } from '../words.ts'

export const importVerbs: readonly VerbSpec[] = [
  {
    name: 'epcis',
    operands: '<paths...>',
    words: helpWords.importEpcis,
    writes: true,
    examples: [
      'symbolon import epcis events.jsonld --as wholesaler',
      'symbolon import epcis events.ndjson --dry-run --as wholesaler',
    ],
    load: async () => (await import('./import.ts')).importEpcis,
  },
  {
    name: 'csv',
    operands: '<paths...>',
    words: helpWords.importCsv,
    writes: true,
    examples: ['symbolon import csv events.csv --as wholesaler --json'],
    load: async () => (await import('./import.ts')).importCsv,
  },
]
