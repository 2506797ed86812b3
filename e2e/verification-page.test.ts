import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { pathToFileURL } from 'node:url'
import { receiptProofText, verifierKeyText } from '@symbolon/protocol/log'
import { logSigner, newReceipt, proofOf } from '../sdk/src/consent/test-proof.ts'
import { openBrowser } from './browser.ts'
import type { DevTools } from './dev-tools.ts'
import { runSymbolon } from './symbolon.ts'
import { folderFor } from './test-demo.ts'

const skip =
  spawnSync('chromium', ['--version']).status !== 0 &&
  'NOT TESTED: there is no chromium on the PATH (apt-get install chromium)'
const inBrowser = { skip, timeout: 60_000 }

const receipt = newReceipt()
const good = receiptProofText(await proofOf({ receipt }))
const foreign = receiptProofText(await proofOf({ receipt, signer: logSigner('somebody else') }))
const policy = `log ${verifierKeyText(logSigner().verifier)}\nquorum none\n`

/** The page as `proof page` wrote it, opened from the disk, and a way to put a file beside it. */
async function openPage(t: TestContext) {
  const folder = await folderFor(t)
  const { page, close } = await openBrowser()
  t.after(close)
  const path = join(folder, 'verify.html')
  const { code, stderr } = await runSymbolon(['proof', 'page', '-o', path], { SYMBOLON_HOME: join(folder, 'none') })
  assert.equal(code, 0, stderr)
  await page.visit(pathToFileURL(path).href)
  const choose = async (input: 'file' | 'policy', content: string) => {
    const chosen = join(folder, input)
    await writeFile(chosen, content)
    await page.chooseFile(`#${input}`, chosen)
  }
  return { page, folder, choose }
}

/** What stands in the page once the browser has looked at the file, after a press of the button of the language. */
async function shownIn(
  page: DevTools,
  language: 'el' | 'en',
): Promise<{ verdict: string; bad: string[]; all: string }> {
  const shown = await page.evaluate(`(async () => {
    document.getElementById('${language}').click()
    const result = document.getElementById('result')
    while (result.hidden) await new Promise((done) => setTimeout(done, 10))
    const bad = [...result.querySelectorAll('li.bad')].map((line) => line.textContent)
    return { verdict: document.getElementById('verdict').textContent, bad, all: result.innerText }
  })()`)
  return shown as { verdict: string; bad: string[]; all: string }
}

test(
  'the page on the disk verifies proofs in a browser without network, and asks for nothing',
  inBrowser,
  async (t) => {
    const { page, choose } = await openPage(t)
    await choose('file', good)
    assert.match((await shownIn(page, 'en')).all, /Nobody but the file says whose log this is/)
    await choose('policy', policy)
    const cases: [file: string, greek: string, english: string, bad: RegExp[]][] = [
      [good, 'Το τεκμήριο ισχύει', 'The proof holds', []],
      [
        good.replace('index 17', 'index 16'),
        'Το τεκμήριο δεν ισχύει',
        'The proof does not hold',
        [/stands in the log/],
      ],
      [foreign, 'Το τεκμήριο δεν ισχύει', 'The proof does not hold', [/the log has signed the checkpoint/]],
      [good, 'Το τεκμήριο ισχύει', 'The proof holds', []],
    ]
    for (const [file, greek, english, bad] of cases) {
      await choose('file', file)
      assert.equal((await shownIn(page, 'el')).verdict, greek)
      const shown = await shownIn(page, 'en')
      assert.equal(shown.verdict, english)
      assert.equal(shown.bad.length, bad.length)
      for (const [i, line] of bad.entries()) assert.match(shown.bad[i] ?? '', line)
      assert.equal(shown.all.includes(receipt.receipt), bad.length === 0)
    }
    assert.deepEqual([page.asked.length, page.asked.filter((address) => !address.startsWith('file:'))], [1, []])
    assert.deepEqual(page.faults, [])
  },
)

test('what a page asks for is seen here, and reaches nothing', inBrowser, async (t) => {
  const { page, folder } = await openPage(t)
  const path = join(folder, 'asks.html')
  await writeFile(path, '<!doctype html><img src="http://192.0.2.1/a"><script>new WebSocket("ws://b.example")</script>')
  await page.visit(pathToFileURL(path).href)
  const failed = await page.evaluate(`fetch('https://c.example').then(() => '', (error) => error.name)`)
  assert.equal(failed, 'TypeError')
  const abroad = page.asked.filter((address) => !address.startsWith('file:')).sort()
  assert.deepEqual(abroad, ['http://192.0.2.1/a', 'https://c.example/', 'ws://b.example/'])
})

test('error: a browser that says nothing is given up, and nothing of it is left', inBrowser, async (t) => {
  const folder = await folderFor(t)
  const [program, said] = [join(folder, 'silent'), join(folder, 'said')]
  // Closing waits for all that hold its standard error, so what it started has ended too.
  await writeFile(program, `#!/bin/sh\necho "$$ $HOME" >'${said}'\nsleep 600 &\nwait\n`, { mode: 0o755 })
  await assert.rejects(
    openBrowser({ program, answer_ms_max: 2_000 }),
    /given up after 2000 ms, waiting for its address/,
  )
  const [pid = '', home = ''] = (await readFile(said, 'utf8')).trimEnd().split(' ')
  assert.throws(() => process.kill(Number(pid), 0), { code: 'ESRCH' })
  assert.deepEqual([home.includes('symbolon-e2e-'), existsSync(home)], [true, false])
  await assert.rejects(openBrowser({ program: join(folder, 'missing') }), /the browser ended/)
})
