import { signOut } from '@symbolon/sdk/identity'
import { createClient } from '@symbolon/sdk/kernel'
import { exitCodes, type Verb } from '../kernel/index.ts'
import { findHome } from './home.ts'
import { nodeUrl, profileName, sessionOf } from './open-client.ts'
import { readProfile } from './profiles.ts'
import { words } from './words.ts'

/** `symbolon keys sign-out`: the session is ended at its node and forgotten here; no key is needed for that. */
export const keysSignOut: Verb = async (run) => {
  const home = findHome(run.environment)
  const profile = await readProfile(home, await profileName(run, home))
  const url = await nodeUrl(run, { home, profile })
  const sessions = sessionOf({ home, profile, url })
  const wasSignedIn = (await sessions.read()) !== undefined
  await signOut(createClient({ url, language: run.output.language, sessions }))
  const { name } = profile
  run.output.result({ profile: name, signed_out: wasSignedIn }, () =>
    run.output.words(wasSignedIn ? words.signedOut : words.notSignedIn, { profile: name }),
  )
  return exitCodes.ok
}
