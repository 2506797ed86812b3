import { mkdir, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { type ExportForm, exportForms } from '@symbolon/protocol/consent'
import { type ExportedFile, exportRecord, type RecordExport, simulateExportRecord } from '@symbolon/sdk/records'
import { openClient, readSecretFile } from '../identity/index.ts'
import {
  cliErrors,
  type ExitCode,
  exitCodes,
  hasOption,
  type Input,
  kernelWords,
  listOption,
  type Run,
  sayCount,
  textOption,
  type Verb,
} from '../kernel/index.ts'
import { counted, words } from './words.ts'

const forms = Object.keys(exportForms) as ExportForm[]

/** `symbolon record export`: files that other programs read, under a receipt; nothing that is there is overwritten. */
export const recordExport: Verb = async (run, input) => {
  const { client } = await openClient(run)
  const exporting = await exportOf(input)
  if (run.dryRun) return tell(run, await simulateExportRecord(client, exporting))
  const folder = resolve(textOption(input, 'to') ?? exporting.record)
  const { receipt, files } = await exportRecord(client, exporting)
  const written = await writeAll(folder, files)
  const { record, form } = exporting
  const count = sayCount(counted.files, run.output.language, written.length)
  run.output.result({ record, form, receipt, folder, files: written }, () =>
    run.output.words(words.exported, { files: count, folder, receipt }),
  )
  return exitCodes.ok
}

function tell({ output }: Run, would: Awaited<ReturnType<typeof simulateExportRecord>>): ExitCode {
  const entries = sayCount(counted.entries, output.language, would.entries)
  const text = output.words(words.wouldExport, {
    record: would.record,
    entries,
    form: output.words(exportForms[would.form]),
  })
  output.result({ dry_run: true, ...would }, () => `${text} ${output.words(kernelWords.nothingChanged)}`)
  return exitCodes.ok
}

async function exportOf(input: Input): Promise<RecordExport> {
  const entries = listOption(input, 'entry')
  const recipients = listOption(input, 'recipient')
  const passphraseFile = textOption(input, 'agePassphraseFile')
  return {
    record: input.operands[0] ?? '',
    form: formOf(input),
    ...(entries.length > 0 && { entries }),
    ...(recipients.length > 0 && { recipients }),
    ...(passphraseFile !== undefined && { passphrase: await readSecretFile(passphraseFile) }),
  }
}

// Whoever names who may open the files never gets them open.
function formOf(input: Input): RecordExport['form'] {
  const isNamed = listOption(input, 'recipient').length > 0 || textOption(input, 'agePassphraseFile') !== undefined
  const sealed = isNamed || hasOption(input, 'age')
  const asked = textOption(input, 'form') ?? (sealed ? 'age' : 'bundle')
  if (sealed && asked !== 'age') throw cliErrors.CLI_OPTION_INVALID({ option: '--form', expected: 'age' })
  const form = forms.find((known) => known === asked)
  if (form === undefined) throw cliErrors.CLI_OPTION_INVALID({ option: '--form', expected: forms.join(', ') })
  return form
}

async function writeAll(
  folder: string,
  files: readonly ExportedFile[],
): Promise<{ path: string; media_type: string; size_bytes: number }[]> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const written = []
  for (const { name, media_type, bytes } of files) {
    const path = join(folder, name)
    await writeFile(path, bytes, { flag: 'wx', mode: 0o600 }).catch((cause: NodeJS.ErrnoException) => {
      if (cause.code === 'EEXIST') throw cliErrors.CLI_FILE_EXISTS({ path }, { cause })
      throw cliErrors.CLI_FILE_UNREADABLE({ path, reason: cause.code ?? '?' }, { cause })
    })
    written.push({ path, media_type, size_bytes: bytes.length })
  }
  return written
}
