import { walkPages } from '@symbolon/sdk/kernel'
import {
  addWebhook,
  listDeliveries,
  listWebhooks,
  removeWebhook,
  replayDelivery,
  setWebhookState,
  type Webhook,
  type WebhookDelivery,
} from '@symbolon/sdk/notices'
import { openClient } from '../identity/index.ts'
import {
  cliErrors,
  confirm,
  exitCodes,
  formatInstant,
  kernelWords,
  type Output,
  table,
  textOption,
  type Verb,
} from '../kernel/index.ts'
import { eventsOf } from './events.ts'
import { faultWords, stateWords, words } from './words.ts'

const deliveryStates = ['waiting', 'delivered', 'failed'] as const
const listed_max = 200

/** `symbolon webhook add`. */
export const webhookAdd: Verb = async (run, input) => {
  const { output } = run
  const adding = { url: input.operands[0] ?? '', events: eventsOf(input) }
  const { client } = await openClient(run)
  if (run.dryRun) {
    const text = output.words(words.wouldAdd, { url: adding.url, events: adding.events.join(', ') })
    output.result({ dry_run: true, ...adding }, () => `${text} ${output.words(kernelWords.nothingChanged)}`)
    return exitCodes.ok
  }
  const added = await addWebhook(client, adding)
  output.result(added, () => output.words(words.added, { webhook: added.webhook, secret: added.secret }))
  return exitCodes.ok
}

/** `symbolon webhook list`. */
export const webhookList: Verb = async (run) => {
  const { client } = await openClient(run)
  const items: Webhook[] = []
  for await (const webhook of walkPages((page) => listWebhooks(client, page))) items.push(webhook)
  run.output.result({ items }, () => webhooksText(items, run.output))
  return exitCodes.ok
}

function webhooksText(items: readonly Webhook[], output: Output): string {
  if (items.length === 0) return output.words(words.none)
  const heading = [words.webhook, words.state, words.address, words.events].map((text) => output.words(text))
  return table(
    heading,
    items.map(({ webhook, state, url, events }) => [webhook, stateText(state, output), url, events.join(', ')]),
  )
}

/** `symbolon webhook pause` and `resume`. */
export const webhookPause: Verb = (run, input) => setState('paused')(run, input)
export const webhookResume: Verb = (run, input) => setState('active')(run, input)

function setState(state: 'active' | 'paused'): Verb {
  return async (run, input) => {
    const { client } = await openClient(run)
    const changed = await setWebhookState(client, { webhook: input.operands[0] ?? '', state })
    const said = state === 'paused' ? words.paused : words.resumed
    run.output.result(changed, () => run.output.words(said, { webhook: changed.webhook }))
    return exitCodes.ok
  }
}

/** `symbolon webhook remove`. */
export const webhookRemove: Verb = async (run, input) => {
  const { output } = run
  const webhook = input.operands[0] ?? ''
  const { client } = await openClient(run)
  if (run.dryRun) {
    const text = output.words(words.wouldRemove, { webhook })
    output.result({ dry_run: true, webhook }, () => `${text} ${output.words(kernelWords.nothingChanged)}`)
    return exitCodes.ok
  }
  await confirm(run, { words: words.confirmRemove, facts: { webhook } })
  await removeWebhook(client, { webhook })
  output.result({ webhook, removed: true }, () => output.words(words.removed, { webhook }))
  return exitCodes.ok
}

/** `symbolon webhook deliveries`: the newest. */
export const webhookDeliveries: Verb = async (run, input) => {
  const asked = textOption(input, 'state')
  const state = deliveryStates.find((known) => known === asked)
  if (asked !== undefined && state === undefined) {
    throw cliErrors.CLI_OPTION_INVALID({ option: '--state', expected: deliveryStates.join(', ') })
  }
  const { client } = await openClient(run)
  const webhook = input.operands[0] ?? ''
  const page = await listDeliveries(client, { webhook, limit: listed_max, ...(state && { state }) })
  run.output.result(page, () => deliveriesText(page.items, run.output))
  return exitCodes.ok
}

function deliveriesText(items: readonly WebhookDelivery[], output: Output): string {
  if (items.length === 0) return output.words(words.nothingSent)
  const heading = [words.when, words.event, words.state, words.attempts, words.answer, words.delivery]
  return table(
    heading.map((text) => output.words(text)),
    items.map((item) => [
      formatInstant(item.timestamp, output.language),
      item.type,
      stateText(item.state, output),
      String(item.attempts),
      answerText(item, output),
      item.delivery,
    ]),
  )
}

function answerText({ last_status, last_fault }: WebhookDelivery, output: Output): string {
  if (last_status !== null) return String(last_status)
  const told = faultWords[last_fault ?? '']
  return told === undefined ? '–' : output.words(told)
}

function stateText(state: string, output: Output): string {
  const told = stateWords[state]
  return told === undefined ? state : output.words(told)
}

/** `symbolon webhook replay`. */
export const webhookReplay: Verb = async (run, input) => {
  const { client } = await openClient(run)
  const delivery = input.operands[0] ?? ''
  // A delivery says whose it is.
  const webhook = delivery.split('-')[1] ?? ''
  const replayed = await replayDelivery(client, { webhook, delivery })
  run.output.result(replayed, () => run.output.words(words.replayed, { delivery }))
  return exitCodes.ok
}
