import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { runSymbolon } from './symbolon.ts'
import { startTestDemo } from './test-demo.ts'

const { node, folder, fileOf, end } = await startTestDemo()
after(end)

test('error: whoever is not registered yet is told the command, with one exit code', async () => {
  const env = { SYMBOLON_PASSPHRASE: 'long enough for this' }
  const made = await node.run(['keys', 'new', '--as', 'ioanna', '--recovery-code-file', join(folder, 'code')], env)
  assert.equal(made.code, 0, made.stderr)
  const register = /npx symbolon party register --as ioanna/
  assert.match(made.stdout, register)
  const note = await fileOf('first.txt', 'first')
  const list = await node.run(['record', 'list', '--as', 'ioanna'], env)
  const add = await node.run(['record', 'add', note, '--as', 'ioanna'], env)
  assert.deepEqual([list.code, add.code], [4, 4], 'IDENTITY_PARTY_MISSING')
  assert.match(list.stderr, register)
  assert.match(add.stdout, register)
  assert.doesNotMatch(list.stderr + add.stdout, /PUT \/v1/)
})

test('records are listed by the files that they came from', async () => {
  const names = ['referral.txt', 'letter.txt']
  const paths = await Promise.all(names.map((name) => fileOf(name, name)))
  await node.json(['record', 'add', ...paths, '--as', 'eleni'])
  const told = await node.run(['record', 'list', '--as', 'eleni'])
  for (const name of names) assert.match(told.stdout, new RegExp(name))
  const { items } = await node.json<{ items: { source: string }[] }>(['record', 'list', '--as', 'eleni'])
  assert.deepEqual(items.map(({ source }) => source).sort(), [...names].sort())
})

test('a grant tells its receiver the giver and everybody what it takes, in words', async () => {
  const give = ['grant', 'give', '--all', '--to', 'researcher', '--purpose', 'HRESCH', '--duo', 'GRU', '--until', '7d']
  const given = await node.json<{ items: { grant: string }[] }>([...give, '--what', 'documents', '--as', 'eleni'])
  const eleni = node.ready.people.find(({ name }) => name === 'eleni')?.party ?? ''
  const received = await node.run(['--as', 'researcher', 'grant', 'list', '--side', 'received'])
  assert.match(received.stdout, /^Grant +From/m)
  assert.match(received.stdout, new RegExp(eleni.slice(-8)))
  assert.doesNotMatch(received.stdout, /Example Research Institute/)
  const show = ['grant', 'show', given.items[0]?.grant ?? '', '--as', 'eleni']
  const shown = await node.run(show)
  assert.match(shown.stdout, /What +Documents/i)
  assert.doesNotMatch(shown.stdout, /[{}]/)
  assert.match((await node.run([...show, '--lang', 'el'])).stdout, /Τι +έγγραφα/i)
})

test('a guardian whom the patient named stops the access, and sees nothing else of it', async () => {
  const give = ['grant', 'give', '--all', '--to', 'hospital-a', '--purpose', 'TREAT', '--until', '7d', '--yes']
  const given = await node.json<{ items: { grant: string }[] }>([...give, '--as', 'eleni'])
  const grant = given.items[0]?.grant ?? ''
  const unnamed = await node.run(['grant', 'revoke', grant, '--as', 'nikos'])
  assert.match(unnamed.stderr, /CONSENT_GRANT_UNKNOWN/)
  const named = await node.run(['grant', 'delegate', grant, '--to', 'nikos', '--yes', '--as', 'eleni'])
  assert.match(named.stdout, new RegExp(`nikos can stop .*\\n.*npx symbolon grant revoke ${grant}`), named.stderr)
  const nikos = node.ready.people.find(({ name }) => name === 'nikos')?.party ?? ''
  assert.match(
    (await node.run(['grant', 'show', grant, '--as', 'eleni'])).stdout,
    new RegExp(`May stop it too +${nikos}`),
  )
  assert.match((await node.run(['grant', 'show', grant, '--as', 'nikos'])).stderr, /CONSENT_GRANT_UNKNOWN/)
  const wouldStop = await node.run(['grant', 'revoke', grant, '--dry-run', '--as', 'nikos'])
  assert.match(wouldStop.stdout, /would be stopped/)
  const stopped = await node.json<{ state: string }>(['grant', 'revoke', grant, '--as', 'nikos'])
  assert.equal(stopped.state, 'recorded')
  const { state } = await node.json<{ state: string }>(['grant', 'show', grant, '--as', 'eleni'])
  assert.equal(state, 'revoked')
})

test('an institution changes its name and its node, and is found by them', async () => {
  const as = ['--as', 'hospital-b']
  const names = ['--name-en', 'Hospital B of the Hill', '--endpoint', 'https://b.example']
  const updated = await node.json<{ name: { en: string; el: string } }>(['party', 'update', ...names, ...as])
  const shown = await node.run(['party', 'show', 'hospital-b'])
  assert.match(shown.stdout, /Hospital B of the Hill/)
  assert.match(shown.stdout, /https:\/\/b\.example/)
  const later = await node.json<{ name: object; endpoint: null }>(['party', 'update', '--no-endpoint', ...as])
  assert.deepEqual([later.name, later.endpoint], [updated.name, null])
  const given = ['grant', 'give', '--all', '--to', 'hospital-b', '--purpose', 'TREAT', '--until', '1d', '--yes']
  assert.match((await node.run([...given, '--as', 'eleni'])).stdout, /Hospital B of the Hill/)
})

test('error: a person has no profile to change, nothing asked changes nothing, another key is asked about', async () => {
  const code = async (args: string[]) => {
    const { stdout, stderr } = await node.run(['party', 'update', ...args])
    return /[A-Z]+(?:_[A-Z]+)+/.exec(stderr + stdout)?.[0]
  }
  assert.equal(await code(['--name-en', 'Eleni', '--as', 'eleni']), 'IDENTITY_PARTY_EXISTS')
  assert.equal(await code(['--as', 'hospital-b']), 'CLI_USAGE_INVALID')
  const { recipient } = await node.json<{ recipient: string }>(['party', 'show', 'hospital-a'])
  assert.equal(await code(['--recipient', recipient, '--as', 'hospital-b']), 'CLI_INPUT_NEEDED')
})

test('the demo authority may look at everybody’s receipts: it is the auditor', async () => {
  const { roles } = await node.json<{ roles: { role: string }[] }>(['party', 'show', 'authority'])
  assert.deepEqual(
    roles.map(({ role }) => role),
    ['auditor'],
  )
})

test('what is tried is told as a try', async () => {
  const until = ['--until', '1y', '--as', 'authority', '--dry-run']
  const told = await node.run(['party', 'role-grant', 'hospital-a', 'pharmacy', ...until])
  assert.match(told.stdout, /would hold/)
})

test('a refusal of the node is printed whole, with the exit code of its status', async () => {
  const missing = await node.run(['api', 'GET', '/v1/records/rec_nothing', '--as', 'eleni'])
  assert.notEqual(missing.code, 0)
  const { status, code } = JSON.parse(missing.stdout) as { status: number; code: string }
  assert.ok(status >= 400)
  assert.match(missing.stderr, new RegExp(code))
})

test('signing out ends the session here and at the node', async () => {
  await node.json(['record', 'list', '--as', 'nikos'])
  const file = join(node.home, 'profiles', 'nikos', 'session.json')
  assert.ok(existsSync(file))
  const first = await node.json<{ signed_out: boolean }>(['keys', 'sign-out', '--as', 'nikos'])
  assert.deepEqual([first.signed_out, existsSync(file)], [true, false])
  const again = await node.json<{ signed_out: boolean }>(['keys', 'sign-out', '--as', 'nikos'])
  assert.equal(again.signed_out, false)
})

test('the environment of a node with a folder of its own is what its commands need', async () => {
  const { stdout } = await runSymbolon(['status', '--data', node.data, '-o', 'env'], {
    SYMBOLON_NODE: 'http://127.0.0.1:9',
  })
  const env = Object.fromEntries(
    [...stdout.matchAll(/export (\w+)='([^']*)'/g)].map(([, name, value]) => [name, value]),
  )
  assert.deepEqual([env.SYMBOLON_NODE, env.SYMBOLON_HOME], [node.url, node.home])
  assert.equal((await runSymbolon(['record', 'list', '--as', 'eleni'], env as Record<string, string>)).code, 0)
})
