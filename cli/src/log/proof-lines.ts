import { type AnchorClaim, type TrustedCheckpoint, verifierKeyText } from '@symbolon/protocol/log'
import type { Anchoring } from '@symbolon/sdk/log'
import { formatInstant, type Output } from '../kernel/index.ts'
import { proofWords as words } from './proof-words.ts'

const trustWords = {
  policy: words.trustedByPolicy,
  pinned: words.trustedByPinned,
  file: words.trustedByFile,
} as const

/** A checkpoint that was found to be signed, and what a ledger says of it. */
export interface ShownCheckpoint extends Omit<TrustedCheckpoint, 'is_quorum'> {
  readonly origin: string
  /** Entries under it. */
  readonly size: number
  readonly anchor: AnchorClaim | null
  readonly anchoring: Anchoring | null
}

/** Who has signed a checkpoint and where a ledger has it, as `--json` prints it. */
export function checkpointJson({ origin, log, trusted_by, size, quorum, signed, anchor, anchoring }: ShownCheckpoint) {
  return {
    log: { origin, key: verifierKeyText(log), trusted_by },
    size,
    quorum,
    witnesses: signed.map(({ witness, time_s }) => ({ name: witness.name, at: instantOf(time_s) })),
    anchor,
    anchored: anchoring && { ...anchoring, at: instantOf(anchoring.time_s) },
  }
}

/** The same for people. */
export function checkpointLines({ trusted_by, signed, anchor, anchoring }: ShownCheckpoint, output: Output) {
  const say = output.words
  const lines: [string, string][] = [[say(words.key), say(trustWords[trusted_by])]]
  for (const { witness, time_s } of signed)
    lines.push([say(words.witness), `${witness.name}, ${formatInstant(time_s * 1000, output.language)}`])
  if (anchor === null) return lines
  const { block } = anchor
  if (anchoring === null) return [...lines, [say(words.anchor), say(words.anchorClaim, { block })] as [string, string]]
  const time = formatInstant(anchoring.time_s * 1000, output.language)
  return [...lines, [say(words.anchor), say(words.anchorText, { block, time })] as [string, string]]
}

/** The place of an entry in its log. */
export function placeLines({ origin, index, size }: { origin: string; index: number; size: number }, output: Output) {
  const lines: [string, string][] = [
    [output.words(words.log), origin],
    [output.words(words.place), output.words(words.placeText, { index, size })],
  ]
  return lines
}

function instantOf(time_s: number): string {
  return new Date(time_s * 1000).toISOString()
}
