import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { checkDigit, parseDigitalLink } from '@symbolon/protocol/custody'
import { drawLabel } from '@symbolon/sdk/custody'
import {
  acceptHandover,
  acknowledgeRecall,
  commissionBatch,
  confirmRecall,
  getRecall,
  listPacks,
  offerHandover,
  packPacks,
  proposeRecall,
  type VerifiedPack,
} from '@symbolon/sdk/medicines'
import { openClient } from '../identity/index.ts'
import { commandName, exitCodes, type Verb } from '../kernel/index.ts'
import { doors } from './demo-links.ts'
import { dispense, divert, followUp, type Own, packOf, scan, verify } from './demo-packs.ts'
import { products, setUp } from './demo-setup.ts'
import { attempt, players, type Story, tell } from './demo-story.ts'
import { pharmacyWords, demoWords as words } from './demo-words.ts'

const day_ms = 86_400_000
/** Packs of the lot, on the pallet, of each pharmacy, and of the lot that is found abroad. */
const sizes = { lot: 1_000, pallet: 600, pharmacy: 100, abroad: 10 } as const

/** `symbolon demo medicines`: every step is done for real against the running node; exit 1 when one goes wrong. */
export const demoMedicines: Verb = async (run) => {
  run.output.tell(words.title)
  const opened = await Promise.all(players.map((name) => openClient({ ...run, as: name })))
  const clients = Object.fromEntries(players.map((name, at) => [name, opened[at]?.client])) as Story['clients']
  const story: Story = { run, home: opened[0]?.home ?? '', clients, steps: [] }
  await setUp(story)
  const own = await commission(story, { markets: ['CY', 'GR'], count: sizes.lot })
  await ship(story, own)
  await supply(story, { own, pharmacy: 'pharmacy-a', first: 0 })
  await supply(story, { own, pharmacy: 'pharmacy-b', first: sizes.pharmacy })
  await verify(story, own)
  await dispense(story, own)
  await followUp(story, own)
  await divert(story, await commission(story, { markets: ['GR'], count: sizes.abroad }))
  await label(story, own)
  await recall(story, own)
  const ok = story.steps.every((step) => step.ok)
  const seconds = (performance.now() / 1000).toFixed(1)
  run.output.result({ ok, batch: own.batch, steps: story.steps }, () => run.output.words(words.done, { seconds }))
  return ok ? exitCodes.ok : exitCodes.failed
}

async function commission(
  story: Story,
  wish: { readonly markets: readonly string[]; readonly count: number },
): Promise<Own> {
  const { maker } = story.clients
  const [{ gtin }] = products
  // A lot of its own in each run: the same lot twice would be the same batch.
  const lot = `D${maker.clock.now().toString(36).toUpperCase()}`
  const expiry = new Date(maker.clock.now() + 730 * day_ms).toISOString().slice(0, 10)
  const { batch, count } = await commissionBatch(maker, { gtin, lot, expiry, ...wish })
  const { items } = await listPacks(maker, { batch, limit: 10 })
  const names = new Intl.DisplayNames(story.run.output.language, { type: 'region' })
  const countries = wish.markets.map((country) => names.of(country)).join(', ')
  const markets = wish.markets.map((country) => `--market ${country}`).join(' ')
  const command = `${commandName} batch commission --gtin ${gtin} --lot ${lot} --expiry ${expiry} --count ${count} ${markets} --as maker`
  tell(story, {
    step: 'commission',
    words: words.commissioned,
    facts: { packs: count, lot, batch, countries },
    command,
    door: doors.batch(batch),
  })
  return { batch, lot, gtin, packs: items }
}

async function ship(story: Story, { batch }: Own): Promise<void> {
  const { maker, wholesaler } = story.clients
  const container = newContainer(story)
  const packs = [{ batch, first: 0, count: sizes.pallet }]
  await packPacks(maker, { container, packs })
  const range = `${batch} --first 0 --count ${sizes.pallet}`
  const packing = `${commandName} batch pack ${range} --container ${container} --as maker`
  const packed = { packs: sizes.pallet, container }
  const unit = doors.container(container)
  tell(story, { step: 'pack', words: words.packed, facts: packed, command: packing, door: unit })
  const { handover } = await offerHandover(maker, { to: 'wholesaler', packs, container })
  const shipping = `${commandName} batch ship ${range} --to wholesaler --container ${container} --as maker`
  const door = doors.handover(handover)
  tell(story, { step: 'ship', words: words.shipped, facts: { handover }, command: shipping, door })
  const accepted = await acceptHandover(wholesaler, { handover })
  const receiving = `${commandName} batch receive ${handover} --as wholesaler`
  const ok = accepted.state === 'recorded'
  tell(story, {
    step: 'receive',
    words: words.received,
    facts: { packs: accepted.packs },
    command: receiving,
    door,
    ok,
  })
}

/** An SSCC that no other run has. @source GS1 General Specifications §3.3.1 */
function newContainer({ clients: { maker } }: Story): string {
  const digits = `09521000${String(maker.clock.now()).slice(-9)}`
  return `${digits}${checkDigit(digits)}`
}

async function supply(
  story: Story,
  { own, pharmacy, first }: { own: Own; pharmacy: keyof typeof pharmacyWords; first: number },
): Promise<void> {
  const { batch } = own
  const { output } = story.run
  const { wholesaler } = story.clients
  const packs = [{ batch, first, count: sizes.pharmacy }]
  const { handover } = await offerHandover(wholesaler, { to: pharmacy, packs })
  const accepted = await acceptHandover(story.clients[pharmacy], { handover })
  const command = `${commandName} batch ship ${batch} --first ${first} --count ${sizes.pharmacy} --to ${pharmacy} --as wholesaler`
  const facts = { pharmacy: output.words(pharmacyWords[pharmacy]), packs: accepted.packs }
  const ok = accepted.state === 'recorded'
  tell(story, { step: pharmacy, words: words.supplied, facts, command, door: doors.handover(handover), ok })
}

async function label(story: Story, own: Own): Promise<void> {
  const { output } = story.run
  const pack = packOf(own)
  const { link } = pack
  const { elements } = parseDigitalLink(link)
  const title = { text: own.lot, language: output.language }
  const { bytes } = await drawLabel({ symbology: 'gs1-datamatrix', elements, format: 'svg', title })
  const folder = join(story.home, 'labels')
  const file = join(folder, `${own.batch}.svg`)
  await mkdir(folder, { recursive: true })
  await writeFile(file, bytes)
  const command = `${commandName} pack label '${link}' --to label.svg`
  tell(story, { step: 'label', words: words.labelled, facts: { file }, command, door: doors.page(pack) })
}

async function recall(story: Story, own: Own): Promise<void> {
  const { maker, maria, regulator } = story.clients
  const { gtin, lot } = own
  const reason = 'Demo: wrong strength printed on the label'
  const proposed = await proposeRecall(maker, { gtin, lot, reason, class: 1 })
  const id = proposed.recall
  const command = `${commandName} batch recall --gtin ${gtin} --lot ${lot} --reason '${reason}' --class 1 --as maker`
  const door = doors.recall(id)
  tell(story, { step: 'propose', words: words.proposed, facts: { recall: id }, command, door })
  const confirming = `${commandName} batch recall ${id} --confirm`
  const alone = await attempt(story, () => confirmRecall(maker, { recall: id }))
  const isRefused = 'refusal' in alone
  const facts = { reason: isRefused ? alone.refusal : '' }
  const said = isRefused ? words.alone : words.notAlone
  tell(story, { step: 'alone', words: said, facts, command: `${confirming} --as maker`, door, ok: isRefused })
  const { state } = await confirmRecall(maria, { recall: id })
  const { holders_told: holders, packs_held: packs } = await getRecall(regulator, { recall: id })
  const told = { holders, packs }
  const ok = state === 'recorded'
  tell(story, { step: 'recall', words: words.recalled, facts: told, command: `${confirming} --as maria`, door, ok })
  await answer(story, { id, holders })
  await hearOfRecall(story, own)
}

async function answer(story: Story, { id, holders }: { id: string; holders: number }): Promise<void> {
  await acknowledgeRecall(story.clients['pharmacy-a'], { recall: id, set_aside: sizes.pharmacy })
  const { holders_acknowledged } = await getRecall(story.clients.maker, { recall: id })
  const facts = { packs: sizes.pharmacy, answered: holders_acknowledged, holders }
  const command = `${commandName} batch recall ${id} --set-aside ${sizes.pharmacy} --as pharmacy-a`
  const ok = holders_acknowledged === 1
  tell(story, { step: 'answer', words: words.acknowledged, facts, command, door: doors.recall(id), ok })
}

async function hearOfRecall(story: Story, own: Own): Promise<void> {
  const pack = packOf(own)
  const isStopped = ({ answer }: VerifiedPack) => answer.reason === 'recalled'
  const found = await scan(story, { pack, as: 'pharmacy-b', until: isStopped })
  const ok = isStopped(found)
  const facts = { said: found.answer.said }
  const command = `${commandName} pack verify '${pack.link}' --as pharmacy-b`
  const said = ok ? words.stopped : words.notStopped
  tell(story, { step: 'stopped', words: said, facts, command, door: doors.page(pack), ok })
}
