import type { VerbSpec } from '../kernel/index.ts'
import { helpWords } from './words.ts'

export const grantVerbs: readonly VerbSpec[] = [
  {
    name: 'give',
    words: helpWords.give,
    writes: true,
    asks: true,
    options: [
      { flags: '--all', words: helpWords.optionAll },
      { flags: '--record <record>', words: helpWords.optionRecord, repeat: true },
      { flags: '--to <party>', words: helpWords.optionTo, repeat: true },
      { flags: '--to-file <file>', words: helpWords.optionToFile },
      { flags: '--purpose <code>', words: helpWords.optionPurpose },
      { flags: '--duo <codes>', words: helpWords.optionDuo, repeat: true },
      { flags: '--what <categories>', words: helpWords.optionWhat, repeat: true },
      { flags: '--types <types>', words: helpWords.optionTypes, repeat: true },
      { flags: '--codes <codes>', words: helpWords.optionCodes, repeat: true },
      { flags: '--from <date>', words: helpWords.optionFrom },
      { flags: '--before <date>', words: helpWords.optionBefore },
      { flags: '--sensitive <labels>', words: helpWords.optionSensitive, repeat: true },
      { flags: '--not-before <time>', words: helpWords.optionNotBefore },
      { flags: '--until <time>', words: helpWords.optionUntil },
      { flags: '--erase-by <time>', words: helpWords.optionEraseBy },
    ],
    examples: [
      'symbolon grant give --all --to hospital-a --purpose TREAT --what tests --from 2015-01-01 --until 7d --as eleni',
      'symbolon grant give --record rec_01j… --to researcher --purpose HRESCH --duo GRU,NCU --until 6mo --as eleni',
    ],
    load: async () => (await import('./give.ts')).grantGive,
  },
  {
    name: 'list',
    words: helpWords.list,
    options: [
      { flags: '--side <side>', words: helpWords.optionSide },
      { flags: '--state <state>', words: helpWords.optionState },
    ],
    examples: ['symbolon grant list --as eleni', 'symbolon grant list --side received --as researcher'],
    load: async () => (await import('./list.ts')).grantList,
  },
  {
    name: 'show',
    operands: '<grant>',
    words: helpWords.show,
    examples: ['symbolon grant show grt_01j… --as eleni'],
    load: async () => (await import('./list.ts')).grantShow,
  },
  {
    name: 'revoke',
    operands: '<grant>',
    words: helpWords.revoke,
    writes: true,
    asks: true,
    examples: ['symbolon grant revoke grt_01j… --as eleni'],
    load: async () => (await import('./revoke.ts')).grantRevoke,
  },
  {
    name: 'open',
    operands: '<grant>',
    words: helpWords.open,
    options: [
      { flags: '--to <folder>', words: helpWords.optionOut },
      { flags: '--purpose <code>', words: helpWords.optionPurpose },
    ],
    examples: ['symbolon grant open grt_01j… --to study --as researcher'],
    load: async () => (await import('./open.ts')).grantOpen,
  },
]
