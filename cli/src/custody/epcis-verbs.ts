import type { VerbSpec } from '../kernel/index.ts'
import { helpWords } from './words.ts'

const conditions = [
  { flags: '--epc <id>', words: helpWords.optionEpc, repeat: true },
  { flags: '--step <step>', words: helpWords.optionStep, repeat: true },
  { flags: '--from <time>', words: helpWords.optionFrom },
  { flags: '--until <time>', words: helpWords.optionUntil },
  { flags: '--where <condition>', words: helpWords.optionWhere, repeat: true },
] as const

export const epcisVerbs: readonly VerbSpec[] = [
  {
    name: 'capture',
    operands: '<paths...>',
    words: helpWords.capture,
    writes: true,
    options: [{ flags: '--proceed', words: helpWords.optionProceed }],
    examples: [
      'symbolon epcis capture shipping.jsonld --as wholesaler',
      'symbolon epcis capture - --proceed --as wholesaler < events.json',
    ],
    load: async () => (await import('./epcis-capture.ts')).epcisCapture,
  },
  {
    name: 'query',
    words: helpWords.query,
    options: [
      ...conditions,
      { flags: '--name <query>', words: helpWords.optionName },
      { flags: '--ids <form>', words: helpWords.optionIds },
      { flags: '--limit <number>', words: helpWords.optionLimit },
    ],
    examples: [
      'symbolon epcis query --step shipping --from 2026-11-01 --as wholesaler',
      'symbolon epcis query --where EQ_action=ADD --ids urn --as regulator --json',
    ],
    load: async () => (await import('./epcis-query.ts')).epcisQuery,
  },
  {
    name: 'queries',
    words: helpWords.queries,
    examples: ['symbolon epcis queries --as wholesaler'],
    load: async () => (await import('./epcis-queries.ts')).epcisQueries,
  },
  {
    name: 'save',
    operands: '<name>',
    words: helpWords.save,
    writes: true,
    options: conditions,
    examples: ['symbolon epcis save received --step receiving --as wholesaler'],
    load: async () => (await import('./epcis-queries.ts')).epcisSave,
  },
  {
    name: 'forget',
    operands: '<name>',
    words: helpWords.forget,
    writes: true,
    asks: true,
    examples: ['symbolon epcis forget received --as wholesaler'],
    load: async () => (await import('./epcis-queries.ts')).epcisForget,
  },
  {
    name: 'subscriptions',
    operands: '<query>',
    words: helpWords.subscriptions,
    examples: ['symbolon epcis subscriptions received --as wholesaler'],
    load: async () => (await import('./epcis-subscriptions.ts')).epcisSubscriptions,
  },
  {
    name: 'subscribe',
    operands: '<query>',
    words: helpWords.subscribe,
    writes: true,
    options: [
      { flags: '--to <url>', words: helpWords.optionDest },
      { flags: '--schedule <parts>', words: helpWords.optionSchedule },
      { flags: '--since <time>', words: helpWords.optionSince },
      { flags: '--even-empty', words: helpWords.optionEmpty },
    ],
    examples: [
      'symbolon epcis subscribe received --as wholesaler',
      "symbolon epcis subscribe received --to https://hooks.example/epcis --schedule 'hour=6,18' --as wholesaler",
    ],
    load: async () => (await import('./epcis-subscriptions.ts')).epcisSubscribe,
  },
  {
    name: 'unsubscribe',
    operands: '<query> <subscription>',
    words: helpWords.unsubscribe,
    writes: true,
    asks: true,
    examples: ['symbolon epcis unsubscribe received sub_01j… --as wholesaler'],
    load: async () => (await import('./epcis-subscriptions.ts')).epcisUnsubscribe,
  },
]
