import { eraseRecord, simulateEraseRecord } from '@symbolon/sdk/records'
import { openClient } from '../identity/index.ts'
import { confirm, exitCodes, kernelWords, sayCount, type Verb } from '../kernel/index.ts'
import { counted, words } from './words.ts'

/** `symbolon record erase`: asked for once, done for ever. */
export const recordErase: Verb = async (run, input) => {
  const { client } = await openClient(run)
  const { output } = run
  const would = await simulateEraseRecord(client, { record: input.operands[0] ?? '' })
  const { record } = would
  const entries = sayCount(counted.entries, output.language, would.entries)
  if (run.dryRun) {
    const text = output.words(words.wouldErase, { record, entries })
    output.result({ dry_run: true, ...would }, () => `${text} ${output.words(kernelWords.nothingChanged)}`)
    return exitCodes.ok
  }
  await confirm(run, { words: words.confirmErase, facts: { record, entries } })
  const erased = await eraseRecord(client, { record })
  const pending = erased.burn === 'saved'
  output.result(erased, () => {
    const text = output.words(words.erasedDone, { record, receipt: erased.receipt })
    return pending ? `${text}\n${output.words(words.pending)}` : text
  })
  return pending ? exitCodes.pending : exitCodes.ok
}
