import { readFile } from 'node:fs/promises'
import { expiryText } from '@symbolon/protocol/medicines'
import type { Client } from '@symbolon/sdk/kernel'
import {
  type Batch,
  type BatchCommissioning,
  type BatchPack,
  commissionBatch,
  listPacks,
  simulateCommissionBatch,
} from '@symbolon/sdk/medicines'
import { openLastingClient } from '../identity/index.ts'
import {
  cliErrors,
  exitCodes,
  formatCount,
  hasOption,
  type Input,
  kernelWords,
  listOption,
  type Run,
  sayCount,
  startProgress,
  textOption,
  type Verb,
} from '../kernel/index.ts'
import { countOption, neededOption } from './options.ts'
import { counted, words } from './words.ts'

/** Links that are shown of a batch, whatever its size. */
const SAMPLES = 3

/** `symbolon batch commission`: begun again after anything went wrong, it goes on where it was. */
export const batchCommission: Verb = async (run, input) => {
  const wish = await wishOf(input)
  const { client } = await openLastingClient(run)
  if (run.dryRun) return await simulate(run, { client, wish })
  const draw = process.stderr.isTTY === true && !run.output.json
  const { language } = run.output
  const progress = startProgress({ label: words.commissioning, total: wish.count, language, draw })
  let known = 0
  const onProgress = ({ serials_known }: Batch) => {
    progress.advance(serials_known - known)
    known = serials_known
  }
  const batch = await commissionBatch(client, { ...wish, onProgress }).finally(() => progress.end())
  const samples = (await listPacks(client, { batch: batch.batch, limit: SAMPLES })).items
  run.output.result({ ...batch, samples }, () => textOf(run, { batch, samples }))
  return batch.state === 'recorded' ? exitCodes.ok : exitCodes.pending
}

async function wishOf(input: Input): Promise<BatchCommissioning> {
  const file = textOption(input, 'serials')
  const serials = file === undefined ? undefined : await readSerials(file)
  const asked = countOption(input, { name: 'count', option: '--count' })
  const count = asked ?? serials?.length
  const markets = listOption(input, 'market')
  if (count === undefined) throw cliErrors.CLI_USAGE_INVALID({ what: '--count' })
  return {
    gtin: neededOption(input, { name: 'gtin', option: '--gtin' }),
    lot: neededOption(input, { name: 'lot', option: '--lot' }),
    expiry: neededOption(input, { name: 'expiry', option: '--expiry' }),
    count,
    another: hasOption(input, 'another'),
    ...(markets.length > 0 && { markets }),
    ...(serials !== undefined && { serials }),
  }
}

/** One serial number a line; the last line may be empty. */
async function readSerials(path: string): Promise<readonly string[]> {
  const text = await readFile(path, 'utf8').catch((cause: NodeJS.ErrnoException) => {
    throw cliErrors.CLI_FILE_UNREADABLE({ path, reason: cause.code ?? '?' }, { cause })
  })
  if (text === '') throw cliErrors.CLI_FILE_EMPTY()
  return text.replace(/\r?\n$/, '').split(/\r?\n/)
}

async function simulate(run: Run, { client, wish }: { client: Client; wish: BatchCommissioning }) {
  const { output } = run
  const order = await simulateCommissionBatch(client, wish)
  output.result({ dry_run: true, ...order, expiry: expiryText(order.expiry) }, () => {
    const packs = sayCount(counted.packs, output.language, order.count)
    const text = output.words(words.wouldCommission, {
      packs,
      gtin: order.gtin,
      lot: order.lot,
      licence: order.licence,
    })
    return `${text} ${output.words(kernelWords.nothingChanged)}`
  })
  return exitCodes.ok
}

function textOf({ output }: Run, { batch, samples }: { batch: Batch; samples: readonly BatchPack[] }): string {
  const facts = {
    batch: batch.batch,
    packs: sayCount(counted.packs, output.language, batch.count),
    gtin: batch.gtin,
    lot: batch.lot,
    expiry: batch.expiry,
    block: batch.block === null ? '–' : formatCount(batch.block, output.language),
  }
  const said = output.words(batch.state === 'recorded' ? words.commissioned : words.commissionSaved, facts)
  return [said, ...samples.map(({ link }) => `  ${link}`)].join('\n')
}
