import assert from 'node:assert/strict'
import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { demoFile, startTestDemo } from './test-demo.ts'

const synthea = fileURLToPath(new URL('../../shared/data/fhir/synthea-r4', import.meta.url))
const missingAge =
  spawnSync('age', ['--version']).status !== 0 && 'NOT TESTED: no age on the PATH (apt-get install age)'
const laboratory = '/fhir/Observation?category=laboratory'

const { node, folder, fileOf, end } = await startTestDemo({ commandsApart: true })
after(end)

interface Added {
  readonly added: number
  readonly failed: number
  readonly entries: number
  readonly files: readonly {
    record: string
    already: boolean
    state: string
    report: { entries: number; read: number }
  }[]
}
interface Listing<Item> {
  readonly items: readonly Item[]
}
interface LedgerRow {
  readonly group: string
  readonly receipt: string
  readonly form?: string
  readonly who: { readonly name: { readonly en: string } | null }
  readonly purpose: string
  readonly grant: string
  readonly reason?: string
  readonly records: readonly { record: string; entries: readonly string[] }[]
}
interface Bundle {
  readonly total: number
  readonly link?: readonly { relation: string; url: string }[]
  readonly entry?: readonly { resource: { resourceType: string; id: string; effectiveDateTime?: string } }[]
}

const asHospital = (path: string) => node.run(['api', 'GET', path, '--as', 'hospital-a'])

/** Every entry of a search, page by page. */
async function searchAll(path: string): Promise<string[]> {
  const found: string[] = []
  for (let next: string | undefined = path; next !== undefined; ) {
    const { code, stdout, stderr } = await asHospital(next)
    assert.equal(code, 0, stderr)
    const bundle = JSON.parse(stdout) as Bundle
    found.push(...(bundle.entry ?? []).map(({ resource }) => resource.id.replace('ent-', 'ent_')))
    const link = bundle.link?.find(({ relation }) => relation === 'next')?.url
    next = link === undefined ? undefined : link.replace(node.url, '')
  }
  return found.sort()
}

/** What a grant of tests since 2015 should cover, by what the owner's own client knows of every entry. */
async function testsSince2015(records: readonly string[]): Promise<string[]> {
  const expected: string[] = []
  for (const record of records) {
    const show = ['record', 'show', record, '--category', 'tests', '--as', 'eleni']
    const { items } = await node.json<Listing<{ id: string; kind: string; date?: string; sensitive: string[] }>>(show)
    for (const { id, kind, date = '', sensitive } of items) {
      if (kind === 'Observation' && date >= '2015-01-01' && sensitive.length === 0) expected.push(id)
    }
  }
  return expected.sort()
}

const ledgerOf = async (as: string) => (await node.json<Listing<LedgerRow>>(['ledger', 'show', '--as', as])).items

/** The records of the story, its grant and the entries that it should cover. */
const story = { records: [] as string[], grant: '', expected: [] as string[] }

test('story 1: files become records, and adding them again makes nothing new', async () => {
  const paths = existsSync(synthea) ? synthea : demoFile
  const added = await node.json<Added>(['record', 'add', paths, '--as', 'eleni'])
  assert.equal(added.added, existsSync(synthea) ? (await readdir(synthea)).length : 1)
  assert.equal(added.failed, 0)
  assert.ok(added.files.every(({ state, report }) => state === 'recorded' && report.entries > 0))
  const again = await node.json<Added>(['record', 'add', paths, '--as', 'eleni'])
  const shown = again.files.map(({ record, already }) => [record, already])
  story.records = added.files.map(({ record }) => record)
  assert.deepEqual(
    shown,
    story.records.map((record) => [record, true]),
  )
})

test('story 2: the hospital reads exactly what it was let into', async () => {
  story.expected = await testsSince2015(story.records)
  assert.ok(story.expected.length > 0)
  const give = [
    'grant',
    'give',
    '--all',
    '--to',
    'hospital-a',
    '--purpose',
    'TREAT',
    '--what',
    'tests',
    '--from',
    '2015-01-01',
  ]
  const given = await node.json<Listing<{ grant: string; state: string }>>([...give, '--until', '7d', '--as', 'eleni'])
  story.grant = given.items[0]?.grant ?? ''
  assert.equal(given.items[0]?.state, 'recorded')
  assert.deepEqual(await searchAll(laboratory), story.expected)
  const conditions = JSON.parse((await asHospital('/fhir/Condition')).stdout) as Bundle
  assert.equal(conditions.total, 0)
})

test('story 3: the ledger tells who read what and why', async () => {
  const ledger = await ledgerOf('eleni')
  const seen = ledger.filter((row) => row.group === 'seen' && row.grant === story.grant)
  assert.equal(seen[0]?.who.name?.en, 'Example General Hospital A')
  assert.equal(seen[0]?.purpose, 'TREAT')
  const told = new Set(seen.flatMap(({ records }) => records.flatMap(({ entries }) => entries)))
  assert.ok(
    story.expected.every((id) => told.has(id)),
    'every entry that was read is named',
  )
  assert.equal(ledger.filter((row) => row.group === 'now').length, 1)
})

test('story 4: access is stopped and the next read is refused with its reason', async () => {
  const revoked = await node.json<{ seen: { entries: number } }>(['grant', 'revoke', story.grant, '--as', 'eleni'])
  assert.ok(revoked.seen.entries >= story.expected.length)
  const refused = await asHospital(laboratory)
  assert.equal(refused.code, 6, 'refused by policy')
  assert.match(refused.stderr, /CONSENT_GRANT_REVOKED/)
  const ledger = await ledgerOf('eleni')
  assert.equal(ledger.filter((row) => row.group === 'now').length, 0)
  assert.ok(ledger.some((row) => row.group === 'refused' && row.reason === 'CONSENT_GRANT_REVOKED'))
  const reasons = { en: 'access was stopped', el: 'η πρόσβαση έχει διακοπεί' }
  for (const [language, reason] of Object.entries(reasons)) {
    const told = await node.run(['ledger', 'show', '--group', 'refused', '--as', 'eleni', '--lang', language])
    assert.match(told.stdout, new RegExp(` – .*${reason}`), 'what was refused is no number of records')
    assert.doesNotMatch(told.stdout, / 0 (?:records|φάκελοι)|CONSENT_/)
  }
})

test('story 5: an erased record opens for nobody', async () => {
  const [record = ''] = story.records
  await node.json(['record', 'erase', record, '--yes', '--as', 'eleni'])
  const opened = await node.run(['record', 'open', record, '--as', 'eleni'])
  assert.equal(opened.code, 5)
  assert.match(opened.stderr, /RECORDS_RECORD_ERASED/)
})

test('the researcher opens with keys of its own what it was let into, and nothing else', async () => {
  const added = await node.json<Added>(['record', 'add', demoFile, '--as', 'nikos'])
  const record = added.files[0]?.record ?? ''
  const give = ['grant', 'give', '--record', record, '--to', 'researcher', '--purpose', 'HRESCH', '--duo', 'GRU']
  const given = await node.json<Listing<{ grant: string }>>([
    ...give,
    '--types',
    'Condition',
    '--until',
    '7d',
    '--as',
    'nikos',
  ])
  const grant = given.items[0]?.grant ?? ''
  const opened = await node.json<Listing<{ kind: string; base64: string }>>([
    'grant',
    'open',
    grant,
    '--as',
    'researcher',
  ])
  assert.deepEqual(
    opened.items.map(({ kind }) => kind),
    ['Condition'],
  )
  const condition: unknown = JSON.parse(Buffer.from(opened.items[0]?.base64 ?? '', 'base64').toString())
  assert.equal((condition as { resourceType: string }).resourceType, 'Condition')

  const elsewhere = await node.run(['grant', 'open', grant, '--as', 'hospital-b'])
  assert.equal(elsewhere.code, 5, 'a grant to another party is not even known')
  await node.json(['grant', 'revoke', grant, '--as', 'nikos'])
  const late = await node.run(['grant', 'open', grant, '--as', 'researcher'])
  assert.equal(late.code, 6)
  await node.json(['record', 'erase', record, '--yes', '--as', 'nikos'])
  const over = await node.run(['grant', 'revoke', grant, '--as', 'nikos'])
  assert.equal(over.code, 5, 'the grant went with all that it covered')
})

test('an exported entry is an ordinary age file and an exported bundle is what came in', async () => {
  const text = (await readFile(demoFile, 'utf8')).replace('61.5,', '61.50,')
  const file = await fileOf('decimals.json', text)
  const added = await node.json<Added>(['record', 'add', file, '--as', 'nikos'])
  const record = added.files[0]?.record ?? ''
  const out = join(folder, 'out')
  const { receipt } = await node.json<{ receipt: string }>(['record', 'export', record, '--to', out, '--as', 'nikos'])
  const bundle = await readFile(join(out, `${record}.json`), 'utf8')
  const { entry } = JSON.parse(bundle) as { entry: unknown[] }
  assert.equal(entry.length, 7)
  assert.match(bundle, /"value":\s*61\.50/, 'decimals stay as they were written')
  const sealed = await node.json<{ files: { path: string }[] }>([
    'record',
    'export',
    record,
    '--age',
    '--to',
    `${out}-age`,
    '--as',
    'nikos',
  ])
  assert.equal(sealed.files.length, 7)
  assert.match(await readFile(sealed.files[0]?.path ?? '', 'latin1'), /^age-encryption\.org\/v1\n-> mlkem768x25519 /)
  await toldAndProved(receipt)
})

/** Of an export of Nikos' as a bundle. */
async function toldAndProved(receipt: string): Promise<void> {
  const row = (await ledgerOf('nikos')).find((one) => one.receipt === receipt)
  assert.deepEqual([row?.group, row?.form], ['exported', 'bundle'])
  const words = {
    en: 'Was exported.*with your keys .*readable',
    el: 'Έχει εξαχθεί.*με τα κλειδιά σας .*αναγνώσιμη',
  }
  for (const [language, told] of Object.entries(words)) {
    const { stdout } = await node.run(['ledger', 'show', '--group', 'exported', '--as', 'nikos', '--lang', language])
    assert.match(stdout, new RegExp(told, 's'))
  }
  const shown = await node.run(['ledger', 'receipt', receipt, '--as', 'nikos'])
  assert.match(shown.stdout, /record exported.*1 record.*readable, entries together/s)
  const file = join(folder, 'exported.tlog-proof')
  await node.json(['proof', 'get', receipt, '--out', file, '--as', 'nikos'])
  assert.equal((await node.run(['proof', 'verify', file])).code, 0)
}

test('what is exported for an age key opens with the standard age tool', { skip: missingAge }, async () => {
  const text = await fileOf('for-age.txt', 'opens anywhere')
  const [added] = (await node.json<Added>(['record', 'add', text, '--as', 'nikos'])).files
  const identity = join(folder, 'age-identity')
  execFileSync('age-keygen', ['-o', identity], { stdio: 'ignore' })
  const recipient = execFileSync('age-keygen', ['-y', identity], { encoding: 'utf8' }).trim()
  const out = join(folder, 'out-standard')
  const to = ['--recipient', recipient, '--to', out, '--as', 'nikos']
  const { files } = await node.json<{ files: { path: string }[] }>(['record', 'export', added?.record ?? '', ...to])
  const opened = execFileSync('age', ['--decrypt', '--identity', identity, files[0]?.path ?? ''], { encoding: 'utf8' })
  assert.equal(opened, 'opens anywhere')
  const asked = ['record', 'export', added?.record ?? '', '--recipient', recipient, '--form', 'original']
  const { code, stderr } = await node.run([...asked, '--to', `${out}-open`, '--as', 'nikos', '--json'])
  assert.equal(code, 3, stderr)
})

test('the demo plays the whole story, whatever else the hospital may see', async () => {
  const added = await node.json<Added>(['record', 'add', demoFile, '--as', 'eleni'])
  const record = added.files[0]?.record ?? ''
  const give = ['grant', 'give', '--record', record, '--to', 'hospital-a', '--purpose', 'TREAT', '--until', '7d']
  await node.json([...give, '--as', 'eleni'])
  const { code, stdout, stderr } = await node.run(['demo', 'records', '--json'])
  assert.equal(code, 0, stderr + stdout)
  const { steps } = JSON.parse(stdout) as { steps: { step: string; ok: boolean }[] }
  assert.deepEqual(
    steps.map(({ step, ok }) => [step, ok]),
    ['add', 'give', 'read', 'hidden', 'ledger', 'revoke', 'refused', 'erase', 'gone'].map((step) => [step, true]),
  )
})
