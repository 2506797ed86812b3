import { randomBytes } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import {
  newKeyring,
  newRecoveryCode,
  openKeyring,
  parsePartyKind,
  parseRecoveryCode,
  sealKeyring,
  signInAccount,
} from '@symbolon/protocol/identity'
import { equalBytes, hasCode } from '@symbolon/protocol/kernel'
import { ask, cliErrors, exitCodes, type Run, textOption, type Verb } from '../kernel/index.ts'
import { findHome } from './home.ts'
import { newPassphrase } from './new-passphrase.ts'
import { createProfile, keyringFiles, listProfiles, type Profile, profileFolder } from './profiles.ts'
import { readSecretFile } from './secret-file.ts'
import { words } from './words.ts'

type Opening = Parameters<typeof openKeyring>[0]

/** `symbolon keys new`: both ways to open the keyring are proved before anything is kept. */
export const keysNew: Verb = async (run, input) => {
  const home = findHome(run.environment)
  const name = run.as
  if (name === undefined) throw cliErrors.CLI_PROFILE_NAME_NEEDED()
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
  const typed = await handOver(run, { code, file: textOption(input, 'recoveryCodeFile') })
  await proveOpening(root, [
    { file: byPassphrase, passphrase },
    { file: byCode, recoveryCode: typed },
  ])
  const label = textOption(input, 'label') ?? name
  const { address } = signInAccount(root)
  const profile: Profile = { name, label: { el: label, en: label }, kind, address }
  const files = { [keyringFiles.passphrase]: byPassphrase, [keyringFiles.recovery]: byCode }
  const folder = await createProfile(home, { profile, files })
  run.output.result({ profile: name, kind, address, folder }, () =>
    [words.made, words.madeNext].map((text) => run.output.words(text, { profile: name, folder })).join('\n'),
  )
  return exitCodes.ok
}

async function passphraseFor(run: Run, profile: string): Promise<string> {
  const { passphrase, passphraseFile } = run.environment
  if (passphraseFile === undefined && passphrase !== undefined) return passphrase
  return await newPassphrase(run, { profile, file: passphraseFile })
}

/** Each file opens to the root with what its owner has in hand. @throws CLI_KEYRING_UNPROVED */
async function proveOpening(root: Uint8Array, openings: readonly Opening[]): Promise<void> {
  for (const opening of openings) {
    if (!equalBytes(await openKeyring(opening), root)) throw cliErrors.CLI_KEYRING_UNPROVED()
  }
}

/** The code as it came back from whoever has to keep it. */
async function handOver(run: Run, to: { code: string; file: string | undefined }): Promise<string> {
  if (to.file !== undefined) return await handOverInFile(to.code, to.file)
  if (!run.interactive) throw cliErrors.CLI_USAGE_INVALID({ what: '--recovery-code-file' })
  run.output.error(run.output.words(words.showRecoveryCode, { code: to.code }))
  const typed = await ask({ question: run.output.words(words.typeItBack), hidden: false })
  if (readCode(typed) !== to.code) throw cliErrors.CLI_RECOVERY_CODE_DIFFERS()
  return typed
}

async function handOverInFile(code: string, path: string): Promise<string> {
  await writeFile(path, `${code}\n`, { mode: 0o600, flag: 'wx', flush: true }).catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === 'EEXIST') throw cliErrors.CLI_FILE_EXISTS({ path }, { cause })
    throw cliErrors.CLI_FILE_UNREADABLE({ path, reason: cause.code ?? '?' }, { cause })
  })
  const written = await readSecretFile(path)
  if (readCode(written) !== code) throw cliErrors.CLI_RECOVERY_CODE_DIFFERS()
  return written
}

function readCode(typed: string): string | undefined {
  try {
    return parseRecoveryCode(typed)
  } catch (error) {
    if (hasCode(error, 'IDENTITY_RECOVERY_CODE_INVALID')) return undefined
    throw error
  }
}
