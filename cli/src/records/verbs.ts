import type { VerbSpec } from '../kernel/index.ts'
import { helpWords } from './words.ts'

const entry = { flags: '--entry <id>', words: helpWords.optionEntry, repeat: true } as const

export const recordVerbs: readonly VerbSpec[] = [
  {
    name: 'add',
    operands: '<paths...>',
    words: helpWords.add,
    writes: true,
    examples: [
      'symbolon record add visit.json scan.pdf --as eleni',
      'symbolon record add ~/Downloads/export.zip --as eleni --json',
    ],
    load: async () => (await import('./add.ts')).recordAdd,
  },
  {
    name: 'list',
    words: helpWords.list,
    examples: ['symbolon record list --as eleni'],
    load: async () => (await import('./list.ts')).recordList,
  },
  {
    name: 'show',
    operands: '<record>',
    words: helpWords.show,
    options: [{ flags: '--category <name>', words: helpWords.optionCategory, repeat: true }],
    examples: ['symbolon record show rec_01j… --category tests --as eleni'],
    load: async () => (await import('./list.ts')).recordShow,
  },
  {
    name: 'open',
    operands: '<record>',
    words: helpWords.open,
    options: [entry],
    examples: ['symbolon record open rec_01j… --entry ent_01j… --as eleni'],
    load: async () => (await import('./open.ts')).recordOpen,
  },
  {
    name: 'export',
    operands: '<record>',
    words: helpWords.export,
    writes: true,
    options: [
      { flags: '--to <folder>', words: helpWords.optionTo },
      { flags: '--form <form>', words: helpWords.optionForm },
      { flags: '--age', words: helpWords.optionAge },
      entry,
      { flags: '--recipient <age>', words: helpWords.optionRecipient, repeat: true },
      { flags: '--age-passphrase-file <file>', words: helpWords.optionPassphraseFile },
    ],
    examples: [
      'symbolon record export rec_01j… --to out --as eleni',
      'symbolon record export rec_01j… --age --recipient age1… --to out --as eleni',
    ],
    load: async () => (await import('./export.ts')).recordExport,
  },
  {
    name: 'amend',
    operands: '<record> <file>',
    words: helpWords.amend,
    writes: true,
    asks: true,
    examples: ['symbolon record amend rec_01j… visit-corrected.json --as eleni'],
    load: async () => (await import('./amend.ts')).recordAmend,
  },
  {
    name: 'erase',
    operands: '<record>',
    words: helpWords.erase,
    writes: true,
    asks: true,
    examples: ['symbolon record erase rec_01j… --as eleni'],
    load: async () => (await import('./erase.ts')).recordErase,
  },
]
