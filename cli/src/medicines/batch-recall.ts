import { type Client, walkPages } from '@symbolon/sdk/kernel'
import {
  acknowledgeRecall,
  confirmRecall,
  getRecall,
  listRecalls,
  proposeRecall,
  type Recall,
  type RecallDetail,
  type RecallProposing,
  simulateAcknowledgeRecall,
  simulateProposeRecall,
} from '@symbolon/sdk/medicines'
import { openClient } from '../identity/index.ts'
import {
  cliErrors,
  confirm,
  type ExitCode,
  exitCodes,
  formatCount,
  formatInstant,
  hasOption,
  type Input,
  kernelWords,
  type Output,
  pairs,
  type Run,
  sayCount,
  table,
  textOption,
  type Verb,
} from '../kernel/index.ts'
import { countOption, neededOption } from './options.ts'
import { counted, recallStateWords, words } from './words.ts'

/** Any of these says what is to be recalled; without them recalls are listed. */
const proposing = ['gtin', 'lot', 'withdraw', 'reason', 'class'] as const

/** `symbolon batch recall`: proposes one, or lists them; of one that is there it shows, confirms or acknowledges. */
export const batchRecall: Verb = async (run, input) => {
  const [recall] = input.operands
  if (recall === undefined)
    return proposing.some((name) => input.options[name] !== undefined) ? await propose(run, input) : await listAll(run)
  if (hasOption(input, 'confirm')) return await confirmOne(run, recall)
  const set_aside = countOption(input, { name: 'setAside', option: '--set-aside' })
  const { client } = await openClient(run)
  if (set_aside !== undefined) return await acknowledge(run, client, { recall, set_aside })
  const detail = await getRecall(client, { recall })
  run.output.result(detail, () => detailText(detail, run.output))
  return exitCodes.ok
}

async function listAll(run: Run): Promise<ExitCode> {
  const { output } = run
  const { client } = await openClient(run)
  const found = new Map<string, Recall>()
  for (const side of ['held', 'proposed', 'confirming'] as const)
    for await (const recall of walkPages((page) => listRecalls(client, { ...page, side })))
      found.set(recall.recall, recall)
  const items = [...found.values()].sort((left, right) => right.proposed_at.localeCompare(left.proposed_at))
  output.result({ items }, () => listText(items, output))
  return exitCodes.ok
}

function listText(items: readonly Recall[], output: Output): string {
  if (items.length === 0) return output.words(words.noRecalls)
  const heading = [words.recall, words.state, words.product, words.lot, words.recallClass, words.acknowledged]
  const rows = items.map((one) => [
    one.recall,
    output.words(recallStateWords[one.state]),
    one.gtin,
    one.lot ?? '–',
    String(one.class),
    one.acknowledged_at === null ? '–' : formatInstant(one.acknowledged_at, output.language),
  ])
  return table(
    heading.map((text) => output.words(text)),
    rows,
  )
}

async function acknowledge(
  { output, dryRun }: Run,
  client: Client,
  { recall, set_aside }: { readonly recall: string; readonly set_aside: number },
): Promise<ExitCode> {
  const facts = { recall, packs: sayCount(counted.packs, output.language, set_aside) }
  if (dryRun) {
    const detail = await simulateAcknowledgeRecall(client, { recall })
    const text = output.words(words.wouldAcknowledge, facts)
    output.result({ dry_run: true, ...detail, set_aside }, () => `${text} ${output.words(kernelWords.nothingChanged)}`)
    return exitCodes.ok
  }
  const acknowledged = await acknowledgeRecall(client, { recall, set_aside })
  output.result(acknowledged, () => output.words(words.recallAcknowledged, facts))
  return exitCodes.ok
}

async function propose(run: Run, input: Input): Promise<ExitCode> {
  const { output } = run
  const proposing = proposalOf(input)
  const { client } = await openClient(run)
  const facts = { gtin: proposing.gtin, lot: proposing.lot ?? '–' }
  if (run.dryRun) {
    const would = await simulateProposeRecall(client, proposing)
    const text = output.words(proposing.lot === undefined ? words.wouldWithdraw : words.wouldRecall, facts)
    output.result({ dry_run: true, ...would }, () => `${text} ${output.words(kernelWords.nothingChanged)}`)
    return exitCodes.ok
  }
  await confirm(run, { words: proposing.lot === undefined ? words.askWithdraw : words.askRecall, facts })
  const recall = await proposeRecall(client, proposing)
  output.result(recall, () => output.words(words.recallProposed, { recall: recall.recall }))
  return exitCodes.pending
}

function proposalOf(input: Input): RecallProposing {
  const lot = textOption(input, 'lot')
  if ((lot === undefined) === !hasOption(input, 'withdraw'))
    throw cliErrors.CLI_USAGE_INVALID({ what: '--lot, --withdraw' })
  const level = Number(textOption(input, 'class') ?? 2)
  if (level !== 1 && level !== 2 && level !== 3)
    throw cliErrors.CLI_OPTION_INVALID({ option: '--class', expected: '1, 2, 3' })
  return {
    gtin: neededOption(input, { name: 'gtin', option: '--gtin' }),
    reason: neededOption(input, { name: 'reason', option: '--reason' }),
    class: level,
    ...(lot !== undefined && { lot }),
  }
}

async function confirmOne(run: Run, recall: string): Promise<ExitCode> {
  const { output } = run
  const { client } = await openClient(run)
  const { gtin, lot } = await getRecall(client, { recall })
  const facts = { gtin, lot: lot ?? '–' }
  if (run.dryRun) {
    const text = output.words(lot === null ? words.wouldWithdraw : words.wouldRecall, facts)
    output.result({ dry_run: true, recall, gtin, lot }, () => `${text} ${output.words(kernelWords.nothingChanged)}`)
    return exitCodes.ok
  }
  await confirm(run, { words: lot === null ? words.askWithdraw : words.askRecall, facts })
  const done: Recall = await confirmRecall(client, { recall })
  output.result(done, () =>
    output.words(done.state === 'recorded' ? words.recallRecorded : words.recallSaved, { recall }),
  )
  return done.state === 'recorded' ? exitCodes.ok : exitCodes.pending
}

function detailText(detail: RecallDetail, output: Output): string {
  const number = (count: number) => formatCount(count, output.language)
  const rows: [string, string][] = [
    [output.words(words.state), output.words(recallStateWords[detail.state])],
    [output.words(words.product), detail.gtin],
    [output.words(words.lot), detail.lot ?? '–'],
    [output.words(words.reason), detail.reason],
    [output.words(words.recallClass), String(detail.class)],
    [output.words(words.holdersTold), number(detail.holders_told)],
    [output.words(words.holdersAcknowledged), number(detail.holders_acknowledged)],
    [output.words(words.packsHeld), number(detail.packs_held)],
    [output.words(words.packsSetAside), number(detail.packs_set_aside)],
  ]
  const holders = (detail.holders ?? []).map(({ party, address, packs }): [string, string] => [
    party ?? address,
    number(packs),
  ])
  const shown = `${output.style('strong', detail.recall)}\n${pairs(rows).replace(/^/gm, '  ')}`
  if (holders.length === 0) return shown
  const title = output.style('strong', output.words(words.byHolder))
  return `${shown}\n\n${title}\n${pairs(holders).replace(/^/gm, '  ')}`
}
