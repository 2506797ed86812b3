import assert from 'node:assert/strict'
import { execFile, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { promisify } from 'node:util'
import { launcher, runSymbolon, startDemo } from './symbolon.ts'
import { folderFor } from './test-demo.ts'

const run = promisify(execFile)

test('--version answers without loading the program', async (t) => {
  const folder = await folderFor(t)
  // V8 writes down every script that the process ran.
  const ended = await runSymbolon(['--version'], { NODE_V8_COVERAGE: folder })
  assert.match(ended.stdout, /^\d+\.\d+\.\d+\n$/)
  const reports = await Promise.all((await readdir(folder)).map((name) => readFile(join(folder, name), 'utf8')))
  const ran = reports.join('')
  assert.match(ran, /cli\/bin\/symbolon\.js/)
  assert.doesNotMatch(ran, /cli\/src\/|node_modules\/commander/)
})

test('an older Node hands over to the Node that came with the install', {
  skip: !existsSync('/usr/bin/node'),
}, async () => {
  const { stdout } = await run('/usr/bin/node', [launcher, 'completion', 'bash'])
  assert.match(stdout, /complete .* symbolon/)
  const failed = await run('/usr/bin/node', [launcher, 'nonsense']).catch((error: { code: number }) => error)
  assert.equal((failed as { code: number }).code, 3, 'the exit code comes through')
})

const olderNode = ['/usr/bin/node', '/usr/local/bin/node'].find((path) => existsSync(path) && majorOf(path) < 24)

function majorOf(node: string): number {
  const { stdout } = spawnSync(node, ['-p', 'process.versions.node'], { encoding: 'utf8' })
  return Number(stdout.split('.')[0])
}

test('killing a launcher of an older Node ends all that it started, and the folder starts again', {
  skip: olderNode === undefined && 'NOT TESTED: no Node older than 24 in /usr/bin or /usr/local/bin',
}, async (t) => {
  const folder = await folderFor(t)
  const data = join(folder, 'data')
  const first = await startDemo({ data, node: olderNode ?? '' })
  await first.abandon()
  const second = await startDemo({ data })
  assert.notEqual(second.ready.pid, first.ready.pid)
  assert.throws(() => process.kill(first.ready.pid, 0), { code: 'ESRCH' }, 'the first node has ended')
  assert.equal(await second.stop(), 0)
})

test('completions name every verb and are what the shells read', async () => {
  const bash = await runSymbolon(['completion', 'bash'])
  assert.match(bash.stdout, /'grant give'\) .*--purpose/)
  await run('bash', ['-n', '-c', bash.stdout])
  assert.match((await runSymbolon(['completion', 'fish'])).stdout, /__symbolon_at record/)
  assert.match((await runSymbolon(['completion', 'zsh'])).stdout, /^#compdef symbolon/)
  assert.equal((await runSymbolon(['completion', 'tcsh'])).code, 3)
})

test('help is there in both languages for every noun, and talks of no unknown word', async () => {
  for (const noun of ['keys', 'party', 'record', 'grant', 'ledger', 'demo']) {
    const en = await runSymbolon([noun, '--help'])
    const el = await runSymbolon([noun, '--help', '--lang', 'el'])
    assert.deepEqual([en.code, el.code], [0, 0])
    assert.match(en.stdout, /^Usage: symbolon/)
    assert.match(el.stdout, /^Χρήση: symbolon/)
  }
})

test('a slip of the finger is answered with what was meant', async () => {
  for (const [args, meant] of [
    [['recrod', 'list'], 'record'],
    [['grant', 'giv'], 'give'],
    [['status', '--jsno'], '--json'],
  ] as const) {
    const ended = await runSymbolon(args)
    assert.equal(ended.code, 3)
    assert.match(ended.stderr, new RegExp(`Did you mean ${meant}`))
  }
})

test('nothing is suggested where nothing is near', async () => {
  for (const args of [['xyzzyxyzzy'], ['grant', 'xyzzyxyzzy'], ['status', '--xyzzyxyzzy']]) {
    const ended = await runSymbolon(args)
    assert.equal(ended.code, 3)
    assert.doesNotMatch(ended.stderr, /Did you mean/, args.join(' '))
    assert.match(ended.stderr, /--help/)
  }
})

test('help comes where it is meant: alone, by noun, and on standard error where a verb is missing', async () => {
  const bare = await runSymbolon([])
  assert.deepEqual([bare.code, bare.stderr], [0, ''])
  assert.match(bare.stdout, /^Usage: symbolon/)
  const noun = await runSymbolon(['record'])
  assert.deepEqual([noun.code, noun.stdout], [3, ''])
  assert.match(noun.stderr, /^Usage: symbolon record/)
  assert.equal((await runSymbolon(['help', 'record'])).stdout, (await runSymbolon(['record', '--help'])).stdout)
  assert.equal((await runSymbolon(['help', 'recrod'])).code, 3)
  assert.match((await runSymbolon(['record', 'add', '--help'])).stdout, /npx symbolon record add visit\.json/)
  assert.doesNotMatch((await runSymbolon(['record', 'add', '--help'])).stdout, /--yes/, 'nothing is asked there')
})

test('a reader that has seen enough of the help breaks nothing', async () => {
  const { stdout, stderr } = await run('bash', [
    '-c',
    `${process.execPath} ${launcher} --help | head -1; echo "\${PIPESTATUS[0]}"`,
  ])
  assert.deepEqual([stdout.split('\n').slice(1).join(''), stderr], ['0', ''])
})

test('error: what an option or setting may be is said before anything is done', async () => {
  const cases: [string[], Record<string, string>, RegExp][] = [
    [['status', '--lang', 'fr'], {}, /--lang.*\n.*en, el/],
    [['party', 'list'], { SYMBOLON_NODE: 'garbage' }, /SYMBOLON_NODE.*\n.*http:/],
    [['party', 'list', '--node', 'ftp://x'], {}, /--node.*\n.*http:/],
    [['grant', 'list', '--state', 'bogus'], {}, /--state.*\n.*saved, upcoming, active/],
  ]
  for (const [args, env, said] of cases) {
    const ended = await runSymbolon(args, env)
    assert.equal(ended.code, 3, args.join(' '))
    assert.match(ended.stderr, said)
  }
})

test('doctor tries what it says: a folder that cannot be written, a node that does not answer', async (t) => {
  const folder = await folderFor(t)
  const { stdout } = await runSymbolon(['doctor', '--data', '/proc/nope', '--json'], {
    SYMBOLON_NODE: 'http://127.0.0.1:9',
    SYMBOLON_HOME: folder,
  })
  const { findings } = JSON.parse(stdout) as { findings: { check: string; ok: boolean; text: string }[] }
  const of = (check: string) => findings.find((finding) => finding.check === check)
  assert.equal(of('data-folder')?.ok, false)
  assert.deepEqual([of('node')?.ok, of('node')?.text], [false, 'No node answers at http://127.0.0.1:9'])
  const data = join(folder, 'a', 'b')
  const good = JSON.parse((await runSymbolon(['doctor', '--data', data, '--json'])).stdout) as {
    findings: { check: string; ok: boolean }[]
  }
  assert.ok(good.findings.some(({ check, ok }) => check === 'data-folder' && ok))
  assert.equal(existsSync(join(folder, 'a')), false, 'trying leaves nothing behind')
})

test('error: a node on a folder that cannot be written is refused at once', async () => {
  for (const verb of ['start', 'dev']) {
    const ended = await runSymbolon([verb, '--data', '/proc/nope'])
    assert.deepEqual([ended.code, /KERNEL_DATA_FOLDER_UNUSABLE/.test(ended.stderr)], [1, true])
  }
})

test('start, status, doctor and stop agree about a node', async (t) => {
  const folder = await folderFor(t)
  const data = join(folder, 'data')
  const env = { SYMBOLON_HOME: join(folder, 'home') }
  const none = await runSymbolon(['stop', '--data', data], env)
  assert.deepEqual([none.code, /CLI_NODE_NOT_RUNNING/.test(none.stderr)], [5, true])
  const sick = await runSymbolon(['doctor', '--data', data, '--json'], env)
  assert.equal(sick.code, 1)
  const { findings } = JSON.parse(sick.stdout) as { findings: { check: string; ok: boolean; fix?: string }[] }
  assert.ok(
    findings.filter(({ ok }) => !ok).every(({ fix }) => fix !== undefined && fix.length > 3),
    'every red line has its command',
  )

  const running = runSymbolon(['start', '--data', data, '--port', '0', '--json'], env)
  await waitUntil(async () => (await runSymbolon(['status', '--data', data], env)).code === 0)
  const status = await runSymbolon(['status', '--data', data, '-o', 'json'], env)
  const { url, pid } = JSON.parse(status.stdout) as { url: string; pid: number }
  const second = await runSymbolon(['start', '--data', data, '--port', '0', '--lang', 'el'], env)
  assert.equal(second.code, 1)
  assert.match(second.stderr, /✕ Ένας άλλος κόμβος χρησιμοποιεί ήδη.*\n.*\n.*KERNEL_DATA_FOLDER_IN_USE/)
  assert.doesNotMatch(second.stderr, /Another node|CLI_NODE_DIED/, 'in one language, once')
  assert.match(
    (await runSymbolon(['status', '--data', data, '-o', 'env'], env)).stdout,
    new RegExp(`export SYMBOLON_NODE='${url}'`),
  )
  assert.ok(pid > 0)
  assert.equal((await runSymbolon(['stop', '--data', data], env)).code, 0)
  assert.equal((await running).code, 0)
  assert.equal((await runSymbolon(['status', '--data', data], env)).code, 1)
})

async function waitUntil(isSo: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 100; tries++) if (await isSo()) return
  throw new Error('it did not become so')
}

test('dev names everything on one line, and when it is killed leaves a folder that starts again at once', async (t) => {
  const folder = await folderFor(t)
  const data = join(folder, 'data')
  const first = await startDemo({ data })
  const { ready, chain_id, people, url, fhir, docs } = first.ready
  assert.deepEqual([ready, fhir, docs, chain_id], [true, `${url}/fhir`, `${url}/docs`, 7010])
  const institutions = ['hospital-a', 'hospital-b', 'authority', 'researcher']
  const ofMedicines = ['maker', 'maria', 'wholesaler', 'pharmacy-a', 'pharmacy-b', 'regulator']
  assert.deepEqual(
    people.map(({ name }) => name),
    ['eleni', 'nikos', ...institutions, ...ofMedicines],
  )
  assert.ok(people.every(({ kind, party }) => kind.length > 3 && party.startsWith('pty_')))
  await first.abandon()
  const second = await startDemo({ data })
  t.diagnostic(`up again in ${Math.round(second.ready_ms)} ms`)
  assert.equal((await second.run(['record', 'list', '--as', 'eleni'])).code, 0)
  assert.equal(await second.stop(), 0)
})
