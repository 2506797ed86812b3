import type { NounSpec, VerbSpec } from '../kernel/index.ts'
import { witnessVerb } from '../log/index.ts'
import { nounWords, verbWords } from './verb-words.ts'

const data = { flags: '--data <folder>', words: verbWords.data } as const
const port = { flags: '--port <number>', words: verbWords.port } as const

/** Verbs that stand alone. */
export const topVerbs: readonly VerbSpec[] = [
  {
    name: 'dev',
    words: verbWords.dev,
    options: [data, port],
    examples: ['symbolon dev', 'symbolon dev --data /var/tmp/try --port 0 --json'],
    load: async () => (await import('./dev.ts')).dev,
  },
  {
    name: 'start',
    words: verbWords.start,
    options: [data, port],
    examples: ['symbolon start --data /srv/symbolon', 'DATABASE_URL=postgres://… symbolon start'],
    load: async () => (await import('./start.ts')).start,
  },
  {
    name: 'stop',
    words: verbWords.stop,
    options: [data],
    examples: ['symbolon stop'],
    load: async () => (await import('./stop.ts')).stop,
  },
  {
    name: 'status',
    words: verbWords.status,
    options: [data, { flags: '-o, --format <form>', words: verbWords.format }],
    examples: ['symbolon status', 'eval "$(symbolon status -o env)"'],
    load: async () => (await import('./status.ts')).status,
  },
  {
    name: 'doctor',
    words: verbWords.doctor,
    options: [data, port],
    examples: ['symbolon doctor'],
    load: async () => (await import('./doctor.ts')).doctor,
  },
  {
    name: 'api',
    operands: '<method> <path>',
    words: verbWords.api,
    options: [{ flags: '--body <file>', words: verbWords.body }],
    examples: [
      'symbolon api GET /v1/records --as eleni',
      'symbolon api POST /v1/roles --body role.json --as authority',
    ],
    load: async () => (await import('./api.ts')).api,
  },
  witnessVerb(() => import('../identity/index.ts')),
  {
    name: 'completion',
    operands: '<shell>',
    words: verbWords.completion,
    examples: [
      'source <(symbolon completion bash)',
      'symbolon completion fish > ~/.config/fish/completions/symbolon.fish',
    ],
    load: async () => (await import('./completion.ts')).completion,
  },
]

/** Nouns; the verbs of one are read only when it is asked for. */
export const nouns: readonly NounSpec[] = [
  { name: 'keys', words: nounWords.keys, load: async () => (await import('../identity/keys-verbs.ts')).keysVerbs },
  { name: 'party', words: nounWords.party, load: async () => (await import('../identity/party-verbs.ts')).partyVerbs },
  { name: 'record', words: nounWords.record, load: async () => (await import('../records/verbs.ts')).recordVerbs },
  { name: 'grant', words: nounWords.grant, load: async () => (await import('../consent/grant-verbs.ts')).grantVerbs },
  {
    name: 'ledger',
    words: nounWords.ledger,
    load: async () => (await import('../consent/ledger-verbs.ts')).ledgerVerbs,
  },
  { name: 'batch', words: nounWords.batch, load: async () => (await import('../medicines/batch-verbs.ts')).batchVerbs },
  { name: 'pack', words: nounWords.pack, load: async () => (await import('../medicines/pack-verbs.ts')).packVerbs },
  { name: 'alert', words: nounWords.alert, load: async () => (await import('../medicines/alert-verbs.ts')).alertVerbs },
  { name: 'epcis', words: nounWords.epcis, load: async () => (await import('../custody/epcis-verbs.ts')).epcisVerbs },
  {
    name: 'import',
    words: nounWords.import,
    load: async () => (await import('../custody/import/import-verbs.ts')).importVerbs,
  },
  {
    name: 'proof',
    words: nounWords.proof,
    load: async () =>
      (await import('../consent/proof-verbs.ts')).proofVerbs(async () => [
        (await import('../medicines/trace-kind.ts')).traceKind,
        (await import('../custody/event-kind.ts')).eventKind,
      ]),
  },
  {
    name: 'log',
    words: nounWords.log,
    load: async () => (await import('../log/log-verbs.ts')).logVerbs(await import('../identity/index.ts')),
  },
  {
    name: 'webhook',
    words: nounWords.webhook,
    load: async () => (await import('../notices/webhook-verbs.ts')).webhookVerbs,
  },
  {
    name: 'notices',
    words: nounWords.notices,
    load: async () => (await import('../notices/notices-verbs.ts')).noticesVerbs,
  },
  {
    name: 'demo',
    words: nounWords.demo,
    load: async () => [
      ...(await import('../records/demo-verbs.ts')).demoVerbs,
      ...(await import('../medicines/demo-verbs.ts')).demoVerbs,
    ],
  },
]
