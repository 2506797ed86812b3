import { ask, cliErrors, type Run } from '../kernel/index.ts'
import { readSecretFile } from './secret-file.ts'
import { words } from './words.ts'
/** A new passphrase: from the file, the environment, or typed twice. @throws CLI_PASSPHRASE_NEEDED, CLI_PASSPHRASES_DIFFER */
export async function newPassphrase(
  run: Run,
  from: { profile: string; file?: string | undefined },
  answer: typeof ask = ask,
): Promise<string> {
  if (from.file !== undefined) return await readSecretFile(from.file)
  if (!run.interactive) throw cliErrors.CLI_PASSPHRASE_NEEDED({ profile: from.profile })
  const first = await answer({ question: run.output.words(words.askNewPassphrase), hidden: true })
  const second = await answer({ question: run.output.words(words.askAgain), hidden: true })
  if (first !== second) throw cliErrors.CLI_PASSPHRASES_DIFFER()
  return first
}
