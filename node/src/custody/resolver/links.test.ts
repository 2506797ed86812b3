import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { RESOLVER_LINKS_MAX } from '@symbolon/protocol/custody'
import { type ResolverNode, startResolverNode } from './test-resolver.ts'

const key = '/01/09506000134352'
const product = { link_type: 'gs1:pip', href: 'https://maker.example/p', title: 'Product', role: 'default' }
const other = { ...product, role: 'other' }

let node: ResolverNode
before(async () => {
  node = await startResolverNode()
})
after(() => node?.stop())

const at = (of: string) => `/v1/links?of=${encodeURIComponent(of)}`
const remove = (of: string, as: 'maker' | 'other' = 'maker') => node.ask('DELETE', at(of), { as })
const codeOf = (answer: { body: string }) => (answer.body === '' ? '' : JSON.parse(answer.body).code)

test('links are set, shown and removed, and setting them again changes nothing', async () => {
  const first = await node.setLinks(key, [product, { ...other, hreflang: ['el'], media_type: 'text/html' }])
  assert.equal(first.statusCode, 200)
  const again = await node.setLinks(key, [product, { ...other, hreflang: ['el'], media_type: 'text/html' }])
  assert.deepEqual(again.json(), first.json())
  const shown = await node.ask('GET', at(`${key}/`))
  assert.deepEqual(shown.json(), first.json())
  assert.deepEqual(shown.json().links[1], {
    link_type: 'https://ref.gs1.org/voc/pip',
    href: 'https://maker.example/p',
    title: 'Product',
    hreflang: ['el'],
    media_type: 'text/html',
    role: 'other',
  })
  assert.equal((await node.setLinks(key, [product])).json().links.length, 1)
  assert.equal((await remove(key)).statusCode, 204)
  assert.equal(codeOf(await node.ask('GET', at(key))), 'CUSTODY_LINK_UNKNOWN')
  assert.equal(codeOf(await remove(key)), 'CUSTODY_LINK_UNKNOWN')
})

test('error: CUSTODY_LINK_NOT_YOURS for whoever does not hold the prefix, and nobody without a session', async () => {
  assert.equal((await node.setLinks(key, [product])).statusCode, 200)
  assert.deepEqual(codeOf(await node.setLinks(key, [{ ...product, title: 'Mine' }], 'other')), 'CUSTODY_LINK_NOT_YOURS')
  assert.equal(codeOf(await remove(key, 'other')), 'CUSTODY_LINK_NOT_YOURS')
  assert.equal(codeOf(await node.setLinks('/01/00614141123452', [product])), 'CUSTODY_LINK_NOT_YOURS')
  assert.equal((await node.ask('PUT', at(key), { body: { links: [product] } })).statusCode, 401)
  assert.equal((await node.ask('DELETE', at(key))).statusCode, 401)
  assert.equal((await node.ask('GET', at(key))).json().links[0].title, 'Product')
})

test('error: CUSTODY_LINK_DEFAULTS keeps a default within reach of every identifier', async () => {
  await node.setLinks(key, [product])
  assert.equal(codeOf(await node.setLinks(key, [other])), 'CUSTODY_LINK_DEFAULTS')
  assert.equal(codeOf(await node.setLinks(key, [product, product])), 'CUSTODY_LINK_DEFAULTS')
  assert.equal((await node.setLinks(`${key}/10/A1`, [other])).statusCode, 200)
  assert.equal(codeOf(await remove(key)), 'CUSTODY_LINK_DEFAULTS', 'the lot would lead nowhere')
  assert.equal((await node.setLinks(`${key}/10/A1`, [product])).statusCode, 200)
  assert.equal((await remove(key)).statusCode, 204, 'the lot has one of its own')
  assert.equal(codeOf(await node.setLinks(`${key}/21/7`, [other])), 'CUSTODY_LINK_DEFAULTS')
  assert.equal((await remove(`${key}/10/A1`)).statusCode, 204)
})

test('two changes at one key at once never leave an identifier without a default', async () => {
  for (let round = 0; round < 5; round++) {
    await node.setLinks(key, [product])
    await Promise.all([remove(key), node.setLinks(`${key}/10/B${round}`, [other])])
    const [own, of] = [await node.ask('GET', at(key)), await node.ask('GET', at(`${key}/10/B${round}`))]
    assert.ok(own.statusCode === 200 || of.statusCode === 404)
    await remove(`${key}/10/B${round}`)
  }
})

test('error: CUSTODY_LINK_ANCHOR, CUSTODY_LINKS_TOO_MANY and CUSTODY_DIGITAL_LINK_INVALID', async () => {
  assert.equal(codeOf(await node.setLinks(`${key}/10/A1/21/7`, [product])), 'CUSTODY_LINK_ANCHOR')
  assert.equal(codeOf(await node.setLinks(`${key}?17=261231`, [product])), 'CUSTODY_LINK_ANCHOR')
  const many = [product, ...new Array(RESOLVER_LINKS_MAX).fill(other)]
  assert.equal(codeOf(await node.setLinks(key, many)), 'CUSTODY_LINKS_TOO_MANY')
  for (const path of ['', '/', 'x', '/01/09506000134353', 'https://id.gs1.org/01/09506000134352']) {
    assert.equal(codeOf(await node.setLinks(path, [product])), 'CUSTODY_DIGITAL_LINK_INVALID', path)
  }
  assert.equal(codeOf(await node.setLinks(key, [])), 'KERNEL_REQUEST_INVALID')
  assert.equal((await node.ask('PUT', '/v1/links', { as: 'maker', body: { links: [product] } })).statusCode, 400)
})

test('whoever looks up too often has to wait, and other doors stay open to them', async () => {
  const small = await startResolverNode({ ceilings: { resolution: 3 } })
  try {
    const look = () => small.ask('GET', `${key}/21/${Math.random()}`.slice(0, 30))
    for (let i = 0; i < 3; i++) assert.equal((await look()).statusCode, 404)
    const refused = await look()
    assert.equal(refused.statusCode, 429)
    assert.ok(Number(refused.headers['retry-after']) > 0)
    assert.equal((await small.ask('GET', '/414/9506000134352')).statusCode, 429, 'every key counts together')
    assert.equal((await small.ask('GET', at(key))).statusCode, 404)
  } finally {
    await small.stop()
  }
})
