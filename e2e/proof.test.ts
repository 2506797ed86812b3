import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { readFile, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { receiptProofText, verifierKeyText } from '@symbolon/protocol/log'
import { logSigner, newReceipt, proofAnswer, proofOf, signedReceipt, signer } from '../sdk/src/consent/test-proof.ts'
import { serve } from '../sdk/src/kernel/test-node.ts'
import { type DemoNode, runSymbolon, startDemo } from './symbolon.ts'
import { folderFor } from './test-demo.ts'

const receipt = newReceipt()
const { verifier } = logSigner()
const policy = `log ${verifierKeyText(verifier)}\nquorum none\n`

/** A file of a proof, with nothing else in its folder, and the command that verifies it there. */
async function fileFor(t: TestContext, content: string | Uint8Array) {
  const folder = await folderFor(t)
  const path = join(folder, 'a.tlog-proof')
  await writeFile(path, content)
  const verify = (args: string[] = []) =>
    runSymbolon(['proof', 'verify', path, ...args], { SYMBOLON_HOME: join(folder, 'none') })
  return { folder, path, verify }
}

test('a proof is verified on a machine that knows nothing, and says whose word that rests on', async (t) => {
  const { folder, verify } = await fileFor(t, receiptProofText(await proofOf({ receipt })))
  const alone = await verify()
  assert.equal(alone.code, 0, alone.stderr)
  assert.match(alone.stdout, /✓ the receipt stands in the log[\s\S]*only the file’s own word[\s\S]*The proof holds/)
  assert.ok(alone.stdout.includes(receipt.receipt))
  await writeFile(join(folder, 'policy'), policy)
  const { code, stdout } = await verify(['--policy', join(folder, 'policy'), '--json'])
  const shown = JSON.parse(stdout)
  assert.deepEqual([code, shown.ok, shown.log.trusted_by, shown.index, shown.size], [0, true, 'policy', 17, 256])
  assert.deepEqual(shown.receipt, receipt)
})

test('a proof in which a byte is another ends with 9 and says which check failed', async (t) => {
  const text = receiptProofText(await proofOf({ receipt }))
  const cases: [string, string][] = [
    [text.replace('c2sp', 'c2sq'), 'form'],
    [text.replace('index 17', 'index 16'), 'inclusion'],
    [
      text.replace(/(— log.example .{20})(.)/, (_, before, last) => `${before}${last === 'A' ? 'B' : 'A'}`),
      'signature',
    ],
  ]
  for (const [changed, check] of cases) {
    const { verify } = await fileFor(t, changed)
    const { code, stdout } = await verify(['--json'])
    assert.deepEqual([code, JSON.parse(stdout).ok, JSON.parse(stdout).check], [9, false, check])
    const told = await verify()
    assert.equal(told.code, 9)
    assert.match(told.stdout, /✕ [\s\S]*The proof does not hold\.\n/)
  }
})

test('a proof with a sign-in says whose it is, and one with another sign-in ends with 9 at that check', async (t) => {
  const [signed, other] = [await signedReceipt(), await signedReceipt({ issuedAt: 0, expiresAt: 300_000 })]
  const { path, verify } = await fileFor(t, receiptProofText(await proofOf(signed)))
  const shown = JSON.parse((await verify(['--json'])).stdout)
  const at = new Date(Date.parse(signed.receipt.at) - 60_000).toISOString()
  assert.deepEqual([shown.ok, shown.sign_in], [true, { address: signer.address, domain: 'node.example', at }])
  const told = await verify()
  assert.match(told.stdout, /✓ the sign-in that the receipt names[\s\S]*did not sign what was asked for/)
  assert.ok(told.stdout.includes(signer.address))
  await writeFile(path, receiptProofText(await proofOf({ receipt: signed.receipt })))
  assert.match(
    (await verify()).stdout,
    /– the sign-in .*not looked at \(the file does not hold it\)[\s\S]*The proof holds/,
  )
  const wrong = { ...signed.sign_in, signature: other.sign_in.signature }
  for (const claimed of [{ ...signed, sign_in: other.sign_in }, { ...signed, sign_in: wrong }, other]) {
    await writeFile(path, receiptProofText(await proofOf(claimed)))
    const { code, stdout } = await verify(['--json'])
    assert.deepEqual([code, JSON.parse(stdout).check, JSON.parse(stdout).code], [9, 'sign_in', 'LOG_SIGN_IN_UNPROVEN'])
  }
})

test('a policy that does not know the log, and a ledger that does not answer', async (t) => {
  const { folder, verify } = await fileFor(t, receiptProofText(await proofOf({ receipt })))
  await writeFile(join(folder, 'policy'), `log ${verifierKeyText(logSigner('other').verifier)}\nquorum none\n`)
  const refused = await verify(['--policy', join(folder, 'policy'), '--json'])
  assert.deepEqual([refused.code, JSON.parse(refused.stdout).check], [9, 'signature'])
  const unanchored = await verify(['--rpc', 'http://127.0.0.1:9', '--json'])
  const unnamed = await verify(['--rpc', 'http://127.0.0.1:9'])
  assert.match(unnamed.stdout, /– the sign-in .*not looked at \(the receipt names none\)\n✕ /)
  assert.deepEqual([unanchored.code, JSON.parse(unanchored.stdout).check], [9, 'anchor'])
  await writeFile(join(folder, 'bad'), 'quorum\n')
  const bad = await verify(['--policy', join(folder, 'bad')])
  assert.deepEqual([bad.code, /LOG_POLICY_INVALID/.test(bad.stderr)], [3, true])
  const missing = await runSymbolon(['proof', 'verify', join(folder, 'missing')])
  assert.deepEqual([missing.code, /CLI_FILE_UNREADABLE/.test(missing.stderr)], [5, true])
})

test('a file that is empty, cut off, binary, huge, without end or a folder is told from one another', async (t) => {
  const text = receiptProofText(await proofOf({ receipt }))
  const { folder, path, verify } = await fileFor(t, '')
  for (const content of ['', text.slice(0, 600), text.slice(0, -1), Uint8Array.of(0xff, 0, 0xfe)]) {
    await writeFile(path, content)
    const { code, stdout } = await verify(['--json'])
    assert.deepEqual([code, JSON.parse(stdout).check], [9, 'form'])
  }
  await truncate(path, 100_000_000)
  const refused = [
    [path, 3, 'CLI_PROOF_TOO_LARGE'],
    ...(existsSync('/dev/zero') ? [['/dev/zero', 3, 'CLI_PROOF_TOO_LARGE'] as const] : []),
    [folder, 5, 'CLI_FILE_UNREADABLE'],
  ] as const
  for (const [named, expected, error] of refused) {
    const { code, stderr } = await runSymbolon(['proof', 'verify', named])
    assert.deepEqual([code, stderr.includes(error), stderr.includes('NDJSON')], [expected, true, false], stderr)
  }
})

/** Maria, whose node answers that a proof is pending so many times before it proves the receipt. */
async function mariaFor(t: TestContext, of: { pending: number; signer?: ReturnType<typeof logSigner> }) {
  const folder = await folderFor(t)
  const home = join(folder, 'home')
  await writeFile(join(folder, 'passphrase'), 'a passphrase of a test 7\n')
  const env = { SYMBOLON_HOME: home, SYMBOLON_PASSPHRASE_FILE: join(folder, 'passphrase') }
  const run = (args: string[]) => runSymbolon([...args, '--as', 'maria'], env)
  await run(['keys', 'new', '--recovery-code-file', join(folder, 'code')])
  const { recipient } = JSON.parse((await run(['keys', 'show', '--json'])).stdout)
  const node = { pending: of.pending, signer: of.signer ?? logSigner(), asked: 0 }
  const answerOf = async (url: string): Promise<[number, string]> => {
    node.asked++
    if (url === '/log/key') return [200, `${verifierKeyText(node.signer.verifier)}\n`]
    if (node.pending-- > 0) {
      const problem = { code: 'LOG_PROOF_PENDING', title: 'x', status: 409, retryable: true, seconds: 1 }
      return [409, JSON.stringify(problem)]
    }
    return [200, JSON.stringify(await proofAnswer({ receipt, reader: recipient, signer: node.signer }))]
  }
  const url = await serve(t, (request, response) => {
    void answerOf(request.url ?? '').then(([status, body]) => response.writeHead(status).end(body))
  })
  const session = { token: 'a', session: 's', expires_at: '2999-01-01T00:00:00.000Z', party: null }
  await writeFile(join(home, 'profiles', 'maria', 'session.json'), JSON.stringify({ url, session }))
  const get = (path: string, args: string[] = []) =>
    run(['proof', 'get', receipt.receipt, '-o', join(folder, path), '--node', url, ...args])
  return { folder, home, node, get, run }
}

test('a proof is waited for and written once, and the key of the log is known from then on', async (t) => {
  const { folder, home, node, get, run } = await mariaFor(t, { pending: 2 })
  const early = await get('a', ['--no-wait'])
  assert.deepEqual([early.code, /LOG_PROOF_PENDING/.test(early.stderr)], [8, true])
  const got = await get('a', ['--json'])
  assert.equal(got.code, 0, got.stderr)
  assert.deepEqual([JSON.parse(got.stdout).index, JSON.parse(got.stdout).size], [17, 256])
  assert.match(await readFile(join(folder, 'a'), 'utf8'), /^c2sp\.org\/tlog-proof@v1\nextra /)
  assert.deepEqual(JSON.parse(await readFile(join(home, 'known-logs.json'), 'utf8')), {
    'log.example': verifierKeyText(verifier),
  })
  const verified = await run(['proof', 'verify', join(folder, 'a'), '--json'])
  assert.equal(JSON.parse(verified.stdout).log.trusted_by, 'pinned')
  const { asked } = node
  node.pending = 2
  const taken = await get('a')
  assert.deepEqual([taken.code, /CLI_FILE_EXISTS/.test(taken.stderr)], [1, true], 'nothing is overwritten')
  const nowhere = await get('missing/a')
  assert.deepEqual([nowhere.code, /CLI_FILE_UNREADABLE/.test(nowhere.stderr)], [5, true])
  assert.equal(node.asked, asked, 'nobody waits for a proof that cannot be written')
  node.pending = 0
  node.signer = logSigner('somebody else')
  const foreign = await get('b')
  assert.deepEqual([foreign.code, /LOG_SIGNATURE_MISSING/.test(foreign.stderr)], [9, true])
})

test('a real node is asked by JSON-RPC whether its ledger has the checkpoint, and another one has not', async (t) => {
  const at = [await folderFor(t), await folderFor(t)] as const
  const env = { SYMBOLON_ANCHOR_EVERY_S: '1' }
  const [node, other] = await Promise.all(at.map((folder) => startDemo({ data: join(folder, 'data'), env })))
  assert.ok(node && other)
  t.after(() => Promise.all([node.stop(), other.stop()]))
  await writeFile(join(at[0], 'note.txt'), 'a note')
  await node.json(['record', 'add', join(at[0], 'note.txt'), '--as', 'eleni'])
  const give = ['grant', 'give', '--all', '--to', 'researcher', '--purpose', 'HRESCH', '--duo', 'GRU', '--until', '7d']
  await node.json([...give, '--yes', '--as', 'eleni'])
  const { items } = await node.json<{ items: { receipt: string }[] }>(['ledger', 'show', '--as', 'eleni'])
  const path = await anchoredProof(node, { receipt: items[0]?.receipt ?? '', folder: at[0] })
  const verify = ({ ready }: DemoNode) => runSymbolon(['proof', 'verify', path, '--rpc', ready.rpc, '--json'])
  const held = await verify(node)
  const { anchor, anchored } = JSON.parse(held.stdout)
  assert.deepEqual([held.code, anchored.block, anchored.transaction], [0, anchor.block, anchor.transaction])
  const missing = await verify(other)
  assert.deepEqual([missing.code, JSON.parse(missing.stdout).check], [9, 'anchor'])
})

/** The file of a proof whose checkpoint the node's ledger has. */
async function anchoredProof(node: DemoNode, of: { receipt: string; folder: string }): Promise<string> {
  for (let i = 0; i < 60; i++) {
    const path = join(of.folder, `${i}.tlog-proof`)
    await node.json(['proof', 'get', of.receipt, '-o', path, '--as', 'eleni'])
    const { stdout } = await runSymbolon(['proof', 'verify', path, '--json'], { SYMBOLON_HOME: node.home })
    if (JSON.parse(stdout).anchor !== null) return path
    await wait(500)
  }
  throw new Error('no checkpoint was anchored')
}
