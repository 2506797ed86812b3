import type { VerbSpec } from '../kernel/index.ts'
import { proofHelpWords as helpWords } from './proof-words.ts'

const out = { flags: '-o, --out <file>', words: helpWords.optionOut } as const

export const proofVerbs: readonly VerbSpec[] = [
  {
    name: 'get',
    operands: '<receipt>',
    words: helpWords.get,
    options: [out, { flags: '--no-wait', words: helpWords.optionNoWait }],
    examples: [
      'symbolon proof get rcp_01j… -o opened.tlog-proof --as eleni',
      'symbolon proof get rcp_01j… --no-wait --json --as eleni',
    ],
    load: async () => (await import('./proof-get.ts')).proofGet,
  },
  {
    name: 'verify',
    operands: '<file>',
    words: helpWords.verify,
    options: [
      { flags: '--policy <file>', words: helpWords.optionPolicy },
      { flags: '--rpc <url>', words: helpWords.optionRpc },
    ],
    examples: [
      'symbolon proof verify opened.tlog-proof',
      'symbolon proof verify opened.tlog-proof --policy trust.policy --rpc https://rpc.example --json',
    ],
    load: async () => (await import('./proof-verify.ts')).proofVerify,
  },
  {
    name: 'page',
    words: helpWords.page,
    options: [out],
    examples: ['symbolon proof page -o verify.html'],
    load: async () => (await import('./proof-page.ts')).proofPage,
  },
]
