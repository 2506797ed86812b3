import { confirmNoticesEmail, eraseNoticesEmail, getNoticesEmail, giveNoticesEmail } from '@symbolon/sdk/notices'
import { openClient } from '../identity/index.ts'
import { exitCodes, pairs, type Verb } from '../kernel/index.ts'
import { eventsOf } from './events.ts'
import { stateWords, words } from './words.ts'

/** `symbolon notices email`: a code goes to the address. */
export const noticesEmail: Verb = async (run, input) => {
  const events = eventsOf(input)
  const { client } = await openClient(run)
  const given = await giveNoticesEmail(client, { address: input.operands[0] ?? '', events })
  run.output.result(given, () => run.output.words(words.codeSent, { minutes: given.code_minutes }))
  return exitCodes.ok
}

/** `symbolon notices confirm`. */
export const noticesConfirm: Verb = async (run, input) => {
  const { client } = await openClient(run)
  const confirmed = await confirmNoticesEmail(client, { code: input.operands.join('') })
  run.output.result(confirmed, () => run.output.words(words.confirmed))
  return exitCodes.ok
}

/** `symbolon notices show`. */
export const noticesShow: Verb = async (run) => {
  const { client } = await openClient(run)
  const email = await getNoticesEmail(client)
  const { output } = run
  output.result(email, () =>
    pairs([
      [output.words(words.address), email.address],
      [output.words(words.state), output.words(stateWords[email.state] ?? words.state)],
      [output.words(words.events), email.events.join(', ')],
    ]),
  )
  return exitCodes.ok
}

/** `symbolon notices off`: the address is erased. */
export const noticesOff: Verb = async (run) => {
  const { client } = await openClient(run)
  await eraseNoticesEmail(client)
  run.output.result({ erased: true }, () => run.output.words(words.erased))
  return exitCodes.ok
}
