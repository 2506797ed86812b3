import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { amendRecord, simulateAmendRecord } from '@symbolon/sdk/records'
import { openClient } from '../identity/index.ts'
import { cliErrors, exitCodes, kernelWords, sayCount, type Verb } from '../kernel/index.ts'
import { counted, words } from './words.ts'

/** `symbolon record amend`: the record has a new version under new keys. */
export const recordAmend: Verb = async (run, input) => {
  const [record = '', path = ''] = input.operands
  const { client } = await openClient(run)
  const bytes = await readFile(path).catch((cause: NodeJS.ErrnoException) => {
    throw cliErrors.CLI_FILE_UNREADABLE({ path, reason: cause.code ?? '?' }, { cause })
  })
  const amending = { record, file: { name: basename(path), bytes } }
  const { output } = run
  if (run.dryRun) {
    const would = await simulateAmendRecord(client, amending)
    const entries = sayCount(counted.entries, output.language, would.report.entries)
    const text = output.words(words.wouldAmend, { record, version: would.version, entries })
    output.result({ dry_run: true, record, ...would }, () => `${text} ${output.words(kernelWords.nothingChanged)}`)
    return exitCodes.ok
  }
  const amended = await amendRecord(client, amending)
  const entries = sayCount(counted.entries, output.language, amended.report.entries)
  const { version, grants, receipt } = amended
  const opening = sayCount(counted.openingGrants, output.language, grants)
  output.result(amended, () => output.words(words.amended, { record, version, entries, grants: opening, receipt }))
  return exitCodes.ok
}
