import { randomBytes } from 'node:crypto'
import { newKeyring, newRecoveryCode, sealKeyring, signInAccount } from '@symbolon/protocol/identity'
import type { DemoPerson } from './demo-people.ts'
import { createProfile, keyringFiles, type Profile } from './profiles.ts'

// Demo keys lie beside their passphrase: making them slow to open would protect nothing.
const demoWorkFactor = 1
const passphraseBytes = 18

/** A demo person's profile with keys of its own, and beside them what opens them. */
export async function createDemoProfile(home: string, person: DemoPerson): Promise<Profile> {
  const root = newKeyring(randomBytes)
  const passphrase = randomBytes(passphraseBytes).toString('base64url')
  const recoveryCode = newRecoveryCode(randomBytes)
  const { name, label, kind } = person
  const profile: Profile = { name, label, kind, address: signInAccount(root).address, demo: true }
  await createProfile(home, {
    profile,
    files: {
      [keyringFiles.passphrase]: await sealKeyring({ root, passphrase, workFactor: demoWorkFactor }),
      [keyringFiles.recovery]: await sealKeyring({ root, recoveryCode, workFactor: demoWorkFactor }),
      passphrase: `${passphrase}\n`,
      'recovery-code': `${recoveryCode}\n`,
    },
  })
  return profile
}
