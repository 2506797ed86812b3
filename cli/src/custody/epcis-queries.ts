import {
  addQuery,
  listQueries,
  type NamedQuery,
  removeQuery,
  simulateAddQuery,
  simulateRemoveQuery,
} from '@symbolon/sdk/custody'
import { openClient } from '../identity/index.ts'
import { confirm, exitCodes, kernelWords, type Output, table, type Verb } from '../kernel/index.ts'
import { conditionsOf } from './epcis-conditions.ts'
import { words } from './words.ts'

/** `symbolon epcis queries`. */
export const epcisQueries: Verb = async (run) => {
  const { client } = await openClient(run)
  const items = await listQueries(client)
  run.output.result({ items }, () => textOf(items, run.output))
  return exitCodes.ok
}

/** `symbolon epcis save`. */
export const epcisSave: Verb = async (run, input) => {
  const { output } = run
  const wish = { name: input.operands[0] ?? '', query: conditionsOf(input) }
  const would = simulateAddQuery(wish)
  if (run.dryRun) {
    const text = output.words(words.wouldSave, { name: wish.name, conditions: conditionsText(would) })
    output.result({ dry_run: true, ...would }, () => `${text} ${output.words(kernelWords.nothingChanged)}`)
    return exitCodes.ok
  }
  const { client } = await openClient(run)
  const saved = await addQuery(client, wish)
  output.result(saved, () => output.words(words.saved, { name: saved.name }))
  return exitCodes.ok
}

/** `symbolon epcis forget`. */
export const epcisForget: Verb = async (run, input) => {
  const { output } = run
  const { client } = await openClient(run)
  const name = input.operands[0] ?? ''
  const found = await simulateRemoveQuery(client, { name })
  if (run.dryRun) {
    const text = output.words(words.wouldForget, { name })
    output.result({ dry_run: true, ...found }, () => `${text} ${output.words(kernelWords.nothingChanged)}`)
    return exitCodes.ok
  }
  await confirm(run, { words: words.askForget, facts: { name } })
  await removeQuery(client, { name })
  output.result({ name, removed: true }, () => output.words(words.forgotten, { name }))
  return exitCodes.ok
}

function textOf(items: readonly NamedQuery[], output: Output): string {
  if (items.length === 0) return output.words(words.noQueries)
  const heading = [words.query, words.conditions].map((text) => output.words(text))
  return table(
    heading,
    items.map((one) => [one.name, conditionsText(one)]),
  )
}

function conditionsText({ query }: NamedQuery): string {
  const texts = Object.entries(query).map(([name, value]) => `${name}=${[value].flat().join('|')}`)
  return texts.join(' ') || '–'
}
