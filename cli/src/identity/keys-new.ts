import { randomBytes } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import {
  newKeyring,
  newRecoveryCode,
  parsePartyKind,
  parseRecoveryCode,
  sealKeyring,
  signInAccount,
} from '@symbolon/protocol/identity'
import { hasCode } from '@symbolon/protocol/kernel'
import { ask, cliErrors, exitCodes, type Run, textOption, type Verb } from '../kernel/index.ts'
import { findHome } from './home.ts'
import { newPassphrase } from './new-passphrase.ts'
import { createProfile, keyringFiles, listProfiles, type Profile, profileFolder } from './profiles.ts'
import { readSecretFile } from './secret-file.ts'
import { words } from './words.ts'
/** `symbolon keys new`: both ways to open the keyring are proved before anything is kept. */
export const keysNew: Verb = async (run, input) => {
  const home = findHome(run.environment)
  const name = run.as
  if (name === undefined) throw cliErrors.CLI_PROFILE_NEEDED({ profiles: 'NAME' })
  profileFolder(home, name)
  if ((await listProfiles(home)).includes(name)) throw cliErrors.CLI_PROFILE_EXISTS({ profile: name })
  const kind = parsePartyKind(textOption(input, 'kind') ?? 'person')
  const passphrase = await passphraseFor(run, name)
  const root = newKeyring(randomBytes)
  const code = newRecoveryCode(randomBytes)
  const [byPassphrase, byCode] = [
    await sealKeyring({ root, passphrase }),
    await sealKeyring({ root, recoveryCode: code }),
  ]
  await handOver(run, { code, file: textOption(input, 'recoveryCodeFile') })
  const label = textOption(input, 'label') ?? name
  const { address } = signInAccount(root)
  const profile: Profile = { name, label: { el: label, en: label }, kind, address }
  const files = { [keyringFiles.passphrase]: byPassphrase, [keyringFiles.recovery]: byCode }
  const folder = await createProfile(home, { profile, files })
  run.output.result({ profile: name, kind, address, folder }, () =>
    run.output.words(words.made, { profile: name, folder }),
  )
  return exitCodes.ok
}

async function passphraseFor(run: Run, profile: string): Promise<string> {
  const { passphrase, passphraseFile } = run.environment
  if (passphraseFile === undefined && passphrase !== undefined) return passphrase
  return await newPassphrase(run, { profile, file: passphraseFile })
}

async function handOver(run: Run, to: { code: string; file: string | undefined }): Promise<void> {
  if (to.file !== undefined) return await handOverInFile(to.code, to.file)
  if (!run.interactive) throw cliErrors.CLI_USAGE_INVALID({ what: '--recovery-code-file' })
  run.output.error(run.output.words(words.showRecoveryCode, { code: to.code }))
  const typed = await ask({ question: run.output.words(words.typeItBack), hidden: false })
  if (readCode(typed) !== to.code) throw cliErrors.CLI_RECOVERY_CODE_DIFFERS()
}

async function handOverInFile(code: string, path: string): Promise<void> {
  await writeFile(path, `${code}\n`, { mode: 0o600, flag: 'wx', flush: true }).catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === 'EEXIST') throw cliErrors.CLI_FILE_EXISTS({ path }, { cause })
    throw cliErrors.CLI_FILE_UNREADABLE({ path, reason: cause.code ?? '?' }, { cause })
  })
  if (readCode(await readSecretFile(path)) !== code) throw cliErrors.CLI_RECOVERY_CODE_DIFFERS()
}

function readCode(typed: string): string | undefined {
  try {
    return parseRecoveryCode(typed)
  } catch (error) {
    if (hasCode(error, 'IDENTITY_RECOVERY_CODE_INVALID')) return undefined
    throw error
  }
}
