import type { VerbSpec } from '../kernel/index.ts'
import { helpWords } from './words.ts'

export const demoVerbs: readonly VerbSpec[] = [
  {
    name: 'records',
    words: helpWords.demoRecords,
    examples: ['symbolon demo records', 'symbolon demo records --lang el', 'symbolon demo records --json'],
    load: async () => (await import('./demo.ts')).demoRecords,
  },
]
