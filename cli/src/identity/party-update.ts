import { ownRecipient, type PartyUpdate, simulateUpdateParty, updateParty } from '@symbolon/sdk/identity'
import { cliErrors, confirm, exitCodes, type Input, kernelWords, textOption, type Verb } from '../kernel/index.ts'
import { openClient } from './open-client.ts'
import { words } from './words.ts'

/** `symbolon party update`: the institution is known by another name, recipient, endpoint or country. */
export const partyUpdate: Verb = async (run, input) => {
  const update = updateOf(input)
  const { client, profile } = await openClient(run)
  const { output } = run
  const facts = { profile: profile.name }
  if (run.dryRun) {
    const change = await simulateUpdateParty(client, update)
    const text = `${output.words(words.wouldUpdate, facts)} ${output.words(kernelWords.nothingChanged)}`
    output.result({ dry_run: true, ...change }, () => text)
    return exitCodes.ok
  }
  // Whoever lacks the key of the new recipient reads nothing that is granted from now on.
  if (update.recipient !== undefined && update.recipient !== (await ownRecipient(client)))
    await confirm(run, { words: words.confirmRecipient, facts })
  const party = await updateParty(client, update)
  output.result(party, () => output.words(words.updated, facts))
  return exitCodes.ok
}

/** @throws CLI_USAGE_INVALID when nothing is asked for */
function updateOf(input: Input): PartyUpdate {
  const el = textOption(input, 'nameEl')
  const en = textOption(input, 'nameEn')
  const recipient = textOption(input, 'recipient')
  const endpoint = input.options.endpoint === false ? null : textOption(input, 'endpoint')
  const country = input.options.country === false ? null : textOption(input, 'country')
  const update = {
    ...((el ?? en) !== undefined && { name: { ...(el !== undefined && { el }), ...(en !== undefined && { en }) } }),
    ...(recipient !== undefined && { recipient }),
    ...(endpoint !== undefined && { endpoint }),
    ...(country !== undefined && { country }),
  }
  if (Object.keys(update).length === 0) throw cliErrors.CLI_USAGE_INVALID({ what: '--name-en' })
  return update
}
