import { packStates } from '@symbolon/protocol/medicines'
import type { Client } from '@symbolon/sdk/kernel'
import { walkPages } from '@symbolon/sdk/kernel'
import { type Batch, type BatchDetail, getBatch, listBatches } from '@symbolon/sdk/medicines'
import { openClient } from '../identity/index.ts'
import {
  type ExitCode,
  exitCodes,
  formatCount,
  type Output,
  pairs,
  type Run,
  table,
  type Verb,
} from '../kernel/index.ts'
import { batchStateWords, words } from './words.ts'

/** `symbolon batch status`: one batch, or all that the profile made or holds packs of. */
export const batchStatus: Verb = async (run, input) => {
  const { client } = await openClient(run)
  const [batch] = input.operands
  if (batch === undefined) return await showAll(run, client)
  const detail = await getBatch(client, { batch })
  run.output.result(detail, () => detailText(detail, run.output))
  return exitCodes.ok
}

async function showAll({ output }: Run, client: Client): Promise<ExitCode> {
  const items: Batch[] = []
  for await (const batch of walkPages((page) => listBatches(client, page))) items.push(batch)
  output.result({ items }, () => {
    if (items.length === 0) return output.words(words.noBatches)
    const heading = [words.batch, words.state, words.product, words.lot, words.expiry, words.packsHead]
    return table(
      heading.map((text) => output.words(text)),
      items.map((one) => [
        one.batch,
        output.words(batchStateWords[one.state]),
        one.gtin,
        one.lot,
        one.expiry,
        formatCount(one.count, output.language),
      ]),
    )
  })
  return exitCodes.ok
}

function detailText(detail: BatchDetail, output: Output): string {
  const number = (count: number) => formatCount(count, output.language)
  const rows: [string, string][] = [
    [output.words(words.state), output.words(batchStateWords[detail.state])],
    [output.words(words.product), detail.gtin],
    [output.words(words.lot), detail.lot],
    [output.words(words.expiry), detail.expiry],
    [output.words(words.packsHead), number(detail.count)],
    ...(detail.fault === null ? [] : [[output.words(words.fault), detail.fault.code] as [string, string]]),
  ]
  const states = Object.entries(detail.states ?? {}).map(([state, packs]): [string, string] => [
    isState(state) ? output.words(packStates[state].name) : state,
    number(packs),
  ])
  const holders = (detail.holders ?? []).map(({ party, address, packs }): [string, string] => [
    party ?? address,
    number(packs),
  ])
  const own = detail.ranges.map(({ first, count }): [string, string] => [
    `${number(first)}–${number(first + count - 1)}`,
    number(count),
  ])
  const groups: [string, [string, string][]][] = [
    [detail.batch, rows],
    [output.words(words.byState), states],
    [output.words(words.byHolder), holders],
    [output.words(words.ownPacks), own],
  ]
  return groups
    .filter(([, lines]) => lines.length > 0)
    .map(([title, lines]) => `${output.style('strong', title)}\n${pairs(lines).replace(/^/gm, '  ')}`)
    .join('\n\n')
}

function isState(state: string): state is keyof typeof packStates {
  return Object.hasOwn(packStates, state)
}
