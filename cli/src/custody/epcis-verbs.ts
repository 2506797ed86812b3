import type { VerbSpec } from '../kernel/index.ts'
import { helpWords } from './words.ts'

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
      { flags: '--epc <id>', words: helpWords.optionEpc, repeat: true },
      { flags: '--step <step>', words: helpWords.optionStep, repeat: true },
      { flags: '--from <time>', words: helpWords.optionFrom },
      { flags: '--until <time>', words: helpWords.optionUntil },
      { flags: '--where <condition>', words: helpWords.optionWhere, repeat: true },
      { flags: '--ids <form>', words: helpWords.optionIds },
      { flags: '--limit <number>', words: helpWords.optionLimit },
    ],
    examples: [
      'symbolon epcis query --step shipping --from 2026-11-01 --as wholesaler',
      'symbolon epcis query --where EQ_action=ADD --ids urn --as regulator --json',
    ],
    load: async () => (await import('./epcis-query.ts')).epcisQuery,
  },
]
