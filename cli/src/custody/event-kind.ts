import type { EventReceipt } from '@symbolon/protocol/custody'
import { hasCode, SymbolonError, utf8 } from '@symbolon/protocol/kernel'
import { failedCheck, parseReceiptProof, proofChecks } from '@symbolon/protocol/log'
import { getEventProof, verifyEventProof } from '@symbolon/sdk/custody'
import { findAnchoring } from '@symbolon/sdk/log'
import { formatInstant, type Output } from '../kernel/index.ts'
import { checkpointJson, checkpointLines, type ProofKind, placeLines } from '../log/index.ts'
import { proofWords as words } from './words.ts'

const { sign_in: _, ...checks } = proofChecks

/** Custody events: that one was told, when and by whom, by the hash of what it says. */
export const eventKind: ProofKind = {
  isOne: isOfEvent,
  checks,
  asks_ledger: ['anchor'],
  failedCheck: (error) => (hasCode(error, 'CUSTODY_RECEIPT_INVALID') ? 'form' : failedCheck(error)),
  async verify({ file, trust, rpc_url }) {
    const verified = verifyEventProof({ file, ...trust })
    const anchoring = rpc_url === undefined ? null : await findAnchoring(verified, { rpc_url })
    const shown = { ...verified, anchoring }
    const { receipt, index, trusted_by } = shown
    return {
      json: { receipt, index, ...checkpointJson(shown) },
      lines: (output) => [
        ...eventLines(receipt, output),
        ...placeLines(shown, output),
        ...checkpointLines(shown, output),
      ],
      trusted_by,
      unseen: {},
      notes: [words.eventLimit],
    }
  },
  get: {
    isNamed: (name) => name.startsWith('ni:'),
    async file(client, { name, pinned }) {
      const text = await getEventProof(client, { hash: name })
      return { text, ...verifyEventProof({ file: utf8(text), pinned }) }
    },
  },
}

/** The receipts of events name the event by its hash; what breaks a rule of theirs is refused where it is verified. */
function isOfEvent(file: Uint8Array): boolean {
  try {
    return parseReceiptProof(file).body.includes('"event":"ni:')
  } catch (error) {
    if (error instanceof SymbolonError) return false
    throw error
  }
}

/** What the log has committed to of an event. */
export function eventLines({ kind, event, at, captor }: EventReceipt, output: Output): [string, string][] {
  return [
    [output.words(words.event), event],
    [output.words(words.told), `${formatInstant(at, output.language)}, ${captor}`],
    ...(kind === 'declared'
      ? [[output.words(words.declared), output.words(words.declaredText)] as [string, string]]
      : []),
  ]
}
