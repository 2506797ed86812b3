import { partyKinds } from '@symbolon/protocol/identity'
import {
  type Party,
  type PartyRegistration,
  registerParty,
  registerPerson,
  simulateRegisterParty,
  simulateRegisterPerson,
} from '@symbolon/sdk/identity'
import type { Client } from '@symbolon/sdk/kernel'
import { exitCodes, type Input, kernelWords, textOption, type Verb } from '../kernel/index.ts'
import { openClient } from './open-client.ts'
import { type Profile, writeProfile } from './profiles.ts'
import { words } from './words.ts'
/** `symbolon party register`: the profile is known to the node, and the node's name for it is kept beside the keys. */
export const partyRegister: Verb = async (run, input) => {
  const { client, home, profile } = await openClient(run)
  const { output } = run
  if (run.dryRun) {
    const simulated = await simulate(client, { profile, input })
    output.result({ dry_run: true, ...simulated }, () => {
      const kind = output.words(partyKinds[profile.kind].words)
      return `${output.words(words.wouldRegister, { profile: profile.name, kind })} ${output.words(kernelWords.nothingChanged)}`
    })
    return exitCodes.ok
  }
  const party = await register(client, { profile, input })
  await writeProfile(home, { ...profile, party: party.party, address: party.address })
  output.result(party, () => output.words(words.registered, { profile: profile.name, party: party.party }))
  return exitCodes.ok
}

async function register(client: Client, of: { profile: Profile; input: Input }): Promise<Party> {
  const registration = registrationOf(of)
  return registration === undefined ? await registerPerson(client) : await registerParty(client, registration)
}

async function simulate(client: Client, of: { profile: Profile; input: Input }) {
  const registration = registrationOf(of)
  return registration === undefined
    ? await simulateRegisterPerson(client)
    : await simulateRegisterParty(client, registration)
}

function registrationOf({ profile, input }: { profile: Profile; input: Input }): PartyRegistration | undefined {
  if (profile.kind === 'person') return undefined
  const endpoint = textOption(input, 'endpoint')
  const country = textOption(input, 'country')
  return {
    handle: textOption(input, 'handle') ?? profile.name,
    name: { el: textOption(input, 'nameEl') ?? profile.label.el, en: textOption(input, 'nameEn') ?? profile.label.en },
    kind: profile.kind,
    ...(endpoint !== undefined && { endpoint }),
    ...(country !== undefined && { country }),
  }
}
