import { randomBytes } from 'node:crypto'
import { toBase64Url } from '@symbolon/protocol/kernel'
import {
  addSubscription,
  type EventSubscribing,
  type EventSubscription,
  listSubscriptions,
  removeSubscription,
  simulateAddSubscription,
  simulateRemoveSubscription,
} from '@symbolon/sdk/custody'
import { openClient } from '../identity/index.ts'
import {
  cliErrors,
  confirm,
  exitCodes,
  hasOption,
  type Input,
  kernelWords,
  type Output,
  table,
  textOption,
  type Verb,
} from '../kernel/index.ts'
import { instantOption } from './epcis-conditions.ts'
import { words } from './words.ts'

/** Bytes of the secret that reports are signed with. */
const SECRET_BYTES = 32

/** `symbolon epcis subscriptions`. */
export const epcisSubscriptions: Verb = async (run, input) => {
  const { client } = await openClient(run)
  const query = input.operands[0] ?? ''
  const items = await listSubscriptions(client, { query })
  run.output.result({ items }, () => textOf(items, { query, output: run.output }))
  return exitCodes.ok
}

/** `symbolon epcis subscribe`: to a webhook, whose secret is told once, or to be fetched. */
export const epcisSubscribe: Verb = async (run, input) => {
  const { output } = run
  const wish = wishOf(input)
  const { client } = await openClient(run)
  if (run.dryRun) {
    const would = await simulateAddSubscription(client, wish)
    const text = output.words(words.wouldSubscribe, { query: wish.query })
    output.result({ dry_run: true, ...would }, () => `${text} ${output.words(kernelWords.nothingChanged)}`)
    return exitCodes.ok
  }
  const secret = wish.dest === undefined ? {} : { secret: toBase64Url(randomBytes(SECRET_BYTES)) }
  const made = await addSubscription(client, { ...wish, ...secret })
  output.result({ ...made, ...secret }, () => {
    const said = output.words(words.subscribed, { subscription: made.subscriptionID, query: wish.query })
    return secret.secret === undefined ? said : `${said}\n${output.words(words.secret, { secret: secret.secret })}`
  })
  return exitCodes.ok
}

/** `symbolon epcis unsubscribe`. */
export const epcisUnsubscribe: Verb = async (run, input) => {
  const { output } = run
  const [query = '', subscription = ''] = input.operands
  const { client } = await openClient(run)
  const found = await simulateRemoveSubscription(client, { query, subscription })
  if (run.dryRun) {
    const text = output.words(words.wouldUnsubscribe, { subscription })
    output.result({ dry_run: true, ...found }, () => `${text} ${output.words(kernelWords.nothingChanged)}`)
    return exitCodes.ok
  }
  await confirm(run, { words: words.askUnsubscribe, facts: { subscription } })
  await removeSubscription(client, { query, subscription })
  output.result({ subscription, removed: true }, () => output.words(words.unsubscribed, { subscription }))
  return exitCodes.ok
}

function wishOf(input: Input): EventSubscribing {
  const [dest, since, schedule] = [textOption(input, 'to'), instantOption(input, 'since'), scheduleOf(input)]
  return {
    query: input.operands[0] ?? '',
    ...(dest !== undefined && { dest }),
    ...(schedule !== undefined && { schedule }),
    ...(since !== undefined && { initial_record_time: since }),
    ...(hasOption(input, 'evenEmpty') && { report_if_empty: true }),
  }
}

/** Parts such as `hour=6,18`, between spaces. @source EPCIS 2.0 §8.2.5.3 QuerySchedule */
function scheduleOf(input: Input): Record<string, string> | undefined {
  const text = textOption(input, 'schedule')
  if (text === undefined) return undefined
  const parts = text.trim().split(/\s+/)
  if (!parts.every((part) => /^\w+=\S+$/.test(part)))
    throw cliErrors.CLI_OPTION_INVALID({ option: '--schedule', expected: "'hour=6,18 dayOfWeek=1'" })
  return Object.fromEntries(parts.map((part) => part.split('=', 2) as [string, string]))
}

function textOf(items: readonly EventSubscription[], { query, output }: { query: string; output: Output }): string {
  const say = output.words
  if (items.length === 0) return say(words.noSubscriptions, { name: query })
  const heading = [words.subscription, words.state, words.schedule, words.dest].map((text) => say(text))
  const rows = items.map(({ subscriptionID, state, schedule, dest }) => [
    subscriptionID,
    say(words[state]),
    schedule === undefined ? say(words.asTheyCome) : scheduleText(schedule),
    dest ?? say(words.fetched),
  ])
  return table(heading, rows)
}

function scheduleText(schedule: Readonly<Record<string, string>>): string {
  return Object.entries(schedule)
    .map(([part, values]) => `${part}=${values}`)
    .join(' ')
}
