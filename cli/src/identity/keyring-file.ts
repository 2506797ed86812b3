import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { openKeyring } from '@symbolon/protocol/identity'
import { ask, cliErrors, type Run } from '../kernel/index.ts'
import { keyringFiles, type Profile, profileFolder } from './profiles.ts'
import { readSecretFile } from './secret-file.ts'
import { words } from './words.ts'
/** The root of a profile's keyring, opened with its passphrase. @throws IDENTITY_KEYRING_LOCKED, CLI_PASSPHRASE_NEEDED */
export async function openProfileKeyring(run: Run, at: { home: string; profile: Profile }): Promise<Uint8Array> {
  const file = await readKeyringFile(at, keyringFiles.passphrase)
  return await openKeyring({ file, passphrase: await passphraseOf(run, at) })
}

/** @throws CLI_PROFILE_DAMAGED */
export async function readKeyringFile(at: { home: string; profile: Profile }, file: string): Promise<Uint8Array> {
  const path = join(profileFolder(at.home, at.profile.name), file)
  return await readFile(path).catch((cause) => {
    throw cliErrors.CLI_PROFILE_DAMAGED({ file }, { cause })
  })
}

// What the person names comes first, then the file beside a demo profile, then the question.
async function passphraseOf(run: Run, at: { home: string; profile: Profile }): Promise<string> {
  const { passphrase, passphraseFile } = run.environment
  if (passphraseFile !== undefined) return await readSecretFile(passphraseFile)
  if (passphrase !== undefined) return passphrase
  const beside = join(profileFolder(at.home, at.profile.name), 'passphrase')
  if (existsSync(beside)) return await readSecretFile(beside)
  if (!run.interactive) throw cliErrors.CLI_PASSPHRASE_NEEDED({ profile: at.profile.name })
  return await ask({ question: run.output.words(words.askPassphrase, { profile: at.profile.name }), hidden: true })
}
