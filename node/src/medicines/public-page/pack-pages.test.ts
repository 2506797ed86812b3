import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type ResolverNode, startResolverNode } from '../../custody/resolver/test-resolver.ts'
import { addPackPages, packPageFinder } from './pack-pages.ts'
import type { PublicPack } from './public-pack.ts'
import { gtin, now, packWith, serial } from './test-pack.ts'

const path = `/01/${gtin}/21/${serial}`
const browser = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' }
/** What the node knows: the packs of one product. */
const packs = new Map<string, PublicPack>([[serial, packWith()]])
const { lot: _, expiry: __, proof: ___, ...product } = packWith({ outcome: 'unknown', journey: [] })

let node: ResolverNode
before(async () => {
  const parts = {
    context: { clock: { now: () => now } },
    readPublicPack: async (of: string, number: string) => (of === gtin ? (packs.get(number) ?? product) : undefined),
  }
  node = await startResolverNode({
    findOwnPage: packPageFinder(parts),
    addRoutes: (app) => addPackPages(app, parts),
  })
  const leads = { link_type: 'gs1:pip', href: 'https://maker.example/p', title: 'Product', role: 'default' }
  assert.equal((await node.setLinks(`/01/${gtin}`, [leads])).statusCode, 200)
  assert.equal((await node.setLinks(path, [{ ...leads, href: 'https://maker.example/pack' }])).statusCode, 200)
})
after(() => node?.stop())

const get = (url: string, headers: Record<string, string> = {}) => node.ask('GET', url, { headers })

test('whoever scans a pack reads its page at the address of the code', async () => {
  const page = await get(`${path}?17=271231`, { ...browser, 'accept-language': 'el' })
  assert.equal(page.statusCode, 200)
  assert.equal(page.headers['content-type'], 'text/html; charset=utf-8')
  assert.equal(page.headers['content-language'], 'el')
  assert.equal(page.headers['cache-control'], 'no-store')
  assert.equal(page.headers.vary, 'Accept, Accept-Language')
  assert.equal(page.headers['set-cookie'], undefined)
  assert.equal(page.headers['referrer-policy'], 'no-referrer')
  const policy = String(page.headers['content-security-policy'])
  assert.match(
    policy,
    /^default-src 'none'; style-src 'sha256-[^']+'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'$/,
  )
  assert.match(page.body, /<h1>Γνήσια εγγραφή, δεν έχει χορηγηθεί ακόμη<\/h1>/)
  const english = /<a href="([^"]+)" lang="en"/.exec(page.body)?.[1]?.replaceAll('&#38;', '&') ?? ''
  assert.equal(english, `${path}?17=271231&lang=en`)
  assert.match((await get(english, { ...browser, 'accept-language': 'el' })).body, /<html lang="en">/)
})

test('lot and expiry of the code are held against the record', async () => {
  assert.match((await get(`/01/${gtin}/10/A1/21/${serial}?17=271200`, browser)).body, /<h1>Genuine record/)
  assert.match((await get(`/01/${gtin}/10/B1/21/${serial}`, browser)).body, /<h1>The code and the record differ/)
  assert.match((await get(`${path}?17=280131`, browser)).body, /<h1>The code and the record differ/)
  assert.match((await get(`${path}?17=260131`, browser)).body, /<h1>Do not use/)
})

test('a number that the maker does not have is unknown, and a product that nobody has here is 404', async () => {
  const unknown = await get(`/01/${gtin}/21/NOBODY`, browser)
  assert.equal(unknown.statusCode, 200)
  assert.match(unknown.body, /<h1>Unknown number<\/h1>/)
  assert.doesNotMatch(unknown.body, /<dt>Lot<\/dt>|download=/)
  const nowhere = await get(`/01/09506000134369/21/${serial}`, browser)
  assert.equal(nowhere.statusCode, 404)
  assert.match(nowhere.body, /this service knows nothing about it/)
})

test('the page is the default of its pack for programs too, and nobody leads past it', async () => {
  const answer = await get(`${path}?17=271231`)
  assert.deepEqual([answer.statusCode, answer.headers.location], [307, `http://localhost/packs${path}?17=271231`])
  const page = await get(`/packs${path}?17=271231`, { 'accept-language': 'en' })
  assert.match(page.body, /<h1>Genuine record, not dispensed yet<\/h1>/)
  assert.match(String(page.headers['content-security-policy']), /^default-src 'none'/)
  const { linkset } = (await get(`${path}?linkType=linkset`)).json()
  assert.equal(linkset.length, 2)
  assert.deepEqual(linkset[0]['https://ref.gs1.org/voc/defaultLink'], [
    { href: `http://localhost/packs${path}`, title: 'Where this pack stands' },
  ])
  assert.equal((await get(`${path}?linkType=gs1:pip`, browser)).statusCode, 307, 'what is asked for by name is found')
  assert.equal(
    (await get(`/01/${gtin}`, browser)).headers.location,
    'https://maker.example/p',
    'the product is its own',
  )
})

test('what is no pack has no page', async () => {
  for (const url of [`/packs/01/${gtin}`, '/packs/00/106141412345678908', `/packs/01/09506000134369/21/${serial}`]) {
    assert.equal((await get(url)).statusCode, 404, url)
  }
  assert.equal((await get('/packs/x')).json().code, 'CUSTODY_DIGITAL_LINK_INVALID')
})

test('reading a page sends the one statement that finds links, and tells no log of the pack', async () => {
  const counted: number[] = []
  for (let i = 0; i < 5; i++) {
    const before = node.kernel.database.statements
    await get(path, browser)
    counted.push(node.kernel.database.statements - before)
  }
  // The node sends some of its own now and then, which can only add.
  assert.equal(Math.min(...counted), 1)
  assert.ok(!node.logged().includes(serial))
})
