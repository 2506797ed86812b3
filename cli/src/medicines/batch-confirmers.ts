import {
  listRecallConfirmers,
  nameRecallConfirmer,
  type RecallConfirmers,
  removeRecallConfirmer,
  simulateRecallConfirmers,
} from '@symbolon/sdk/medicines'
import { openClient } from '../identity/index.ts'
import { exitCodes, formatInstant, hasOption, kernelWords, type Output, pairs, type Verb } from '../kernel/index.ts'
import { words } from './words.ts'

/** `symbolon batch confirmers`: lists who may be the second person of a recall, names one or removes one. */
export const batchConfirmers: Verb = async (run, input) => {
  const { output } = run
  const { client } = await openClient(run)
  const [person] = input.operands
  const isRemoved = hasOption(input, 'remove')
  if (person !== undefined && run.dryRun) {
    const would = await simulateRecallConfirmers(client, { person, change: isRemoved ? 'remove' : 'name' })
    const persons = would.persons.join(', ') || '–'
    const text = `${output.words(words.wouldConfirm, { persons })} ${output.words(kernelWords.nothingChanged)}`
    output.result({ dry_run: true, ...would }, () => text)
    return exitCodes.ok
  }
  const change = isRemoved ? removeRecallConfirmer : nameRecallConfirmer
  const named = await (person === undefined ? listRecallConfirmers(client) : change(client, { person }))
  output.result(named, () => textOf(named, output))
  return exitCodes.ok
}

function textOf({ items }: RecallConfirmers, output: Output): string {
  if (items.length === 0) return output.words(words.noConfirmers)
  const since = output.words(words.since)
  const rows = items.map(({ person, named_at }): [string, string] => [
    person,
    `${since} ${formatInstant(named_at, output.language)}`,
  ])
  return `${output.style('strong', output.words(words.confirmer))}\n${pairs(rows).replace(/^/gm, '  ')}`
}
