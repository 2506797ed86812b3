import assert from 'node:assert/strict'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { runSymbolon } from './symbolon.ts'
import { startTestDemo } from './test-demo.ts'

const { node, folder, fileOf, end } = await startTestDemo()
after(end)

interface Listing<Item> {
  readonly items: readonly Item[]
}
interface Batch {
  readonly batch: string
  readonly samples: readonly { readonly link: string }[]
}

const story = { batch: '', links: [] as string[] }

/** A lot of which the wholesaler has a hundred packs and a pharmacy ten; one of these was dispensed, copied and taken back. */
before(async () => {
  await node.json(['demo', 'medicines'])
  const lot = ['--gtin', '09521000000018', '--lot', 'L8', '--expiry', '2029-03-31', '--count', '500']
  const { batch, samples } = await node.json<Batch>(['batch', 'commission', ...lot, '--as', 'maker'])
  story.batch = batch
  story.links = samples.map(({ link }) => link)
  for (const [from, to, count] of [
    ['maker', 'wholesaler', '100'],
    ['wholesaler', 'pharmacy-a', '10'],
  ] as const) {
    const ship = ['batch', 'ship', batch, '--to', to, '--first', '0', '--count', count, '--as', from]
    const { handover } = await node.json<{ handover: string }>(ship)
    await node.json(['batch', 'receive', handover, '--as', to])
  }
  const [link = ''] = story.links
  await node.json(['pack', 'dispense', link, '--as', 'pharmacy-a'])
  await node.run(['pack', 'dispense', link, '--as', 'pharmacy-b'])
  await node.json(['pack', 'undo', link, '--as', 'pharmacy-a'])
  await untilTraced(link, 7)
})

/** Events are told behind the acts, at a short distance. */
async function untilTraced(link: string, events: number): Promise<void> {
  for (let looks = 0; ; looks++) {
    const { steps } = await node.json<{ steps: readonly unknown[] }>(['pack', 'trace', link, '--as', 'regulator'])
    if (steps.length >= events) return
    assert.ok(looks < 20, String(steps.length))
  }
}

interface Trace {
  readonly ok: boolean
  readonly check?: string
  readonly pack: { readonly index: number; readonly count: number }
  readonly ledger: { readonly found: readonly { readonly step: string; readonly is_next: boolean }[] | null }
  readonly events: readonly { readonly event: { readonly bizStep: string } | null; readonly is_linked: boolean }[]
}

test('the trace of a pack is one file that proves itself to anybody, and shows nobody what is not theirs', async () => {
  const [link = ''] = story.links
  const verify = async (path: string, ...more: readonly string[]) => {
    const home = { SYMBOLON_HOME: join(folder, 'nobody') }
    const { code, stdout } = await runSymbolon(['proof', 'verify', path, '--json', ...more], home)
    return { ...(JSON.parse(stdout) as Trace), exit: code }
  }
  const fileFor = async (as: string) => {
    const path = join(folder, `${as}.pack-trace`)
    await node.json(['pack', 'trace', link, '-o', path, '--as', as])
    return path
  }
  const whole = await verify(await fileFor('regulator'), '--rpc', node.ready.rpc)
  assert.deepEqual([whole.exit, whole.pack.index, whole.pack.count], [0, 0, 500])
  assert.deepEqual(
    whole.ledger.found?.map(({ step, is_next }) => [step, is_next]),
    [
      ['commissioned', true],
      ['handed_over', true],
      ['handed_over', true],
    ],
  )
  assert.equal(whole.events.length, 7)
  for (const { event, is_linked } of whole.events) assert.ok(event && is_linked)
  const path = await fileFor('pharmacy-b')
  const theirs = await verify(path)
  assert.deepEqual([theirs.exit, theirs.events.length, theirs.ledger.found], [0, 7, null])
  assert.ok(theirs.events.every(({ event }) => event === null))
  const text = await readFile(path, 'utf8')
  const parts = [
    ['form', '"format"'],
    ['pack', '"serial":"'],
    ['inclusion', '"entry":"'],
    ['signature', '— '],
    ['whole', '"chain_id":'],
  ] as const
  for (const [check, before] of parts) {
    const at = text.indexOf(before) + (check === 'signature' ? 60 : before.length)
    const other = text[at] === '1' ? '2' : '1'
    const altered = await fileOf(`${check}.pack-trace`, `${text.slice(0, at)}${other}${text.slice(at + 1)}`)
    const refused = await verify(altered)
    assert.deepEqual([refused.exit, refused.check], [9, check])
  }
  const told = await runSymbolon(['proof', 'verify', path, '--lang', 'el'])
  assert.match(told.stdout, /το κατάστιχο έχει την παρτίδα παραγωγής/)
  const unasked = await runSymbolon(['proof', 'verify', path, '--rpc', 'http://127.0.0.1:9'])
  assert.deepEqual([unasked.code, /SDK_LEDGER_UNREACHABLE/.test(unasked.stderr)], [7, true])
})

test('an event that one may see is proved by itself, too', async () => {
  const [link = ''] = story.links
  const { steps } = await node.json<{ steps: readonly { hash: string }[] }>([
    'pack',
    'trace',
    link,
    '--as',
    'pharmacy-a',
  ])
  const { hash = '' } = steps[0] ?? {}
  const path = join(folder, 'event.tlog-proof')
  await node.json(['proof', 'get', hash, '-o', path, '--as', 'pharmacy-a'])
  const { code, stdout } = await runSymbolon(['proof', 'verify', path, '--json'])
  assert.deepEqual([code, JSON.parse(stdout).receipt.event], [0, hash])
  const altered = await fileOf('altered.tlog-proof', (await readFile(path, 'utf8')).replace(/index \d+/, 'index 0'))
  const refused = await runSymbolon(['proof', 'verify', altered, '--json'])
  assert.deepEqual([refused.code, JSON.parse(refused.stdout).check], [9, 'inclusion'])
  const stranger = await node.run(['proof', 'get', hash, '-o', join(folder, 'none'), '--as', 'pharmacy-b'])
  assert.deepEqual([stranger.code, /CUSTODY_EVENT_UNKNOWN/.test(stranger.stderr)], [5, true])
})

test('packs are checked and dispensed without a network, and merged once it is back', async () => {
  const [, link = ''] = story.links
  const [status, trace] = [join(folder, 'day.pack-status'), join(folder, 'second.pack-trace')]
  await node.json(['pack', 'status', story.batch, '-o', status, '--as', 'pharmacy-a'])
  await node.json(['pack', 'trace', link, '-o', trace, '--as', 'pharmacy-a'])
  const offline = { SYMBOLON_HOME: node.home, SYMBOLON_NODE: 'http://127.0.0.1:9' }
  const away = (args: readonly string[]) => runSymbolon([...args, '--as', 'pharmacy-a', '--json'], offline)
  const files = ['--status', status, '--trace', trace]
  const checked = await away(['pack', 'check', link, ...files])
  assert.deepEqual([checked.code, JSON.parse(checked.stdout).reason], [0, 'genuine'], checked.stderr)
  const bare = await away(['pack', 'check', link, '--status', status])
  assert.deepEqual([bare.code, JSON.parse(bare.stdout).reason], [7, 'no_evidence'])
  const [other = ''] = story.links
  const foreign = await away(['pack', 'check', other, ...files])
  const { reason, batch } = JSON.parse(foreign.stdout)
  assert.deepEqual([foreign.code, reason, batch], [7, 'proof_wrong', null])
  const unplaced = await away(['pack', 'queue', other, ...files, '--undo'])
  assert.deepEqual([unplaced.code, JSON.parse(unplaced.stdout).queued], [7, null])
  const torn = await fileOf('torn.pack-status', (await readFile(status, 'utf8')).replace('"status":"U', '"status":"V'))
  const refused = await away(['pack', 'check', link, '--status', torn, '--trace', trace])
  assert.match(refused.stderr, /MEDICINES_STATUS_INVALID/)
  const dry = await away(['pack', 'queue', link, ...files, '--dry-run'])
  assert.equal(JSON.parse(dry.stdout).dry_run, true)
  const queued = await away(['pack', 'queue', link, ...files])
  assert.equal(queued.code, 0, queued.stderr)
  for (const more of [[], ['--dry-run']]) {
    const again = await away(['pack', 'queue', link, ...files, ...more])
    assert.deepEqual([again.code === 0, /MEDICINES_PACK_REFUSED/.test(again.stderr)], [false, true], again.stdout)
  }
  for (const more of [['--undo'], []]) {
    const next = await away(['pack', 'queue', link, ...files, ...more])
    assert.equal(next.code, 0, next.stderr)
  }
  const unmerged = await away(['pack', 'queue', '--merge'])
  assert.equal(unmerged.code, 7)
  const { items } = await node.json<Listing<{ act: string }>>(['pack', 'queue', '--as', 'pharmacy-a'])
  assert.deepEqual(
    items.map(({ act }) => act),
    ['supply', 'undo', 'supply'],
    'what could not be sent still waits',
  )
  const merged = await node.json<Listing<{ outcome: string }>>(['pack', 'queue', '--merge', '--as', 'pharmacy-a'])
  assert.deepEqual(
    merged.items.map(({ outcome }) => outcome),
    ['recorded', 'recorded', 'recorded'],
  )
  await untilEnded(link)
  const after = await node.json<Listing<unknown>>(['pack', 'queue', '--as', 'pharmacy-a'])
  assert.deepEqual(after.items, [])
})

test('error: CLI_PROFILE_DAMAGED for a queue that is none, which is left as it is', async () => {
  const queue = join(node.home, 'profiles', 'pharmacy-a', 'queued-marks.json')
  for (const damaged of ['', '{}', 'null', '[null]', '[{"act":"supply"}]', '[{"act":"supply","batch"']) {
    await writeFile(queue, damaged)
    for (const more of [[], ['--merge']]) {
      const { stderr } = await node.run(['pack', 'queue', ...more, '--as', 'pharmacy-a'])
      assert.match(stderr, /CLI_PROFILE_DAMAGED/, damaged)
    }
    assert.equal(await readFile(queue, 'utf8'), damaged)
  }
  await writeFile(queue, '[]\n')
})

/** Answers come from memory, which follows the ledger at a short distance. */
async function untilEnded(link: string): Promise<void> {
  for (let looks = 0; ; looks++) {
    const { stdout } = await node.run(['pack', 'verify', link, '--json'])
    if (JSON.parse(stdout).answer.outcome === 'ended') return
    assert.ok(looks < 20, stdout)
  }
}

test('alerts are listed with their evidence, taken on, left and resolved, by whom they concern', async () => {
  const list = ['alert', 'list', '--state', 'open', '--as', 'regulator']
  const { items } = await node.json<Listing<{ alert: string; cause: string }>>(list)
  const { alert = '' } = items.find(({ cause }) => cause === 'used_elsewhere') ?? {}
  const shown = await node.run(['alert', 'show', alert, '--as', 'regulator', '--lang', 'el'])
  assert.match(shown.stdout, /Σαρώθηκε αριθμός.*\n.*Ενδείξεις/s)
  const stranger = await node.run(['alert', 'show', alert, '--as', 'hospital-a'])
  assert.deepEqual([stranger.code, /MEDICINES_ALERT_UNKNOWN/.test(stranger.stderr)], [5, true])
  const stateOf = async (...words: readonly string[]) =>
    (await node.json<{ status: { state: string } }>(['alert', ...words, '--as', 'regulator'])).status.state
  assert.equal(await stateOf('assign', alert, '--dry-run'), 'open')
  assert.equal(await stateOf('assign', alert), 'assigned')
  assert.equal(await stateOf('assign', alert, '--to', 'nobody'), 'open')
  const early = await node.run(['alert', 'resolve', alert, '--found', 'process', '--as', 'regulator'])
  assert.deepEqual([early.code, /MEDICINES_ALERT_REFUSED/.test(early.stderr)], [6, true])
  assert.equal(await stateOf('assign', alert), 'assigned')
  const wrong = await node.run(['alert', 'resolve', alert, '--found', 'magic', '--as', 'regulator'])
  assert.equal(wrong.code, 3)
  assert.equal(await stateOf('resolve', alert, '--found', 'process', '--dry-run'), 'assigned')
  assert.equal(await stateOf('resolve', alert, '--found', 'process'), 'resolved')
})

test('an offer is refused by its receiver or taken back by its sender, each tried first', async () => {
  const ship = ['batch', 'ship', story.batch, '--first', '200', '--count', '5', '--to', 'wholesaler', '--as', 'maker']
  for (const [end, as, state] of [
    [['batch', 'receive', '--refuse'], 'wholesaler', 'refused'],
    [['batch', 'ship', '--withdraw'], 'maker', 'withdrawn'],
  ] as const) {
    const { handover } = await node.json<{ handover: string }>(ship)
    const ending = [...end, handover, '--as', as]
    const other = await node.run([...end, handover, '--dry-run', '--as', as === 'maker' ? 'wholesaler' : 'maker'])
    assert.match(other.stderr, /MEDICINES_HANDOVER_UNKNOWN/)
    const dry = await node.run([...ending, '--dry-run'])
    assert.match(dry.stdout, /would be .*Nothing was changed/s)
    const done = await node.run([...ending, '--json'])
    assert.match(done.stdout, new RegExp(`"state":"${state}"`))
    const again = await node.run([...ending, '--dry-run'])
    assert.match(again.stderr, /MEDICINES_HANDOVER_STATE/)
  }
})

test('persons are named and removed who may confirm recalls', async () => {
  const confirmers = ['batch', 'confirmers']
  const { items } = await node.json<Listing<{ person: string }>>([...confirmers, '--as', 'maker'])
  const person = items[0]?.person ?? ''
  const would = await node.json<{ persons: readonly string[] }>([
    ...confirmers,
    person,
    '--remove',
    '--dry-run',
    '--as',
    'maker',
  ])
  assert.deepEqual(would.persons, [])
  const none = await node.json<Listing<unknown>>([...confirmers, person, '--remove', '--as', 'maker'])
  assert.deepEqual(none.items, [])
  const named = await node.json<Listing<{ person: string }>>([...confirmers, person, '--as', 'maker'])
  assert.deepEqual(
    named.items.map((one) => one.person),
    [person],
  )
  const institution = await node.run([...confirmers, 'wholesaler', '--dry-run', '--as', 'maker'])
  assert.match(institution.stderr, /MEDICINES_CONFIRMER_INVALID/)
})
