import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type ResolverNode, startResolverNode } from './test-resolver.ts'

const key = '/01/09506000134352'
const voc = 'https://ref.gs1.org/voc/'
const product = { link_type: 'gs1:pip', href: 'https://maker.example/p', title: 'Product', role: 'default' }
const greek = { ...product, href: 'https://maker.example/el', title: 'Προϊόν', role: 'variant', hreflang: ['el'] }
const leaflet = {
  link_type: 'gs1:epil',
  href: 'https://maker.example/leaflet',
  title: 'Leaflet',
  media_type: 'text/html',
}
const leafletPdf = { ...leaflet, href: 'https://maker.example/leaflet.pdf', media_type: 'application/pdf' }
const lotNote = { link_type: 'gs1:recallStatus', href: 'https://maker.example/lot', title: 'Lot A1' }

let node: ResolverNode
before(async () => {
  node = await startResolverNode()
  assert.equal((await node.setLinks(key, [product, greek, leaflet, leafletPdf])).statusCode, 200)
  assert.equal((await node.setLinks(`${key}/10/A1`, [lotNote])).statusCode, 200)
})
after(() => node?.stop())

const browser = { accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8' }
const get = (url: string, headers: Record<string, string> = {}) => node.ask('GET', url, { headers })

test('SHALL support HTTP 1.1 GET, HEAD and OPTIONS requests', async () => {
  const [asked, head, options] = [await get(key), await node.ask('HEAD', key), await node.ask('OPTIONS', key)]
  assert.deepEqual([asked.statusCode, head.statusCode, options.statusCode], [307, 307, 204])
  assert.equal(head.headers.location, asked.headers.location)
  assert.equal(head.body, '')
  assert.equal(options.headers.allow, 'GET, HEAD, OPTIONS')
})

test('SHALL support CORS, on refusals too', async () => {
  for (const url of [key, `${key}/21/`, '/01/09506000134369', '/.well-known/gs1resolver']) {
    const { headers } = await get(url, { origin: 'https://elsewhere.example' })
    assert.equal(headers['access-control-allow-origin'], '*', url)
    assert.equal(headers['access-control-allow-methods'], 'GET, HEAD, OPTIONS', url)
    assert.match(String(headers['access-control-expose-headers']), /Link/)
    assert.equal(headers['access-control-allow-credentials'], undefined)
  }
  const headers = { origin: 'https://elsewhere.example', 'access-control-request-method': 'GET' }
  assert.equal((await node.ask('OPTIONS', key, { headers })).headers['access-control-allow-origin'], '*')
})

test('SHALL validate the URI and report errors with 400: CUSTODY_DIGITAL_LINK_INVALID', async () => {
  for (const url of [
    `${key}/foo`,
    '/01/09506000134353',
    '/01/',
    `${key}/21/7/10/A1`,
    '/00/1',
    '/8006/1',
    `${key}?17=99`,
  ]) {
    const answer = await get(url)
    assert.equal(answer.statusCode, 400, url)
    assert.equal(answer.json().code, 'CUSTODY_DIGITAL_LINK_INVALID', url)
  }
})

test('SHALL be able to decompress a URI, and expose the uncompressed one with a rel of owl:sameAs', async () => {
  const item = '/01/09506000134352'
  const tag = 'eh30364433400d1ec000000007'
  const [short, long] = [await get(`/${tag}?a=b`), await get(`${item}/21/7?a=b`)]
  assert.deepEqual([short.statusCode, short.headers.location], [307, long.headers.location])
  assert.ok(
    String(short.headers.link).includes(`<http://localhost${item}/21/7>; rel="owl:sameAs"; title="This link in full"`),
  )
  assert.doesNotMatch(String(long.headers.link), /sameAs/)
  const { linkset } = (await get(`/${tag}/?linkType=linkset`)).json()
  assert.equal(linkset[0].anchor, `http://localhost${item}`)
  for (const path of ['/eh00', '/explore'])
    assert.equal((await get(path)).json().code, 'CUSTODY_DIGITAL_LINK_INVALID', path)
})

test('SHALL NOT use 200 OK with a resource that indicates an error condition', async () => {
  for (const url of [
    `${key}/foo`,
    '/01/09506000134369',
    `${key}?linkType=gs1:smpc`,
    '/01/09506000134369?linkType=all',
  ]) {
    for (const headers of [browser, {}]) assert.ok((await get(url, headers)).statusCode >= 400, url)
  }
  const page = await get('/01/09506000134369', { ...browser, 'accept-language': 'el' })
  assert.equal(page.statusCode, 404)
  assert.match(String(page.headers['content-type']), /^text\/html/)
  assert.match(page.body, /<html lang="el">/)
  assert.match(page.body, /<h1>Ο αριθμός έχει σωστή μορφή/)
  assert.doesNotMatch(page.body, /<script/)
})

test('SHALL respond to linkType=linkset with the links of every level, as RFC 9264 has it', async () => {
  const answer = await get(`${key}/10/A1/21/7?linkType=linkset`)
  assert.equal(answer.statusCode, 200)
  assert.equal(answer.headers['content-type'], 'application/linkset+json')
  const { linkset } = answer.json() as { linkset: Record<string, unknown>[] }
  assert.deepEqual(
    linkset.map(({ anchor }) => anchor),
    [`http://localhost${key}/10/A1`, `http://localhost${key}`],
  )
  const [lot, item] = linkset as [Record<string, unknown[]>, Record<string, unknown[]>]
  assert.deepEqual(lot[`${voc}recallStatus`], [{ href: lotNote.href, title: 'Lot A1' }])
  assert.equal(item[`${voc}epil`]?.length, 2)
  assert.deepEqual(item[`${voc}defaultLink`], [{ href: product.href, title: 'Product' }])
  assert.deepEqual(item[`${voc}defaultLinkMulti`], [{ href: greek.href, title: 'Προϊόν', hreflang: ['el'] }])
})

test('a linkset has the form that GS1 asks of it', async () => {
  const { linkset } = (await get(`${key}/10/A1?linkType=all`)).json()
  for (const { anchor, ...types } of linkset as (Record<string, unknown> & { anchor: string })[]) {
    assert.match(anchor, /^https?:\/\/[a-zA-Z0-9./]+/)
    for (const [type, links] of Object.entries(types)) {
      assert.match(type, /^https:\/\/[a-zA-Z0-9./]+$/)
      for (const { href, title, type: media = 'a/b', hreflang = [], ...more } of links as Record<string, never>[]) {
        assert.ok(URL.canParse(String(href)) && String(title) !== '')
        assert.match(String(media), /^\w+\/[\w.+-]+$/)
        for (const language of hreflang as string[]) assert.match(language, /^\w{2}(-\w{2})?$/)
        assert.deepEqual(more, {})
      }
    }
  }
})

test('a list of links comes as JSON, JSON-LD or a page, and names its context', async () => {
  const url = `${key}?linkType=linkset`
  const json = await get(url, { accept: 'application/json' })
  assert.equal(json.headers['content-type'], 'application/json')
  assert.match(
    String(json.headers.link),
    /<https:\/\/ref\.gs1\.org\/standards\/resolver\/linkset-context>; rel="http:\/\/www\.w3\.org\/ns\/json-ld#context"/,
  )
  const ld = await get(url, { accept: 'application/ld+json' })
  assert.equal(ld.headers['content-type'], 'application/ld+json')
  assert.deepEqual(ld.json(), { '@context': 'https://ref.gs1.org/standards/resolver/linkset-context', ...json.json() })
  const page = await get(url, browser)
  assert.match(page.body, /<a href="https:\/\/maker\.example\/leaflet" rel="noopener noreferrer">Leaflet<\/a>/)
  assert.match(String(page.headers['content-security-policy']), /^default-src 'none'; style-src 'sha256-/)
  const asked = await get(key, { accept: 'application/linkset+json' })
  assert.equal(asked.statusCode, 200)
  for (const { headers } of [json, ld, page, asked]) assert.equal(headers.vary, 'Accept, Accept-Language')
})

test('SHOULD expose the linkset in an HTTP Link header, even when redirecting', async () => {
  for (const url of [`${key}/`, `${key}?linkType=gs1:epil`]) {
    const { headers } = await get(url)
    const link = `<http://localhost${key}?linkType=linkset>; rel="linkset"; type="application/linkset+json"; title="All links of this identifier"`
    assert.ok(String(headers.link).startsWith(link), String(headers.link))
  }
})

test('SHALL recognise one available link as the default for any given request URI', async () => {
  for (const path of [key, `${key}/10/A1`, `${key}/10/A2`, `${key}/21/7`, `${key}/22/V/10/A1/21/7`, `${key}/235/x`]) {
    assert.equal((await get(path)).headers.location, product.href, path)
    assert.equal((await get(`${path}?linkType=gs1:defaultLink`)).statusCode, 307)
  }
})

test('SHALL redirect to the default link unless the request can be matched to a better one', async () => {
  assert.equal((await get(key, { 'accept-language': 'de' })).headers.location, product.href)
  assert.equal((await get(key, { 'accept-language': 'el-CY, en;q=0.5' })).headers.location, greek.href)
})

test('SHALL redirect to the requested linkType if available, else 404: CUSTODY_LINK_TYPE_UNKNOWN', async () => {
  const to = async (linkType: string, headers = {}) =>
    (await get(`${key}/10/A1?linkType=${encodeURIComponent(linkType)}`, headers)).headers.location?.split('?')[0]
  assert.equal(await to('gs1:recallStatus'), lotNote.href)
  assert.equal(await to(`${voc}recallStatus`), lotNote.href)
  assert.equal(await to('gs1:epil', { accept: 'application/pdf' }), leafletPdf.href)
  const missing = await get(`${key}?linkType=gs1:smpc`)
  assert.deepEqual([missing.statusCode, missing.json().code], [404, 'CUSTODY_LINK_TYPE_UNKNOWN'])
  assert.deepEqual((await get(`${key}/21/7?linkType=gs1:recallStatus`)).statusCode, 404, 'of another level')
})

test('300 with the links that fit a request equally, as a linkset or a page', async () => {
  const answer = await get(`${key}?linkType=gs1:epil`)
  assert.equal(answer.statusCode, 300)
  assert.equal(answer.json().linkset[0][`${voc}epil`].length, 2)
  assert.equal(answer.json().linkset[0][`${voc}pip`], undefined)
  const page = await get(`${key}?linkType=gs1:epil`, { accept: 'text/html;q=0.9, application/pdf;q=0.9' })
  assert.equal(page.statusCode, 300)
  assert.match(page.body, /<h1>Please choose<\/h1>/)
  assert.match(page.body, /linkType=gs1:epil&#38;lang=el/)
})

test('SHALL pass on all key=value pairs in the query string when redirecting', async () => {
  assert.equal((await get(`${key}?foo=bar`)).headers.location, `${product.href}?foo=bar`)
  const query = '17=261231;3103=000189&flag&linkType=gs1:recallStatus&q=%2F%20'
  assert.equal((await get(`${key}/10/A1?${query}`)).headers.location, `${lotNote.href}?${query}`)
})

test('SHALL provide a resolver description file at /.well-known/gs1resolver', async () => {
  const answer = await get('/.well-known/gs1resolver')
  assert.equal(answer.statusCode, 200)
  assert.equal(answer.headers['content-type'], 'application/json')
  const { resolverRoot, supportedPrimaryKeys, supportedLinkType } = answer.json()
  assert.equal(resolverRoot, 'http://localhost')
  for (const ai of supportedPrimaryKeys) assert.notEqual((await get(`/${ai}/x`)).json().code, 'KERNEL_NOT_FOUND', ai)
  assert.deepEqual(supportedLinkType, [{ namespace: voc, prefix: 'gs1:' }])
})

test('SHALL recognise the GS1 Web vocabulary, and takes no link type that could double one of it', async () => {
  const elsewhere = { ...product, link_type: 'https://other.example/voc/pip' }
  const answer = await node.setLinks(key, [elsewhere])
  assert.deepEqual([answer.statusCode, answer.json().code], [400, 'CUSTODY_LINK_INVALID'])
  const handled = await node.setLinks(key, [{ ...product, link_type: 'gs1:handledBy' }])
  assert.equal(handled.json().code, 'CUSTODY_LINK_INVALID')
})

test('SHOULD tolerate trailing slashes', async () => {
  const [plain, slash] = [await get(`${key}/10/A1`), await get(`${key}/10/A1/`)]
  assert.deepEqual([slash.statusCode, slash.headers.location], [plain.statusCode, plain.headers.location])
})

test('other methods get 405 and what is allowed', async () => {
  for (const method of ['POST', 'PUT', 'DELETE'] as const) {
    const answer = await node.ask(method, key)
    assert.deepEqual([answer.statusCode, answer.headers.allow], [405, 'GET, HEAD, OPTIONS'], method)
  }
})

test('a number that is well formed and unknown is 404: CUSTODY_LINK_UNKNOWN', async () => {
  for (const path of ['/01/09506000134369', '/00/106141412345678908', '/414/9506000134352', '/8004/061414112345400']) {
    const answer = await get(path)
    assert.deepEqual([answer.statusCode, answer.json().code], [404, 'CUSTODY_LINK_UNKNOWN'], path)
  }
})

test('looking up writes no address down, sets no cookie and changes no table', async () => {
  const from = '203.0.113.77'
  const rows = () => node.kernel.database.query({ name: 'test_all_links', text: 'select * from custody.resolver_link' })
  const before = await rows()
  const answers = await Promise.all(
    [key, `${key}/21/S3CR3T`, `${key}/foo`, '/01/09506000134369'].map((url) =>
      node.app.inject({ url, remoteAddress: from, headers: { host: 'localhost', ...browser } }),
    ),
  )
  for (const { headers } of answers) assert.equal(headers['set-cookie'], undefined)
  assert.deepEqual(await rows(), before)
  assert.doesNotMatch(node.logged(), /203\.0\.113\.77|S3CR3T|09506000134369/)
  assert.match(node.logged(), /"route":"\/01\/\*"/)
})

test('a look-up is one statement', async () => {
  const counted: number[] = []
  for (let i = 0; i < 5; i++) {
    const before = node.kernel.database.statements
    await get(`${key}/22/V/10/A1/21/7?linkType=linkset`)
    counted.push(node.kernel.database.statements - before)
  }
  // The node sends some of its own now and then, which can only add.
  assert.equal(Math.min(...counted), 1)
})
