import { readFile } from 'node:fs/promises'
import { exitCodes, textOption, type Verb } from '../kernel/index.ts'
import { writeNew } from './proof-file.ts'
import { proofWords as words } from './proof-words.ts'

/** `symbolon proof page`: the page that the node serves at /verify, as one file. */
export const proofPage: Verb = async (run, input) => {
  const page = await readFile(new URL(import.meta.resolve('@symbolon/protocol/verification-page.html')), 'utf8')
  const path = await writeNew(textOption(input, 'out') ?? 'verify.html', page)
  run.output.result({ path }, () => run.output.words(words.pageWritten, { path }))
  return exitCodes.ok
}
