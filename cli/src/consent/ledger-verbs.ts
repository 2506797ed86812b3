import type { VerbSpec } from '../kernel/index.ts'
import { helpWords } from './words.ts'

export const ledgerVerbs: readonly VerbSpec[] = [
  {
    name: 'show',
    words: helpWords.ledger,
    options: [{ flags: '--group <group>', words: helpWords.optionGroup }],
    examples: ['symbolon ledger show --as eleni', 'symbolon ledger show --group seen --as eleni --json'],
    load: async () => (await import('./ledger.ts')).ledgerShow,
  },
  {
    name: 'receipt',
    operands: '<receipt>',
    words: helpWords.receipt,
    examples: ['symbolon ledger receipt rcp_01j… --as eleni'],
    load: async () => (await import('./ledger.ts')).ledgerReceipt,
  },
]
