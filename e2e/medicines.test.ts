import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { startTestDemo } from './test-demo.ts'
import { type LinkedStep, requireLink } from './test-links.ts'

const { node, folder, fileOf, end } = await startTestDemo({ commandsApart: true })
after(end)

interface Listing<Item> {
  readonly items: readonly Item[]
}
interface Batch {
  readonly batch: string
  readonly state: string
  readonly count: number
  readonly markets: readonly string[] | null
  readonly samples: readonly { readonly link: string; readonly serial: string }[]
}
interface Answer {
  readonly answer: {
    readonly outcome: string
    readonly reason?: string
    readonly audience: string
    readonly said: string
  }
}
interface Step extends LinkedStep {
  readonly ok: boolean
  readonly text: string
}

const gtin = '09521000000018'
const order = ['--gtin', gtin, '--lot', 'L7', '--expiry', '2029-03-31', '--count', '500', '--market', 'GR']
const commission = ['batch', 'commission', ...order, '--as', 'maker']

/** What the tests share: they tell one story in their order. */
const story = { batch: '', links: [] as string[], handover: '' }

async function answerTo(link: string, ...more: readonly string[]) {
  const { code, stdout, stderr } = await node.run(['pack', 'verify', link, '--json', ...more])
  assert.notEqual(stdout, '', stderr)
  return { code, ...(JSON.parse(stdout) as Answer).answer }
}

/** Steps whose link is for anybody; the others show it to who signs in. */
const shownToAnybody = ['products', 'verify', 'dispense', 'clone', 'undo', 'patient', 'label', 'stopped']

test('the story of a lot plays to its end, in both languages, as often as wanted', async () => {
  const { ok, steps } = await node.json<{ ok: boolean; steps: readonly Step[] }>(['demo', 'medicines'])
  const failed = steps.filter((step) => !step.ok)
  assert.deepEqual(failed, [])
  assert.ok(ok)
  const names = steps.map(({ step }) => step)
  for (const step of [
    'licence',
    'commission',
    'ship',
    'receive',
    'verify',
    'dispense',
    'clone',
    'alert',
    'undo',
    'patient',
    'trace',
    'diverted',
    'label',
    'propose',
    'alone',
    'recall',
    'stopped',
  ])
    assert.ok(names.includes(step), step)
  for (const step of steps) await requireLink(node, step, shownToAnybody.includes(step.step) ? 'anybody' : 'signed in')
  const page = steps.find(({ step }) => step === 'patient')?.link ?? ''
  assert.match(page, /\/01\/09521000000018\/.*21\//)
  const shown = await fetch(page, { headers: { accept: 'text/html', 'accept-language': 'el' } })
  assert.match(await shown.text(), /^<!doctype html>.*<html lang="el"/is)
  const again = await node.run(['demo', 'medicines', '--lang', 'el'])
  assert.equal(again.code, 0, again.stderr)
  const printed = again.stderr.split('\n').filter((line) => line.startsWith(`    ${node.url}/`))
  assert.equal(printed.length, steps.length)
  assert.match(again.stderr, /δοκιμαστική αρχή .* όχι ο GS1/)
  assert.doesNotMatch(again.stderr, /must not happen|δεν πρέπει να συμβαίνει/)
})

test('a batch is commissioned once, however often it is asked for', async () => {
  const first = await node.json<Batch>(commission)
  assert.deepEqual([first.state, first.count, first.markets], ['recorded', 500, ['GR']])
  assert.equal(new Set(first.samples.map(({ serial }) => serial)).size, 3)
  for (const { link } of first.samples) assert.match(link, /^https:\/\/id\.gs1\.org\/01\/09521000000018\/10\/L7\/21\//)
  const again = await node.json<Batch>(commission)
  assert.equal(again.batch, first.batch)
  const { items } = await node.json<Listing<Batch>>(['batch', 'status', '--as', 'maker'])
  assert.equal(items.filter(({ batch }) => batch === first.batch).length, 1)
  story.batch = first.batch
  story.links = first.samples.map(({ link }) => link)
})

test('a batch is refused to whoever may not make it, and for what is no product', async () => {
  const others = [
    [['batch', 'commission', ...order, '--as', 'wholesaler'], 6, 'MEDICINES_LICENCE_MISSING'],
    [['batch', 'commission', ...order.with(1, '09521000000011'), '--as', 'maker'], 3, 'MEDICINES_ORDER_INVALID'],
    [['batch', 'commission', ...order.with(1, '04012345123456'), '--as', 'maker'], 6, 'MEDICINES_LICENCE_MISSING'],
    [['batch', 'commission', ...order.with(7, '16777217'), '--as', 'maker'], 3, 'MEDICINES_BATCH_SIZE'],
    [['batch', 'commission', ...order.with(9, 'Greece'), '--as', 'maker'], 3, 'MEDICINES_ORDER_INVALID'],
    [['batch', 'commission', '--gtin', gtin, '--as', 'maker'], 3, 'CLI_USAGE_INVALID'],
  ] as const
  for (const [words, exit, code] of others) {
    const { code: ended, stderr } = await node.run(words)
    assert.deepEqual([ended, stderr.includes(code)], [exit, true], stderr)
  }
})

test('packs are the sender’s until the receiver accepts, and nobody else may', async () => {
  const ship = ['batch', 'ship', story.batch, '--to', 'wholesaler', '--first', '0', '--count', '100', '--as', 'maker']
  const would = await node.run([...ship, '--dry-run'])
  assert.match(would.stdout, /100 packs would be offered to wholesaler/)
  const offer = await node.json<{ handover: string; state: string }>(ship)
  story.handover = offer.handover
  const offered = await node.json<Listing<{ handover: string }>>(['batch', 'receive', '--as', 'wholesaler'])
  assert.ok(offered.items.some(({ handover }) => handover === offer.handover))
  const stranger = await node.run(['batch', 'receive', offer.handover, '--as', 'pharmacy-a'])
  assert.equal(stranger.code, 5, stranger.stderr)
  const received = await node.json<{ state: string; packs: number }>([
    'batch',
    'receive',
    offer.handover,
    '--as',
    'wholesaler',
  ])
  assert.deepEqual([received.state, received.packs], ['recorded', 100])
  const twice = await node.run([...ship])
  assert.match(twice.stderr, /MEDICINES_RANGE_NOT_HELD/)
  const held = await node.json<{ ranges: readonly { first: number; count: number }[] }>([
    'batch',
    'status',
    story.batch,
    '--as',
    'wholesaler',
  ])
  assert.deepEqual(
    held.ranges.map(({ first, count }) => [first, count]),
    [[0, 100]],
  )
})

test('a pack is verified by anybody, and each is told what is theirs to know', async () => {
  const [link = ''] = story.links
  const anybody = await answerTo(link)
  assert.deepEqual([anybody.code, anybody.outcome, anybody.audience], [0, 'genuine', 'public'])
  const holder = await answerTo(link, '--as', 'wholesaler')
  assert.deepEqual([holder.code, holder.outcome], [0, 'may_be_dispensed'])
  const other = await answerTo(link, '--as', 'pharmacy-a', '--lang', 'el')
  assert.deepEqual([other.code, other.reason], [9, 'not_held'])
  assert.match(other.said, /Μη χορηγείτε/)
  const unknown = await answerTo(link.replace('/21/', '/21/9'))
  assert.deepEqual([unknown.code, unknown.outcome], [9, 'unknown'])
  const unreadable = await node.run(['pack', 'verify', 'no code at all', '--as', 'wholesaler'])
  assert.equal(unreadable.code, 9, unreadable.stderr)
})

test('a label is drawn of a pack, and never over a file that is there', async () => {
  const [link = ''] = story.links
  const to = join(folder, 'label.svg')
  const label = ['pack', 'label', link, '--to', to]
  const drawn = await node.json<{ media_type: string; width_mm: number }>(label)
  assert.equal(drawn.media_type, 'image/svg+xml')
  assert.match(await readFile(to, 'utf8'), /^<svg .*<title>/s)
  const again = await node.run(label)
  assert.match(again.stderr, /CLI_FILE_EXISTS/)
  const link128 = await node.run(['pack', 'label', link, '--symbol', 'qr-digital-link', '--format', 'png'])
  assert.equal(link128.code, 0, link128.stderr)
  const wrong = await node.run(['pack', 'label', '(01)09521000000011'])
  assert.deepEqual([wrong.code, /CUSTODY_GS1_INVALID/.test(wrong.stderr)], [3, true])
})

test('a pack is dispensed once, where it is held; its copy nowhere; whoever dispensed it takes it back', async () => {
  const offer = [
    'batch',
    'ship',
    story.batch,
    '--to',
    'pharmacy-a',
    '--first',
    '0',
    '--count',
    '10',
    '--as',
    'wholesaler',
  ]
  const { handover } = await node.json<{ handover: string }>(offer)
  await node.json(['batch', 'receive', handover, '--as', 'pharmacy-a'])
  const [link = ''] = story.links
  const act = (verb: string, as: string, ...more: readonly string[]) =>
    node.run(['pack', verb, link, '--as', as, '--json', ...more])
  const early = await act('dispense', 'pharmacy-b')
  assert.deepEqual([early.code, (JSON.parse(early.stdout) as Answer).answer.reason], [9, 'not_held'])
  const dry = await act('dispense', 'pharmacy-a', '--dry-run')
  assert.equal(dry.code, 0, dry.stderr)
  assert.equal((await answerTo(link)).outcome, 'genuine', 'nothing was done')
  const done = await act('dispense', 'pharmacy-a')
  assert.equal(done.code, 0, done.stderr)
  assert.equal((JSON.parse(done.stdout) as { act: { pack_state: string } }).act.pack_state, 'supplied')
  assert.equal((await answerTo(link)).outcome, 'ended')
  const copy = await act('dispense', 'pharmacy-b')
  assert.deepEqual([copy.code, (JSON.parse(copy.stdout) as Answer).answer.reason], [9, 'dispensed_elsewhere'])
  const stranger = await act('undo', 'pharmacy-b')
  assert.deepEqual([stranger.code, /MEDICINES_PACK_REFUSED/.test(stranger.stderr)], [6, true])
  assert.equal((await act('undo', 'pharmacy-a')).code, 0)
  assert.equal((await answerTo(link)).outcome, 'genuine')
  const wrong = await act('dispense', 'pharmacy-a', '--state', 'eaten')
  assert.equal(wrong.code, 3)
})

test('a regulator follows a pack to its origin; who has no part in it sees nothing of its way', async () => {
  const [link = ''] = story.links
  const traceAs = async (as: string) =>
    (
      await node.json<{ steps: readonly { event: { bizStep: string } }[] }>(['pack', 'trace', link, '--as', as])
    ).steps.map(({ event }) => event.bizStep)
  // What was done with the pack so far, in the order in which it was done; the last undoes the dispensing.
  const way = ['commissioning', 'shipping', 'receiving', 'shipping', 'receiving', 'dispensing', 'receiving']
  let told = await traceAs('regulator')
  // Events are told behind the acts, at a short distance.
  for (let looks = 0; looks < 20 && told.length < way.length; looks++) told = await traceAs('regulator')
  assert.deepEqual(told, way)
  assert.deepEqual(await traceAs('hospital-a'), [])
})

test('a lot is recalled by two persons, and its holders answer', async () => {
  const recall = ['batch', 'recall', '--gtin', gtin, '--lot', 'L7', '--reason', 'Wrong dose', '--as', 'maker']
  const asked = await node.run([...recall, '--no-input'])
  assert.match(asked.stderr, /CLI_INPUT_NEEDED/, 'a person has to say yes')
  const proposed = await node.run([...recall, '--yes', '--json'])
  assert.equal(proposed.code, 8, 'it waits for the second person')
  const { recall: id } = JSON.parse(proposed.stdout) as { recall: string }
  for (const alone of ['maker', 'wholesaler']) {
    const { code } = await node.run(['batch', 'recall', id, '--confirm', '--yes', '--as', alone])
    assert.ok(code === 6 || code === 5, `${alone} ${code}`)
  }
  const [link = ''] = story.links
  assert.equal((await answerTo(link)).outcome, 'genuine', 'nothing was recalled yet')
  const confirmed = await node.json<{ state: string }>(['batch', 'recall', id, '--confirm', '--yes', '--as', 'maria'])
  assert.equal(confirmed.state, 'recorded')
  const { items } = await node.json<Listing<{ recall: string }>>(['batch', 'recall', '--as', 'wholesaler'])
  assert.ok(items.some(({ recall: listed }) => listed === id))
  const aside = ['batch', 'recall', id, '--set-aside', '100', '--as', 'wholesaler']
  const dry = await node.run([...aside, '--dry-run'])
  assert.match(dry.stdout, /100 packs set aside\. Nothing was changed/)
  await node.json(aside)
  const known = await node.json<{ holders_acknowledged: number; packs_set_aside: number }>([
    'batch',
    'recall',
    id,
    '--as',
    'regulator',
  ])
  assert.deepEqual([known.holders_acknowledged, known.packs_set_aside], [1, 100])
  await untilOutcome(link, 'class_ended')
})

/** Answers come from memory, which follows the ledger at a short distance. */
async function untilOutcome(link: string, outcome: string): Promise<void> {
  for (let looks = 0; ; looks++) {
    const found = await answerTo(link)
    if (found.outcome === outcome) return assert.equal(found.code, 9)
    assert.ok(looks < 20, found.outcome)
  }
}

test('serial numbers of one’s own are taken as they are, or refused by their places', async () => {
  const wish = (lot: string, file: string) => [
    'batch',
    'commission',
    ...order.slice(0, 2),
    '--lot',
    lot,
    '--expiry',
    '2029-03-31',
    '--serials',
    file,
    '--as',
    'maker',
  ]
  const file = await fileOf('serials.txt', 'A1\nB2\nC3\n')
  const made = await node.json<Batch>(wish('OWN', file))
  assert.deepEqual(
    made.samples.map(({ serial }) => serial),
    ['A1', 'B2', 'C3'],
  )
  const taken = await node.run(wish('OWN2', file))
  assert.match(taken.stderr, /MEDICINES_SERIALS_TAKEN/)
  assert.doesNotMatch(taken.stderr, /\bB2\b/, 'by index, never by value')
  const twice = await node.run(wish('OWN3', await fileOf('twice.txt', 'D4\nD4\n')))
  assert.equal(twice.code === 0, false)
})
