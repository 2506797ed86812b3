import type { VerbSpec } from '../kernel/index.ts'
import { helpWords } from './help-words.ts'

export const demoVerbs: readonly VerbSpec[] = [
  {
    name: 'medicines',
    words: helpWords.demoMedicines,
    examples: ['symbolon demo medicines', 'symbolon demo medicines --lang el', 'symbolon demo medicines --json'],
    load: async () => (await import('./demo.ts')).demoMedicines,
  },
]
