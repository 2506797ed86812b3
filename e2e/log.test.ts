import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { TestProcess } from '../cli/src/log/witness/test-process.ts'
import { type DemoNode, startDemo } from './symbolon.ts'
import { demoFile, startTestDemo, type TestDemo } from './test-demo.ts'

let demo: TestDemo
let node: DemoNode
before(async () => {
  demo = await startTestDemo()
  node = demo.node
})
after(async () => {
  await node.stop()
  await demo.end()
})

/** The answer of a command once it is as asked. */
async function eventually<Answer>(args: readonly string[], fits: (answer: Answer) => boolean): Promise<Answer> {
  for (let look = 0; ; look++) {
    const { code, stdout, stderr } = await node.run([...args, '--json'])
    const answer = code === 0 ? (JSON.parse(stdout) as Answer) : undefined
    if (answer !== undefined && fits(answer)) return answer
    assert.ok(look < 40, `${args.join(' ')} ended with ${code}: ${stdout}${stderr}`)
    await wait(500)
  }
}

interface Audit {
  readonly size: number
  readonly from: number
  readonly anchors: number
  readonly anchor_receipts: { readonly found: number; readonly pending: number }
  readonly receipts: { readonly opened: number; readonly pending: number } | null
}

/** On a machine that has no keys. */
async function proveAnchor(receipt: string): Promise<void> {
  const file = join(demo.folder, 'anchor.tlog-proof')
  const nobody = { SYMBOLON_HOME: join(demo.folder, 'nobody') }
  const got = await node.run(['proof', 'get', receipt, '-o', file, '--node', node.url], nobody)
  assert.equal(got.code, 0, got.stderr)
  const verified = await node.run(['proof', 'verify', file, '--lang', 'el'], nobody)
  assert.equal(verified.code, 0, verified.stderr)
  assert.match(verified.stdout, /γράφτηκε σημείο αναφοράς στο κατάστιχο[\s\S]*Γράφτηκε στο +eip155:7010:0x/)
  const shown = await node.run(['ledger', 'receipt', receipt, '--json', '--node', node.url], nobody)
  assert.deepEqual([JSON.parse(shown.stdout).kind, JSON.parse(shown.stdout).subject], ['anchored', undefined])
  await eventually<Audit>(['log', 'audit'], ({ anchor_receipts }) => anchor_receipts.found === 1)
  await eventually<Audit>(
    ['log', 'audit', '--rpc', `${node.url}/rpc`],
    ({ anchor_receipts }) => anchor_receipts.found === 1,
  )
}

test('a log is followed, audited to the last receipt, and witnessed by one command each', async () => {
  await node.json(['record', 'add', demoFile, '--as', 'eleni'])
  await node.json([
    'grant',
    'give',
    '--all',
    '--to',
    'hospital-a',
    '--purpose',
    'TREAT',
    '--until',
    '7d',
    '--as',
    'eleni',
  ])
  await node.json(['api', 'GET', '/fhir/Observation?category=laboratory', '--as', 'hospital-a'])
  const deep = ['log', 'audit', '--deep', '--as', 'eleni']
  const audit = await eventually<Audit>(deep, ({ receipts }) => (receipts?.opened ?? 0) > 0 && receipts?.pending === 0)
  assert.equal(audit.size % 256, 0)
  const status = await eventually<{ size: number; anchor: { receipt: string } | null; quorum: string }>(
    ['log', 'status'],
    ({ anchor }) => anchor !== null,
  )
  assert.equal(status.quorum, 'none')
  await proveAnchor(status.anchor?.receipt ?? '')
  assert.equal((await node.json<Audit>(['log', 'audit', '--from-start'])).from, 0)
  const tail = await node.run(['log', 'tail', '--count', '1', '--as', 'eleni', '--lang', 'el'])
  assert.match(tail.stdout, /εγγραφές, ρίζα/)
  const key = join(demo.folder, 'w.key')
  const witnessed = await node.json<{ event: string }>(['witness', '--of', node.url, '--key', key, '--once'])
  assert.equal(witnessed.event, 'cosigned')
})

test('a node whose policy names a witness has its quorum, also after both were away', async () => {
  const key = join(demo.folder, 'w.key')
  const words = ['witness', '--of', node.url, '--key', key, '--listen', '127.0.0.1:0', '--every', '500ms', '--json']
  const witness = new TestProcess(...words)
  try {
    const start = await witness.line((line) => 'url' in line)
    const { vkey: log } = await node.json<{ vkey: string }>(['log', 'status'])
    const policy = `log ${log}\nwitness w ${String(start?.vkey)} ${String(start?.url)}\nquorum w\n`
    await writeFile(join(demo.folder, 'policy'), policy)
    await node.stop()
    node = await startDemo({ data: node.data, env: { SYMBOLON_LOG_POLICY: join(demo.folder, 'policy') } })
    await node.json(['record', 'add', demoFile, '--as', 'eleni'])
    const status = await eventually<{ quorum: string; witnesses: { size: number }[]; size: number }>(
      ['log', 'status'],
      ({ quorum, witnesses, size }) => quorum === 'met' && witnesses[0]?.size === size,
    )
    assert.equal(status.witnesses.length, 1)
  } finally {
    witness.child.kill('SIGKILL')
  }
})

test('a witness catches a node whose whole folder comes from an old backup', async () => {
  const key = join(demo.folder, 'second.key')
  const look = () => node.run(['witness', '--of', node.url, '--key', key, '--once', '--json'])
  const sizeAbove = (size: number) =>
    eventually<{ size: number }>(['log', 'status'], (status) => status.size > size).then((status) => status.size)
  const kept = await sizeAbove(-1)
  await node.stop()
  const backup = join(demo.folder, 'backup')
  execFileSync('cp', ['-a', node.data, backup])
  node = await startDemo({ data: node.data })
  await node.json(['record', 'add', demoFile, '--as', 'nikos'])
  const cosigned = await sizeAbove(kept)
  assert.equal((await look()).code, 0)

  await node.stop()
  await rm(node.data, { recursive: true })
  await rename(backup, node.data)
  node = await startDemo({ data: node.data })
  const shrunk = await look()
  assert.deepEqual([shrunk.code, shrunk.stdout.includes('"shrunk"')], [9, true], shrunk.stdout + shrunk.stderr)
  for (let size = 0; size <= cosigned; size = await sizeAbove(size)) {
    await node.json(['record', 'add', await demo.fileOf(`${size}.txt`, `${size}`), '--as', 'nikos'])
  }
  const forked = await look()
  assert.deepEqual([forked.code, forked.stdout.includes('"forked"')], [9, true], forked.stdout + forked.stderr)
})
