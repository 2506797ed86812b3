import type { Client } from '@symbolon/sdk/kernel'
import { walkPages } from '@symbolon/sdk/kernel'
import {
  acceptHandover,
  type Handover,
  listHandovers,
  offerHandover,
  type PacksAsked,
  packPacks,
  refuseHandover,
  simulateAcceptHandover,
  simulateOfferHandover,
  simulatePackPacks,
  simulateRefuseHandover,
  simulateWithdrawHandover,
  unpackPacks,
  withdrawHandover,
} from '@symbolon/sdk/medicines'
import { openClient } from '../identity/index.ts'
import {
  type ExitCode,
  exitCodes,
  formatInstant,
  hasOption,
  type Input,
  kernelWords,
  type Output,
  type Run,
  sayCount,
  table,
  textOption,
  type Verb,
} from '../kernel/index.ts'
import { countOption, neededOption } from './options.ts'
import { counted, handoverStateWords, words } from './words.ts'

function packsOf(input: Input): PacksAsked[] {
  const first = countOption(input, { name: 'first', option: '--first' })
  const count = countOption(input, { name: 'count', option: '--count' })
  const range = { ...(first !== undefined && { first }), ...(count !== undefined && { count }) }
  return input.operands.map((batch) => ({ batch, ...range }))
}

/** `symbolon batch pack`: packs go into a container, or out of it. */
export const batchPack: Verb = async (run, input) => {
  const { output } = run
  const packing = {
    container: neededOption(input, { name: 'container', option: '--container' }),
    packs: packsOf(input),
  }
  const { client } = await openClient(run)
  const isOut = hasOption(input, 'unpack')
  if (run.dryRun) {
    const would = await simulatePackPacks(client, packing)
    const packs = sayCount(counted.packs, output.language, sum(would.ranges))
    const text = output.words(isOut ? words.wouldUnpack : words.wouldPack, { packs, container: would.container })
    output.result({ dry_run: true, ...would }, () => `${text} ${output.words(kernelWords.nothingChanged)}`)
    return exitCodes.ok
  }
  const packed = await (isOut ? unpackPacks : packPacks)(client, packing)
  const packs = sayCount(counted.packs, output.language, packed.packs)
  output.result(packed, () => output.words(isOut ? words.unpacked : words.packed, { ...packed, packs }))
  return exitCodes.ok
}

/** `symbolon batch ship`: packs are offered; the receiver has them once it accepts. */
export const batchShip: Verb = async (run, input) => {
  const { output } = run
  if (hasOption(input, 'withdraw')) return await withdraw(run, input)
  const container = textOption(input, 'container')
  const days = countOption(input, { name: 'days', option: '--days' })
  const offering = {
    to: neededOption(input, { name: 'to', option: '--to' }),
    packs: packsOf(input),
    ...(container !== undefined && { container }),
    ...(days !== undefined && { days }),
  }
  const { client } = await openClient(run)
  if (run.dryRun) {
    const would = await simulateOfferHandover(client, offering)
    const packs = sayCount(counted.packs, output.language, would.packs)
    const text = output.words(words.wouldShip, { packs, to: offering.to })
    output.result({ dry_run: true, ...would }, () => `${text} ${output.words(kernelWords.nothingChanged)}`)
    return exitCodes.ok
  }
  const offer = await offerHandover(client, offering)
  output.result(offer, () => output.words(words.shipped, { ...factsOf(offer, output), to: offering.to }))
  return exitCodes.ok
}

async function withdraw(run: Run, input: Input): Promise<ExitCode> {
  const { client } = await openClient(run)
  const items: Handover[] = []
  for (const handover of input.operands)
    items.push(await (run.dryRun ? simulateWithdrawHandover : withdrawHandover)(client, { handover }))
  const { output } = run
  output.result({ ...(run.dryRun && { dry_run: true }), items }, () => {
    const said = run.dryRun ? words.wouldTakeBack : words.takenBack
    const lines = items.map((offer) => output.words(said, factsOf(offer, output)))
    return [...lines, ...(run.dryRun ? [output.words(kernelWords.nothingChanged)] : [])].join('\n')
  })
  return exitCodes.ok
}

/** `symbolon batch receive`: accepts an offer or refuses it; without one, lists what is offered. */
export const batchReceive: Verb = async (run, input) => {
  const { client } = await openClient(run)
  const [handover] = input.operands
  if (handover === undefined) return await listOffers(run, client)
  const { output } = run
  const isRefused = hasOption(input, 'refuse')
  if (run.dryRun) {
    const offer = await (isRefused ? simulateRefuseHandover : simulateAcceptHandover)(client, { handover })
    const text = output.words(isRefused ? words.wouldRefuse : words.wouldReceive, factsOf(offer, output))
    output.result({ dry_run: true, ...offer }, () => `${text} ${output.words(kernelWords.nothingChanged)}`)
    return exitCodes.ok
  }
  const done = await (isRefused ? refuseHandover : acceptHandover)(client, { handover })
  output.result(done, () => output.words(isRefused ? words.offerRefused : words.received, factsOf(done, output)))
  return done.state === 'accepted' ? exitCodes.pending : exitCodes.ok
}

async function listOffers({ output }: Run, client: Client) {
  const items: Handover[] = []
  for await (const offer of walkPages((page) => listHandovers(client, { ...page, side: 'to', state: 'offered' })))
    items.push(offer)
  output.result({ items }, () => {
    if (items.length === 0) return output.words(words.noOffers)
    const heading = [words.handover, words.state, words.packsHead, words.from, words.container, words.until]
    const rows = items.map((offer) => [
      offer.handover,
      output.words(handoverStateWords[offer.state]),
      String(offer.packs),
      offer.from,
      offer.container ?? '–',
      formatInstant(offer.deadline * 1000, output.language),
    ])
    return table(
      heading.map((text) => output.words(text)),
      rows,
    )
  })
  return exitCodes.ok
}

function factsOf({ handover, packs, from }: Handover, { language }: Output) {
  return { handover, from, packs: sayCount(counted.packs, language, packs) }
}

function sum(ranges: readonly { readonly count: number }[]): number {
  return ranges.reduce((total, { count }) => total + count, 0)
}
