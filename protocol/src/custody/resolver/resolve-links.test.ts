import assert from 'node:assert/strict'
import { test } from 'node:test'
import { hasCode } from '../../kernel/index.ts'
import { type ResolverQuestion, resolveLinks } from './resolve-links.ts'
import { levelsOf } from './resolver-levels.ts'
import type { ResolverLink } from './resolver-link.ts'

const key = '/01/09506000134352'
const lot = `${key}/10/A1`
const serial = `${key}/21/7`
const voc = (name: string) => `https://ref.gs1.org/voc/${name}`

function link(name: string, more: Partial<ResolverLink> = {}): ResolverLink {
  const href = `https://maker.example/${name}`
  return { anchor: key, link_type: voc('pip'), href, title: name, hreflang: [], role: 'other', ...more }
}

const levels = levelsOf([
  ['01', '09506000134352'],
  ['10', 'A1'],
  ['21', '7'],
])

/** Where a request is led, in a few words. */
function led(links: readonly ResolverLink[], question: ResolverQuestion = {}): string {
  try {
    const resolution = resolveLinks(levels, { links, ...question })
    if (resolution.outcome === 'redirect') return `307 ${resolution.link.title}`
    const status = resolution.outcome === 'choices' ? 300 : 200
    return `${status} ${resolution.links.map(({ title }) => title).join(' ')}`
  } catch (error) {
    if (hasCode(error, 'CUSTODY_LINK_UNKNOWN') || hasCode(error, 'CUSTODY_LINK_TYPE_UNKNOWN')) return error.code
    throw error
  }
}

const product = link('product', { role: 'default' })
const leaflets = [
  link('leaflet-el', { link_type: voc('epil'), hreflang: ['el'], media_type: 'text/html' }),
  link('leaflet-en', { link_type: voc('epil'), hreflang: ['en'], media_type: 'text/html' }),
  link('leaflet-pdf', { link_type: voc('epil'), hreflang: ['en'], media_type: 'application/pdf' }),
]

test('SHALL recognise one available link as the default for any given request URI', () => {
  assert.equal(led([...leaflets, product]), '307 product')
  const finer = link('lot', { anchor: lot, role: 'default' })
  assert.equal(led([product, finer]), '307 lot', 'the default of the most specific level that has one')
  const finest = link('pack', { anchor: serial, role: 'default' })
  assert.equal(led([product, finer, finest]), '307 pack')
  assert.equal(led([product, link('note', { anchor: serial })]), '307 product', 'a level without one passes on')
})

test('SHALL redirect to the default link unless the request can be matched to a better one', () => {
  const variants = ['el', 'fr'].map((language) => link(language, { role: 'variant', hreflang: [language] }))
  const links = [product, ...variants]
  assert.equal(led(links), '307 product')
  assert.equal(led(links, { accept_language: 'de' }), '307 product')
  assert.equal(led(links, { accept_language: '*' }), '307 product')
  assert.equal(led(links, { accept_language: 'el-GR,en;q=0.8' }), '307 el')
  assert.equal(led(links, { accept_language: 'de,fr;q=0.5,el;q=0.4' }), '307 fr')
  assert.equal(led(links, { accept_language: 'el,fr' }), '307 product', 'two that fit alike decide nothing')
  assert.equal(led(links, { accept_language: 'el;q=0' }), '307 product')
  const pdf = link('pdf', { role: 'variant', media_type: 'application/pdf' })
  assert.equal(led([product, pdf], { accept: '*/*' }), '307 product')
  assert.equal(led([product, pdf], { accept: 'application/pdf' }), '307 pdf')
  assert.equal(led(links, { accept_language: 'el', link_type: 'gs1:defaultLink' }), '307 product')
  assert.equal(led(links, { accept_language: 'el', link_type: 'gs1:defaultLinkMulti' }), '307 el')
})

test('SHALL redirect to the requested link type if it is available', () => {
  const links = [product, ...leaflets, link('recall', { link_type: voc('recallStatus'), anchor: lot })]
  for (const link_type of ['gs1:recallStatus', voc('recallStatus'), 'https://gs1.org/voc/recallStatus']) {
    assert.equal(led(links, { link_type }), '307 recall')
  }
  assert.equal(led(links, { link_type: 'gs1:pip' }), '307 product')
  assert.equal(led(links, { link_type: 'gs1:epil', accept_language: 'el' }), '307 leaflet-el')
  assert.equal(led(links, { link_type: 'gs1:epil', accept: 'application/pdf' }), '307 leaflet-pdf')
  const browser = 'text/html,application/xhtml+xml,*/*;q=0.8'
  assert.equal(led(links, { link_type: 'gs1:epil', accept: browser, accept_language: 'en-GB,en' }), '307 leaflet-en')
})

test('a requested link type is looked for level by level, the most specific first', () => {
  const links = [
    product,
    link('of-key', { link_type: voc('epil') }),
    link('of-lot', { link_type: voc('epil'), anchor: lot }),
  ]
  assert.equal(led(links, { link_type: 'gs1:epil' }), '307 of-lot')
})

test('300 where the request does not decide between links of the type that it asks for', () => {
  const links = [product, ...leaflets]
  assert.equal(led(links, { link_type: 'gs1:epil' }), '300 leaflet-el leaflet-en leaflet-pdf')
  assert.equal(led(links, { link_type: 'gs1:epil', accept_language: 'en' }), '300 leaflet-en leaflet-pdf')
  assert.equal(
    led(links, { link_type: 'gs1:epil', accept_language: 'fr', accept: 'text/html' }),
    '300 leaflet-el leaflet-en',
  )
  const neutral = link('leaflet', { link_type: voc('epil') })
  assert.equal(led([...links, neutral], { link_type: 'gs1:epil', accept_language: 'fr' }), '307 leaflet')
})

test('SHALL respond to linkType=linkset with every link of every level up to the key', () => {
  const finest = link('pack', { anchor: serial })
  const links = [product, finest, link('lot', { anchor: lot }), link('elsewhere', { anchor: `${key}/21/8` })]
  for (const question of [
    { link_type: 'linkset' },
    { link_type: 'all' },
    { accept: 'application/linkset+json' },
    { accept: 'text/html;q=0.5, application/linkset+json' },
  ]) {
    assert.equal(led(links, question), '200 pack lot product')
  }
  assert.equal(led(links, { accept: 'text/html, application/linkset+json;q=0.5' }), '307 product')
  assert.equal(led(links, { accept: 'application/json' }), '307 product')
})

test('error: CUSTODY_LINK_UNKNOWN where nothing is known, CUSTODY_LINK_TYPE_UNKNOWN where the type is not there', () => {
  assert.equal(led([]), 'CUSTODY_LINK_UNKNOWN')
  assert.equal(led([link('elsewhere', { anchor: `${key}/21/8`, role: 'default' })]), 'CUSTODY_LINK_UNKNOWN')
  assert.equal(led([], { link_type: 'linkset' }), 'CUSTODY_LINK_UNKNOWN')
  for (const link_type of ['gs1:smpc', 'gs1:', 'pip', '', 'https://other.example/voc/pip', 'gs1:defaultLinkMulti']) {
    assert.equal(led([product], { link_type }), 'CUSTODY_LINK_TYPE_UNKNOWN', link_type)
  }
  assert.equal(led([link('note')]), 'CUSTODY_LINK_TYPE_UNKNOWN', 'no default anywhere')
})

test('levels are the six sets of a trade item, and key and qualifiers of the others', () => {
  const item = ['01', '09506000134352'] as const
  const whole = levelsOf([item, ['22', '2A'], ['10', 'A1'], ['21', '7']])
  assert.deepEqual(whole, [serial, `${key}/22/2A/10/A1`, lot, `${key}/22/2A`, key])
  assert.deepEqual(levelsOf([item, ['235', 'x']]), [`${key}/235/x`, key])
  assert.deepEqual(levelsOf([['414', '9506000134369'], ['254', 'b']]), ['/414/9506000134369/254/b', '/414/9506000134369']) // biome-ignore format: pairs
  assert.deepEqual(levelsOf([['00', '106141412345678908']]), ['/00/106141412345678908'])
  assert.deepEqual(levelsOf([]), [])
})
