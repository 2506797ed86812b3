import { type Receipt, receiptKinds } from '@symbolon/protocol/consent'
import { formatInstant, type Output } from '../kernel/index.ts'
import { purposeText } from './list.ts'
import { words } from './words.ts'

/** What every receipt says, a name and a value in each line. */
export function receiptLines({ receipt, kind, at, actor, purpose }: Receipt, output: Output): [string, string][] {
  return [
    [output.words(words.receipt), receipt],
    [output.words(words.state), output.words(receiptKinds[kind])],
    [output.words(words.when), formatInstant(at, output.language)],
    [output.words(words.who), actor],
    [output.words(words.why), purpose === undefined ? '–' : purposeText(purpose, output)],
  ]
}
