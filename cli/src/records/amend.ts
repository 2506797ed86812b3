import { type AmendedRecord, amendRecord, simulateAmendRecord } from '@symbolon/sdk/records'
import { openClient } from '../identity/index.ts'
import { confirm, exitCodes, kernelWords, type Output, sayCount, type Verb } from '../kernel/index.ts'
import { readSource } from './read-sources.ts'
import { counted, words } from './words.ts'

/** `symbolon record amend`: asked for once, since the present version is destroyed; then the record has a new one. */
export const recordAmend: Verb = async (run, input) => {
  const [record = '', path = ''] = input.operands
  const { client } = await openClient(run)
  const { output } = run
  const amending = { record, file: await readSource(path, output) }
  if (run.dryRun || !run.yes) {
    const would = await simulateAmendRecord(client, amending)
    const from = sayCount(counted.entries, output.language, would.replaces)
    const entries = sayCount(counted.entries, output.language, would.report.entries)
    if (run.dryRun) {
      const text = output.words(words.wouldAmend, { record, version: would.version, from, entries })
      output.result({ dry_run: true, record, ...would }, () => `${text} ${output.words(kernelWords.nothingChanged)}`)
      return exitCodes.ok
    }
    await confirm(run, { words: words.confirmAmend, facts: { record, from, entries } })
  }
  const amended = await amendRecord(client, amending)
  output.result(amended, () => amendedText(amended, output))
  return amended.state === 'saved' ? exitCodes.pending : exitCodes.ok
}

function amendedText(amended: AmendedRecord, output: Output): string {
  const { record, version, receipt } = amended
  const entries = sayCount(counted.entries, output.language, amended.report.entries)
  if (receipt === null)
    return `${output.words(words.amending, { record, version, entries })}\n${output.words(words.pending)}`
  const grants = sayCount(counted.openingGrants, output.language, amended.grants)
  return output.words(words.amended, { record, version, entries, grants, receipt })
}
