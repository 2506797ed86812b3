import type { VerbSpec } from '../kernel/index.ts'
import { alertHelpWords as helpWords } from './alert-words.ts'

export const alertVerbs: readonly VerbSpec[] = [
  {
    name: 'list',
    words: helpWords.list,
    options: [
      { flags: '--state <state>', words: helpWords.optionState },
      { flags: '--limit <number>', words: helpWords.optionLimit },
    ],
    examples: ['symbolon alert list --state open --as maker', 'symbolon alert list --as regulator --json'],
    load: async () => (await import('./alerts.ts')).alertList,
  },
  {
    name: 'show',
    operands: '<alert>',
    words: helpWords.show,
    examples: ['symbolon alert show alr_01j… --as regulator'],
    load: async () => (await import('./alerts.ts')).alertShow,
  },
  {
    name: 'assign',
    operands: '<alert>',
    words: helpWords.assign,
    writes: true,
    options: [{ flags: '--to <who>', words: helpWords.optionTo }],
    examples: ['symbolon alert assign alr_01j… --as maker', 'symbolon alert assign alr_01j… --to nobody --as maker'],
    load: async () => (await import('./alert-acts.ts')).alertAssign,
  },
  {
    name: 'resolve',
    operands: '<alert>',
    words: helpWords.resolve,
    writes: true,
    options: [{ flags: '--found <cause>', words: helpWords.optionFound }],
    examples: ['symbolon alert resolve alr_01j… --found process --as pharmacy-a'],
    load: async () => (await import('./alert-acts.ts')).alertResolve,
  },
]
