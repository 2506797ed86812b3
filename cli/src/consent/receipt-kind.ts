import { utf8 } from '@symbolon/protocol/kernel'
import { failedCheck, proofChecks } from '@symbolon/protocol/log'
import { getProof, type VerifiedReceipt, verifyProof } from '@symbolon/sdk/consent'
import { formatInstant, type Output } from '../kernel/index.ts'
import { checkpointJson, checkpointLines, type ProofKind, placeLines } from '../log/index.ts'
import { proofWords as words } from './proof-words.ts'
import { receiptLines } from './receipt-lines.ts'

/** Receipts: openings, permissions, anchors. */
export const receiptKind: ProofKind = {
  isOne: () => true,
  checks: proofChecks,
  asks_ledger: ['anchor'],
  failedCheck,
  async verify({ file, trust, rpc_url }) {
    const shown = await verifyProof({ file, ...trust, ...(rpc_url !== undefined && { anchor: { rpc_url } }) })
    const { receipt, sign_in, index } = shown
    return {
      json: { receipt, index, ...checkpointJson(shown), sign_in: signInJson(shown) },
      lines: (output) => [
        ...receiptLines(receipt, output),
        ...placeLines(shown, output),
        ...checkpointLines(shown, output),
        ...accountLine(shown, output),
      ],
      trusted_by: shown.trusted_by,
      unseen: sign_in === null ? { sign_in: 'sign_in' in receipt ? words.signInMissing : words.noSignIn } : {},
      notes: sign_in === null ? [] : [words.accountLimit],
    }
  },
  get: {
    isNamed: () => true,
    async file(client, { name, pinned }) {
      const text = await getProof(client, { receipt: name, pinned })
      return { text, ...(await verifyProof({ file: utf8(text), pinned })) }
    },
  },
}

function signInJson({ sign_in }: VerifiedReceipt) {
  return sign_in && { address: sign_in.address, domain: sign_in.domain, at: new Date(sign_in.issuedAt).toISOString() }
}

function accountLine({ sign_in }: VerifiedReceipt, output: Output): [string, string][] {
  if (sign_in === null) return []
  const { address, domain, issuedAt } = sign_in
  const time = formatInstant(issuedAt, output.language)
  return [[output.words(words.account), output.words(words.accountText, { address, time, domain })]]
}
