import assert from 'node:assert/strict'
import { readFile, rename, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { type Ended, runSymbolon } from './symbolon.ts'
import { startTestDemo } from './test-demo.ts'

const { node, folder, fileOf, end } = await startTestDemo()
after(end)

const add = (paths: readonly string[], as = 'nikos') => node.run(['record', 'add', ...paths, '--as', as, '--json'])
await add([await fileOf('something.txt', 'something to share')])

interface Outcome {
  readonly added: number
  readonly already: number
  readonly failed: number
  readonly files: readonly { name: string; record?: string; error?: { code: string; title: string; hint: string } }[]
}

function outcomeOf({ stdout }: Ended): Outcome {
  return JSON.parse(stdout) as Outcome
}

test('what is not there is said: path, profile, record, grant, party, option, command', async () => {
  const cases: [string[], number, RegExp][] = [
    [['record', 'add', '/nowhere/x.json', '--as', 'nikos'], 5, /CLI_FILE_UNREADABLE/],
    [['record', 'list', '--as', 'nobody'], 5, /CLI_PROFILE_UNKNOWN/],
    [['record', 'list'], 4, /CLI_PROFILE_NEEDED/],
    [['record', 'list', '--as', '../eleni'], 3, /CLI_PROFILE_NAME_INVALID/],
    [['record', 'open', 'rec_0', '--as', 'nikos'], 5, /RECORDS_RECORD_UNKNOWN/],
    [['grant', 'revoke', 'grt_01hzzzzzzzzzzzzzzzzzzzzzzz', '--as', 'nikos'], 5, /CONSENT_GRANT_UNKNOWN/],
    [['party', 'show', 'hospital-z', '--as', 'nikos'], 5, /IDENTITY_PARTY_UNKNOWN/],
    [['record', 'list', '--jsn', '--as', 'nikos'], 3, /--json/],
    [['recrod', 'list'], 3, /record/],
    [
      ['grant', 'give', '--all', '--to', 'hospital-a', '--purpose', 'HMARKT', '--until', '7d', '--as', 'nikos'],
      6,
      /CONSENT_PURPOSE_FORBIDDEN/,
    ],
    [
      ['grant', 'give', '--all', '--to', 'hospital-a', '--purpose', 'TREAT', '--until', '2y', '--as', 'nikos'],
      3,
      /CONSENT_PERIOD_INVALID/,
    ],
    [['grant', 'give', '--all', '--to', 'hospital-a', '--purpose', 'TREAT', '--as', 'nikos'], 3, /--until/],
    [
      ['grant', 'give', '--all', '--to', 'researcher', '--purpose', 'TREAT', '--until', '7d', '--as', 'nikos'],
      6,
      /CONSENT_ROLE_MISSING/,
    ],
    [['record', 'erase', 'rec_0', '--as', 'nikos', '--no-input'], 5, /RECORDS_RECORD_UNKNOWN/],
  ]
  for (const [args, code, said] of cases) {
    const ended = await node.run(args)
    assert.equal(ended.code, code, `${args.join(' ')}\n${ended.stderr}`)
    assert.match(ended.stderr, said, args.join(' '))
  }
})

test('errors are told in Greek when Greek is asked for', async () => {
  const ended = await node.run(['record', 'open', 'rec_0', '--as', 'nikos', '--lang', 'el'])
  assert.match(ended.stderr, /[α-ωά-ώ]{4}/)
})

test("someone else's record can be neither seen, granted nor erased", async () => {
  const path = await fileOf('mine.txt', 'only mine')
  const record = outcomeOf(await add([path], 'eleni')).files[0]?.record ?? ''
  for (const args of [
    ['record', 'show', record],
    ['record', 'open', record],
    ['record', 'export', record, '--to', join(folder, 'stolen')],
    ['record', 'erase', record, '--yes'],
    ['grant', 'give', '--record', record, '--to', 'hospital-a', '--purpose', 'TREAT', '--until', '7d'],
  ]) {
    const ended = await node.run([...args, '--as', 'nikos'])
    assert.equal(ended.code, 5, `${args.join(' ')}\n${ended.stderr}`)
  }
  assert.equal((await node.run(['record', 'open', record, '--as', 'eleni'])).stdout, 'only mine')
})

test('erasing asks first, and where nobody can be asked it does nothing', async () => {
  const record = outcomeOf(await add([await fileOf('kept.txt', 'kept')])).files[0]?.record ?? ''
  const ended = await node.run(['record', 'erase', record, '--as', 'nikos'])
  assert.equal(ended.code, 3)
  assert.match(ended.stderr, /CLI_INPUT_NEEDED/)
  const would = await node.json<{ dry_run: boolean; entries: number }>([
    'record',
    'erase',
    record,
    '--dry-run',
    '--as',
    'nikos',
  ])
  assert.deepEqual([would.dry_run, would.entries], [true, 1])
  assert.equal((await node.run(['record', 'open', record, '--as', 'nikos'])).stdout, 'kept')
})

test('a wrong passphrase opens nothing and a missing one is asked for', async () => {
  const wrong = await node.run(['record', 'list', '--as', 'eleni'], { SYMBOLON_PASSPHRASE: 'not the passphrase' })
  assert.equal(wrong.code, 4)
  assert.match(wrong.stderr, /IDENTITY_KEYRING_LOCKED/)
  const empty = await node.run(['record', 'list', '--as', 'eleni'], { SYMBOLON_PASSPHRASE_FILE: '/nowhere' })
  assert.equal(empty.code, 5)
})

test('without a passphrase a session shows lists; what takes keys is refused once, before anything is read', async (t) => {
  const passphrase = join(node.home, 'profiles', 'eleni', 'passphrase')
  await node.json(['grant', 'list', '--as', 'eleni'])
  await rename(passphrase, `${passphrase}-away`)
  t.after(() => rename(`${passphrase}-away`, passphrase))
  assert.equal((await node.run(['grant', 'list', '--as', 'eleni'])).code, 0)
  const notes = await Promise.all(['one', 'two'].map((name) => fileOf(`${name}.txt`, name)))
  const add = await node.run(['record', 'add', ...notes, '--as', 'eleni'])
  assert.deepEqual([add.code, add.stdout, add.stderr.match(/CLI_PASSPHRASE_NEEDED/g)?.length], [4, '', 1])
})

test('an expired session is replaced without a word', async () => {
  const profile = join(node.home, 'profiles', 'eleni', 'session.json')
  const kept = JSON.parse(await readFile(profile, 'utf8')) as { session: { token: string; expires_at: string } }
  await writeFile(profile, JSON.stringify({ ...kept, session: { ...kept.session, token: 'A'.repeat(43) } }))
  assert.equal((await node.run(['record', 'list', '--as', 'eleni'])).code, 0)
  await writeFile(
    profile,
    JSON.stringify({ ...kept, session: { ...kept.session, expires_at: '2020-01-01T00:00:00.000Z' } }),
  )
  assert.equal((await node.run(['record', 'list', '--as', 'eleni'])).code, 0)
  await writeFile(profile, '{"url":')
  assert.equal((await node.run(['record', 'list', '--as', 'eleni'])).code, 0)
})

test('a second node on the same folder and a port in use are refused with their reason', async () => {
  const second = await runSymbolon(['start', '--data', node.data, '--port', '0'])
  assert.equal(second.code, 1)
  assert.match(second.stderr, /KERNEL_DATA_FOLDER_IN_USE/)
  const port = new URL(node.url).port
  const taken = await runSymbolon(['start', '--data', join(folder, 'other'), '--port', port])
  assert.equal(taken.code, 1)
  assert.match(taken.stderr, /KERNEL_PORT_IN_USE/)
  assert.equal((await node.run(['status'])).code, 0, 'the first one goes on')
})

test('an institution that loses its role can read nothing more, and reads again when it has it back', async () => {
  const record =
    outcomeOf(await add([await fileOf('for-b.json', '{"resourceType":"Patient","gender":"female"}')])).files[0]
      ?.record ?? ''
  const give = [
    'grant',
    'give',
    '--record',
    record,
    '--to',
    'hospital-b',
    '--purpose',
    'TREAT',
    '--until',
    '7d',
    '--as',
    'nikos',
  ]
  await node.json(give)
  const read = () => node.run(['api', 'GET', '/fhir/Patient', '--as', 'hospital-b'])
  assert.equal((await read()).code, 0)
  await node.json(['party', 'role-revoke', 'hospital-b', 'care-provider', '--yes', '--as', 'authority'])
  assert.equal((await read()).code, 6)
  const refused = await node.run(give)
  assert.deepEqual([refused.code, /CONSENT_ROLE_MISSING/.test(refused.stderr)], [6, true])
  const notMine = await node.run(['party', 'role-grant', 'hospital-b', 'care-provider', '--as', 'researcher'])
  assert.notEqual(notMine.code, 0, 'only an accredited authority gives roles')
  await node.json(['party', 'role-grant', 'hospital-b', 'care-provider', '--until', '1y', '--as', 'authority'])
  assert.equal((await read()).code, 0)
})

test('nobody listens: exit 7, and the sentence says that nothing was lost', async () => {
  const port = await freePort()
  const ended = await node.run(['record', 'list', '--as', 'eleni', '--node', `http://127.0.0.1:${port}`])
  assert.equal(ended.code, 7)
  const elsewhere = await node.run(['record', 'list', '--as', 'eleni'], { SYMBOLON_NODE: `http://127.0.0.1:${port}` })
  assert.equal(elsewhere.code, 7, 'SYMBOLON_NODE counts more than what the profile knows')
  assert.match(ended.stderr, /SDK_NODE_UNREACHABLE/)
  assert.match(ended.stderr, /Nothing was lost/)
})

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const address = server.address()
  await new Promise((done) => server.close(done))
  return typeof address === 'object' && address !== null ? address.port : 1
}
