import type { VerbSpec } from '../kernel/index.ts'
import { helpWords } from './words.ts'

export const webhookVerbs: readonly VerbSpec[] = [
  {
    name: 'add',
    operands: '<url>',
    words: helpWords.add,
    writes: true,
    options: [{ flags: '--events <types>', words: helpWords.optionEvents, repeat: true }],
    examples: ['symbolon webhook add https://hooks.example/symbolon --events receipt.opened,grant.revoked --as eleni'],
    load: async () => (await import('./webhook.ts')).webhookAdd,
  },
  {
    name: 'list',
    words: helpWords.list,
    examples: ['symbolon webhook list --as eleni'],
    load: async () => (await import('./webhook.ts')).webhookList,
  },
  {
    name: 'pause',
    operands: '<webhook>',
    words: helpWords.pause,
    examples: ['symbolon webhook pause sub_01j… --as eleni'],
    load: async () => (await import('./webhook.ts')).webhookPause,
  },
  {
    name: 'resume',
    operands: '<webhook>',
    words: helpWords.resume,
    examples: ['symbolon webhook resume sub_01j… --as eleni'],
    load: async () => (await import('./webhook.ts')).webhookResume,
  },
  {
    name: 'remove',
    operands: '<webhook>',
    words: helpWords.remove,
    writes: true,
    asks: true,
    examples: ['symbolon webhook remove sub_01j… --as eleni'],
    load: async () => (await import('./webhook.ts')).webhookRemove,
  },
  {
    name: 'deliveries',
    operands: '<webhook>',
    words: helpWords.deliveries,
    options: [{ flags: '--state <state>', words: helpWords.optionState }],
    examples: ['symbolon webhook deliveries sub_01j… --state failed --as eleni'],
    load: async () => (await import('./webhook.ts')).webhookDeliveries,
  },
  {
    name: 'replay',
    operands: '<delivery>',
    words: helpWords.replay,
    examples: ['symbolon webhook replay rcp_01j…-sub_01j… --as eleni'],
    load: async () => (await import('./webhook.ts')).webhookReplay,
  },
  {
    name: 'listen',
    words: helpWords.listen,
    options: [
      { flags: '--events <types>', words: helpWords.optionEvents, repeat: true },
      { flags: '--forward-to <url>', words: helpWords.optionForward },
    ],
    examples: ['symbolon webhook listen --forward-to localhost:3000/hook --as eleni'],
    load: async () => (await import('./listen.ts')).webhookListen,
  },
]
