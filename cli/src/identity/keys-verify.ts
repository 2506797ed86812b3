import { openKeyring } from '@symbolon/protocol/identity'
import { equalBytes } from '@symbolon/protocol/kernel'
import { cliErrors, exitCodes, textOption, type Verb } from '../kernel/index.ts'
import { findHome } from './home.ts'
import { openProfileKeyring, readKeyringFile } from './keyring-file.ts'
import { profileName } from './open-client.ts'
import { keyringFiles, readProfile } from './profiles.ts'
import { readSecretFile } from './secret-file.ts'
import { words } from './words.ts'
/** `symbolon keys verify`: opens the keyring, and by the recovery code too when it is given. */
export const keysVerify: Verb = async (run, input) => {
  const home = findHome(run.environment)
  const profile = await readProfile(home, await profileName(run, home))
  const root = await openProfileKeyring(run, { home, profile })
  const codeFile = textOption(input, 'recoveryCodeFile')
  if (codeFile !== undefined) {
    const file = await readKeyringFile({ home, profile }, keyringFiles.recovery)
    const byCode = await openKeyring({ file, recoveryCode: await readSecretFile(codeFile) })
    if (!equalBytes(root, byCode)) throw cliErrors.CLI_PROFILE_DAMAGED({ file: keyringFiles.recovery })
  }
  const both = codeFile !== undefined
  run.output.result({ profile: profile.name, passphrase: true, recovery_code: both ? true : null }, () =>
    run.output.words(both ? words.opensBoth : words.opensOne, { profile: profile.name }),
  )
  return exitCodes.ok
}
