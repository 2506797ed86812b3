import { partyKinds } from '@symbolon/protocol/identity'
import { accountOf, ownRecipient } from '@symbolon/sdk/identity'
import { createClient } from '@symbolon/sdk/kernel'
import { exitCodes, pairs, type Verb } from '../kernel/index.ts'
import { findHome } from './home.ts'
import { openProfileKeyring } from './keyring-file.ts'
import { nodeUrl, profileName } from './open-client.ts'
import { readProfile } from './profiles.ts'
import { words } from './words.ts'
/** `symbolon keys show`: the public side of a keyring; no node is asked. */
export const keysShow: Verb = async (run) => {
  const home = findHome(run.environment)
  const profile = await readProfile(home, await profileName(run, home))
  const root = await openProfileKeyring(run, { home, profile })
  const client = createClient({ url: await nodeUrl(run, { home, profile }), root })
  const { address } = await accountOf(client)
  const recipient = await ownRecipient(client)
  const { name, kind, party = null, label } = profile
  const { output } = run
  output.result({ profile: name, label, kind, address, party, recipient }, () =>
    pairs([
      [output.words(words.profile), name],
      [output.words(words.name), label[output.language]],
      [output.words(words.kind), output.words(partyKinds[kind].words)],
      [output.words(words.address), address],
      [output.words(words.party), party ?? output.words(words.notRegistered)],
      [output.words(words.recipient), `${recipient.slice(0, 20)}… (--json)`],
    ]),
  )
  return exitCodes.ok
}
