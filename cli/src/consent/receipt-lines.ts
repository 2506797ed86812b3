import { type AnchorReceipt, type LoggedReceipt, type Receipt, receiptKinds } from '@symbolon/protocol/consent'
import { formatCount, formatInstant, type Output } from '../kernel/index.ts'
import { purposeText } from './list.ts'
import { words } from './words.ts'

/** What every receipt says, a name and a value in each line. */
export function receiptLines(receipt: LoggedReceipt, output: Output): [string, string][] {
  return [
    [output.words(words.receipt), receipt.receipt],
    [output.words(words.state), output.words(receiptKinds[receipt.kind])],
    [output.words(words.when), formatInstant(receipt.at, output.language)],
    ...(receipt.kind === 'anchored' ? anchorLines(receipt, output) : personLines(receipt, output)),
  ]
}

function personLines({ actor, purpose }: Receipt, output: Output): [string, string][] {
  return [
    [output.words(words.who), actor],
    [output.words(words.why), purpose === undefined ? '–' : purposeText(purpose, output)],
  ]
}

function anchorLines(anchor: AnchorReceipt, output: Output): [string, string][] {
  const { origin, size, root, network, block, transaction } = anchor
  const entries = formatCount(size, output.language)
  return [
    [output.words(words.checkpoint), output.words(words.checkpointText, { entries, origin })],
    [output.words(words.root), root],
    [output.words(words.written), output.words(words.writtenText, { block, network })],
    [output.words(words.transaction), transaction],
  ]
}
