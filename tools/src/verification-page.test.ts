import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import { receiptProofText, verifierKeyText } from '../../protocol/src/log/index.ts'
import { logSigner, newReceipt, proofOf, signedReceipt, signer } from '../../sdk/src/consent/test-proof.ts'
import { generate } from './generate-page.ts'

const [page] = await generate()
const html = page?.content ?? ''
const partOf = (name: string) => new RegExp(`<${name}>([\\s\\S]*)</${name}>`).exec(html)?.[1] ?? ''
const receipt = newReceipt()
const { verifier } = logSigner()
const file = receiptProofText(await proofOf({ receipt }))
const policy = `log ${verifierKeyText(verifier)}\nquorum none\n`

/** An element of a document that draws nothing. */
class TestElement {
  textContent = ''
  className = ''
  lang = ''
  hidden = false
  files: Blob[] = []
  nodes: TestElement[] = []
  readonly heard = new Map<string, () => void>()

  append(...nodes: TestElement[]): void {
    this.nodes.push(...nodes)
  }
  replaceChildren(...nodes: TestElement[]): void {
    this.nodes = nodes
  }
  addEventListener(type: string, listener: () => void): void {
    this.heard.set(type, listener)
  }
  get text(): string {
    return [this.textContent, ...this.nodes.map((node) => node.text)].join('\n')
  }
}

/** The script of the page, run in a document that has the ids of the page. */
async function openPage(language = 'en-GB') {
  const ids = [...html.matchAll(/ id="(\w+)"/g)].map(([, id = '']) => id)
  const elements = new Map(ids.map((id) => [id, new TestElement()]))
  const document = {
    documentElement: new TestElement(),
    title: '',
    getElementById: (id: string) => elements.get(id) ?? null,
    createElement: () => new TestElement(),
  }
  // The script asks the globals of a browser; here they are parameters of its module.
  const source = `export const run = (document, navigator) => {${partOf('script')}}`
  const module = await import(`data:text/javascript;base64,${Buffer.from(source).toString('base64')}`)
  module.run(document, { language })
  await new Promise((resolve) => setTimeout(resolve, 50))
  const at = (id: string) => elements.get(id) ?? assert.fail(id)
  const choose = async (id: string, content: string | Blob) => {
    at(id).files = [typeof content === 'string' ? new Blob([content]) : content]
    at(id).heard.get('change')?.()
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  return { at, choose, document }
}

test('the page is one small file that may run its own script alone, and names no address to load from', () => {
  assert.ok(Buffer.byteLength(html) < 160_000, `${Buffer.byteLength(html)} bytes`)
  for (const name of ['script', 'style']) {
    const digest = createHash('sha256').update(partOf(name)).digest('base64')
    assert.ok(html.includes(`${name}-src 'sha256-${digest}'`), name)
  }
  assert.match(html, /content="default-src 'none';/)
  assert.doesNotMatch(
    html,
    /<(?:link|img|iframe|object)\b|\b(?:src|href)=|\bfetch\(|XMLHttpRequest|WebSocket|\bimport\(/,
  )
})

test('a proof is verified in the page, and says whose word that rests on', async () => {
  const { at, choose } = await openPage()
  assert.ok(at('result').hidden)
  await choose('file', file)
  assert.deepEqual([at('result').hidden, at('verdict').textContent], [false, 'The proof holds'])
  assert.match(at('checks').text, /✓ the receipt stands in the log/)
  assert.match(at('checks').text, /– enough witnesses have signed: not looked at/)
  assert.match(at('advice').textContent, /Nobody but the file says/)
  for (const shown of [receipt.receipt, 'log.example', 'entry 17 of 256', verifierKeyText(verifier)])
    assert.ok(at('facts').text.includes(shown), shown)
  assert.equal(JSON.parse(at('body').textContent).actor, receipt.actor)
  await choose('policy', policy)
  assert.deepEqual([at('verdict').textContent, at('advice').textContent], ['The proof holds', ''])
})

test('the page names the account that signed in, and refuses a sign-in that is not the one of the receipt', async () => {
  const { at, choose } = await openPage()
  const [signed, other] = [await signedReceipt(), await signedReceipt({ issuedAt: 0, expiresAt: 300_000 })]
  await choose('file', receiptProofText(await proofOf(signed)))
  assert.match(at('checks').text, /✓ the sign-in that the receipt names is signed by its account$/m)
  assert.ok(at('facts').text.includes(signer.address))
  await choose('file', receiptProofText(await proofOf({ receipt: signed.receipt })))
  assert.match(at('checks').text, /– the sign-in that the receipt names is signed by its account: not looked at/)
  for (const [claimed, words] of [
    [{ receipt: signed.receipt, sign_in: other.sign_in }, 'names another one'],
    [{ receipt: signed.receipt, sign_in: { ...signed.sign_in, signature: other.sign_in.signature } }, 'did not sign'],
    [other, 'another time'],
  ] as const) {
    await choose('file', receiptProofText(await proofOf(claimed)))
    assert.equal(at('verdict').textContent, 'The proof does not hold')
    assert.match(at('checks').text, new RegExp(`^✕ the sign-in .*${words}`, 'm'))
  }
})

test('every thirtieth byte changed is refused in the page as well, with the check that failed', async () => {
  const { at, choose } = await openPage()
  for (let i = 0; i < file.length; i += 30) {
    const other = file.charAt(i) === 'A' ? 'B' : 'A'
    await choose('file', file.slice(0, i) + other + file.slice(i + 1))
    assert.equal(at('verdict').textContent, 'The proof does not hold', `character ${i}`)
    assert.match(at('checks').text, /^✕ .+: .+$/m)
  }
})

/** A file that is gone since it was chosen. */
class GoneFile extends Blob {
  override arrayBuffer(): Promise<ArrayBuffer> {
    return Promise.reject(new Error('NotReadableError'))
  }
}

test('a file that cannot be read, is empty, cut off, binary or huge never stands beside the verdict of another one', async () => {
  const { at, choose } = await openPage()
  await choose('file', file)
  assert.equal(at('verdict').textContent, 'The proof holds')
  await choose('file', new GoneFile([]))
  assert.deepEqual([at('verdict').textContent, at('facts').text], ['The file could not be looked at', ''])
  await choose('file', 'a'.repeat(5_000_000))
  assert.equal(at('verdict').textContent, 'The file could not be looked at')
  for (const content of ['', file.slice(0, -1), new Blob([Uint8Array.of(0xff, 0)])]) {
    await choose('file', content)
    assert.equal(at('verdict').textContent, 'The proof does not hold')
  }
})

test('the page speaks the language of the reader, and the other one when asked', async () => {
  const { at, choose, document } = await openPage('el-GR')
  assert.deepEqual([document.documentElement.lang, at('title').textContent], ['el', 'Επαλήθευση τεκμηρίου'])
  await choose('file', file)
  assert.equal(at('verdict').textContent, 'Το τεκμήριο ισχύει')
  at('en').heard.get('click')?.()
  await new Promise((resolve) => setTimeout(resolve, 50))
  assert.deepEqual([document.documentElement.lang, at('verdict').textContent], ['en', 'The proof holds'])
})

test('a policy that is none, and one that knows another log, say so', async () => {
  const { at, choose } = await openPage()
  await choose('file', file)
  await choose('policy', 'quorum\n')
  assert.equal(at('verdict').textContent, 'The file could not be looked at')
  assert.match(at('advice').textContent, /policy of trust is not valid at line 1/)
  await choose('policy', `log ${verifierKeyText(logSigner('other').verifier)}\nquorum none\n`)
  assert.match(at('checks').text, /✕ the log has signed the checkpoint: /)
})
