import type { VerbSpec } from '../kernel/index.ts'
import type { ProofKind } from '../log/index.ts'
import { proofHelpWords as helpWords } from './proof-words.ts'

const out = { flags: '-o, --out <file>', words: helpWords.optionOut } as const

/** @param others loads the kinds of proof that slices beside and above this one add to receipts */
export const proofVerbs = (others: () => Promise<readonly ProofKind[]>): readonly VerbSpec[] => [
  {
    name: 'get',
    operands: '<name>',
    words: helpWords.get,
    options: [out, { flags: '--no-wait', words: helpWords.optionNoWait }],
    examples: [
      'symbolon proof get rcp_01j… -o opened.tlog-proof --as eleni',
      'symbolon proof get rcp_01j… --no-wait --json --as eleni',
      "symbolon proof get 'ni:///sha-256;…?ver=CBV2.0' --as wholesaler",
    ],
    load: async () => (await import('./proof-get.ts')).proofGet(await kindsOf(others)),
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
      'symbolon proof verify A1B2C3.pack-trace --rpc https://rpc.example',
      'symbolon proof verify opened.tlog-proof --policy trust.policy --rpc https://rpc.example --json',
    ],
    load: async () => (await import('./proof-verify.ts')).proofVerify(await kindsOf(others)),
  },
  {
    name: 'page',
    words: helpWords.page,
    options: [out],
    examples: ['symbolon proof page -o verify.html'],
    load: async () => (await import('./proof-page.ts')).proofPage,
  },
]

/** A file is a receipt where it is nothing else. */
async function kindsOf(others: () => Promise<readonly ProofKind[]>): Promise<readonly ProofKind[]> {
  return [...(await others()), (await import('./receipt-kind.ts')).receiptKind]
}
