import { join } from 'node:path'
import { openKeyring, sealKeyring } from '@symbolon/protocol/identity'
import { ask, cliErrors, exitCodes, type Run, textOption, type Verb } from '../kernel/index.ts'
import { findHome } from './home.ts'
import { openProfileKeyring, readKeyringFile } from './keyring-file.ts'
import { newPassphrase } from './new-passphrase.ts'
import { profileName } from './open-client.ts'
import { keyringFiles, type Profile, profileFolder, readProfile, writePrivate } from './profiles.ts'
import { readSecretFile } from './secret-file.ts'
import { words } from './words.ts'
/** `symbolon keys recover`: the recovery code opens the keyring, and a new passphrase takes the place of the lost one. */
export const keysRecover: Verb = async (run, input) => {
  const at = await profileAt(run)
  const file = await readKeyringFile(at, keyringFiles.recovery)
  const recoveryCode = await recoveryCodeOf(run, textOption(input, 'recoveryCodeFile'))
  const root = await openKeyring({ file, recoveryCode })
  return await replacePassphrase(run, { ...at, root, file: textOption(input, 'newPassphraseFile') })
}

/** `symbolon keys change-passphrase`: the present passphrase opens it, a new one takes its place. */
export const keysChangePassphrase: Verb = async (run, input) => {
  const at = await profileAt(run)
  const root = await openProfileKeyring(run, at)
  return await replacePassphrase(run, { ...at, root, file: textOption(input, 'newPassphraseFile') })
}

async function replacePassphrase(
  run: Run,
  to: { home: string; profile: Profile; root: Uint8Array; file: string | undefined },
) {
  const passphrase = await newPassphrase(run, { profile: to.profile.name, file: to.file })
  const sealed = await sealKeyring({ root: to.root, passphrase })
  await writePrivate(join(profileFolder(to.home, to.profile.name), keyringFiles.passphrase), sealed)
  run.output.result({ profile: to.profile.name, changed: true }, () =>
    run.output.words(words.passphraseChanged, { profile: to.profile.name }),
  )
  return exitCodes.ok
}

async function recoveryCodeOf(run: Run, file: string | undefined): Promise<string> {
  if (file !== undefined) return await readSecretFile(file)
  if (!run.interactive) throw cliErrors.CLI_USAGE_INVALID({ what: '--recovery-code-file' })
  return await ask({ question: run.output.words(words.askRecoveryCode), hidden: true })
}

async function profileAt(run: Run): Promise<{ home: string; profile: Profile }> {
  const home = findHome(run.environment)
  return { home, profile: await readProfile(home, await profileName(run, home)) }
}
