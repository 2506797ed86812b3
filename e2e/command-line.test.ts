import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { runSymbolon, startDemo, temporaryFolder } from './symbolon.ts'

const launcher = fileURLToPath(new URL('../cli/bin/symbolon.js', import.meta.url))
const run = promisify(execFile)
const versionCpu_ms_max = 150

test('--version answers without loading the program', async () => {
  const before = process.resourceUsage()
  const ended = await runSymbolon(['--version'])
  assert.match(ended.stdout, /^\d+\.\d+\.\d+\n$/)
  assert.equal(before.maxRSS > 0, true)
  const costs = await Promise.all(
    [1, 2, 3].map(async () => {
      const code = `const {spawnSync}=require('child_process');spawnSync(process.execPath,[${JSON.stringify(launcher)},'--version']);const u=process.resourceUsage();`
      const { stdout } = await run(process.execPath, ['-e', `${code}console.log(u.userCPUTime+u.systemCPUTime)`])
      return Number(stdout) / 1000
    }),
  )
  assert.ok(
    Math.min(...costs) < versionCpu_ms_max * 2,
    `${costs.join(', ')} CPU-ms, this process and the measuring one`,
  )
})

test('an older Node hands over to the Node that came with the install', {
  skip: !existsSync('/usr/bin/node'),
}, async () => {
  const { stdout } = await run('/usr/bin/node', [launcher, 'completion', 'bash'])
  assert.match(stdout, /complete .* symbolon/)
  const failed = await run('/usr/bin/node', [launcher, 'nonsense']).catch((error: { code: number }) => error)
  assert.equal((failed as { code: number }).code, 3, 'the exit code comes through')
})

test('completions name every verb and are what the shells read', async () => {
  const bash = await runSymbolon(['completion', 'bash'])
  assert.match(bash.stdout, /'grant give'\) next='.*--purpose/)
  await run('bash', ['-n', '-c', bash.stdout])
  assert.match((await runSymbolon(['completion', 'fish'])).stdout, /__fish_seen_subcommand_from record/)
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

test('start, status, doctor and stop agree about a node', async (t) => {
  const folder = await temporaryFolder()
  t.after(() => folder.remove())
  const data = join(folder.path, 'data')
  const env = { SYMBOLON_HOME: join(folder.path, 'home') }
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
  const folder = await temporaryFolder()
  t.after(() => folder.remove())
  const data = join(folder.path, 'data')
  const first = await startDemo({ data })
  const { ready, chain_id, people, url, fhir, docs } = first.ready
  assert.deepEqual([ready, fhir, docs, chain_id], [true, `${url}/fhir`, `${url}/docs`, 7010])
  const names = ['eleni', 'nikos', 'hospital-a', 'hospital-b', 'authority', 'researcher']
  assert.deepEqual(
    people.map(({ name }) => name),
    names,
  )
  assert.ok(people.every(({ kind, party }) => kind.length > 3 && party.startsWith('pty_')))
  await first.abandon()
  const second = await startDemo({ data })
  t.diagnostic(`up again in ${Math.round(second.ready_ms)} ms`)
  assert.equal((await second.run(['record', 'list', '--as', 'eleni'])).code, 0)
  assert.equal(await second.stop(), 0)
})
