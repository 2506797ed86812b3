import assert from 'node:assert/strict'
import { test } from 'node:test'
import { hasCode, SymbolonError } from '../../kernel/index.ts'
import { linkHeader } from './link-header.ts'
import { linksetForm, linksetOf, wantsPage } from './linkset.ts'
import { redirectTarget } from './redirect-target.ts'
import { describeResolver } from './resolver-description.ts'
import { anchorOf } from './resolver-levels.ts'
import { RESOLVER_LINKS_MAX, resolverLinksAt, type WrittenLink } from './resolver-link.ts'

const anchor = '/01/09506000134352'
const good: WrittenLink = { link_type: 'gs1:pip', href: 'https://maker.example/a', title: 'Product', role: 'default' }

function refusal(...links: readonly WrittenLink[]): string {
  try {
    resolverLinksAt(anchor, links)
    return 'nothing'
  } catch (error) {
    if (!(error instanceof SymbolonError)) throw error
    return [error.code, error.facts.pointer].filter(Boolean).join(' ')
  }
}

test('All links SHALL include the target URL, the link type and a title: CUSTODY_LINK_INVALID', () => {
  const cases: readonly (readonly [Partial<WrittenLink>, string])[] = [
    [{ link_type: 'pip' }, 'link_type'],
    [{ link_type: 'https://other.example/pip' }, 'link_type'],
    [{ link_type: 'gs1:defaultLink' }, 'link_type'],
    [{ link_type: 'gs1:handledBy' }, 'link_type'],
    [{ href: '' }, 'href'],
    [{ href: 'http://maker.example/' }, 'href'],
    [{ href: 'javascript:alert(1)' }, 'href'],
    [{ href: 'data:text/html,x' }, 'href'],
    [{ href: '/relative' }, 'href'],
    [{ href: 'https://user:secret@maker.example/' }, 'href'],
    [{ href: `https://maker.example/${'x'.repeat(3000)}` }, 'href'],
    [{ title: ' ' }, 'title'],
    [{ title: 'two\nlines' }, 'title'],
    [{ title: 'x'.repeat(201) }, 'title'],
    [{ hreflang: ['greek'] }, 'hreflang'],
    [{ hreflang: ['EL'] }, 'hreflang'],
    [{ media_type: 'html' }, 'media_type'],
    [{ media_type: 'text/html; charset=utf-8' }, 'media_type'],
  ]
  for (const [more, member] of cases) {
    assert.equal(refusal(good, { ...good, role: 'other', ...more }), `CUSTODY_LINK_INVALID /links/1/${member}`)
  }
  assert.equal(refusal(good), 'nothing')
})

test('error: CUSTODY_LINK_DEFAULTS for two defaults or variants of none, CUSTODY_LINKS_TOO_MANY beyond the limit', () => {
  const other = { ...good, role: 'other' } as const
  assert.equal(refusal(good, good), 'CUSTODY_LINK_DEFAULTS')
  assert.equal(refusal({ ...good, role: 'variant' }), 'CUSTODY_LINK_DEFAULTS')
  assert.equal(refusal(other), 'nothing')
  assert.equal(refusal(...new Array(RESOLVER_LINKS_MAX).fill(other)), 'nothing')
  assert.equal(refusal(...new Array(RESOLVER_LINKS_MAX + 1).fill(other)), 'CUSTODY_LINKS_TOO_MANY')
})

test('error: CUSTODY_LINK_ANCHOR where a serial stands beside a lot or a variant', () => {
  const item = ['01', '09506000134352'] as const
  assert.equal(anchorOf([item, ['22', 'V'], ['10', 'A1']]), `${anchor}/22/V/10/A1`)
  assert.equal(anchorOf([item, ['21', '7']]), `${anchor}/21/7`)
  for (const group of [
    ['10', 'A1'],
    ['22', 'V'],
  ] as const) {
    assert.throws(
      () => anchorOf([item, group, ['21', '7']]),
      (fault) => hasCode(fault, 'CUSTODY_LINK_ANCHOR'),
    )
  }
})

test('a linkset has each identifier with its links by type, and the default link by its title alone', () => {
  const links = resolverLinksAt(anchor, [
    good,
    { ...good, href: 'https://maker.example/el', role: 'variant', hreflang: ['el'], media_type: 'text/html' },
  ])
  const variant = { href: 'https://maker.example/el', title: 'Product', type: 'text/html', hreflang: ['el'] }
  const product = { href: 'https://maker.example/a', title: 'Product' }
  assert.deepEqual(linksetOf('https://node.example', links), {
    linkset: [
      {
        anchor: 'https://node.example/01/09506000134352',
        'https://ref.gs1.org/voc/pip': [product, variant],
        'https://ref.gs1.org/voc/defaultLink': [product],
        'https://ref.gs1.org/voc/defaultLinkMulti': [variant],
      },
    ],
  })
})

test('a list of links comes in the form that is asked for by name', () => {
  const cases: readonly (readonly [string | undefined, string])[] = [
    [undefined, 'application/linkset+json'],
    ['*/*', 'application/linkset+json'],
    ['application/json', 'application/json'],
    ['application/ld+json, */*;q=0.1', 'application/ld+json'],
    ['text/html,application/xhtml+xml,*/*;q=0.8', 'text/html'],
    ['text/html;q=0.2, application/json;q=0.7', 'application/json'],
    ['text/html;q=0', 'application/linkset+json'],
    ['image/png', 'application/linkset+json'],
  ]
  for (const [accept, form] of cases) assert.equal(linksetForm(accept), form, accept)
  assert.deepEqual([undefined, '*/*', 'text/html', 'application/json, text/html;q=0.9'].map(wantsPage), [
    false,
    false,
    true,
    false,
  ])
})

test('SHALL pass on the query string when redirecting, all of it and as it came', () => {
  const cases: readonly (readonly [href: string, query: string, target: string])[] = [
    ['https://a.example/x', '', 'https://a.example/x'],
    ['https://a.example/x', '17=261231;3103=000189&flag&b=%2F', 'https://a.example/x?17=261231;3103=000189&flag&b=%2F'],
    ['https://a.example/x?own=1', 'linkType=gs1:pip', 'https://a.example/x?own=1&linkType=gs1:pip'],
    ['https://a.example/x?', 'a=b', 'https://a.example/x?a=b'],
    ['https://a.example/x#part', 'a=b', 'https://a.example/x?a=b#part'],
  ]
  for (const [href, query, target] of cases) assert.equal(redirectTarget(href, query), target)
})

test('the Link header has a title on every link, encoded where it is not ASCII', () => {
  const link = { href: 'https://n.example/', rel: 'linkset', title: 'All "links"', type: 'application/linkset+json' }
  assert.equal(
    linkHeader([link, { ...link, title: 'Όλα' }]),
    '<https://n.example/>; rel="linkset"; type="application/linkset+json"; title="All \\"links\\"", ' +
      `<https://n.example/>; rel="linkset"; type="application/linkset+json"; title*=UTF-8''%CE%8C%CE%BB%CE%B1`,
  )
})

test('the description file names the keys that are resolved and the vocabulary', () => {
  const { resolverRoot, supportedPrimaryKeys, supportedLinkType } = describeResolver('https://node.example')
  assert.equal(resolverRoot, 'https://node.example')
  assert.ok(['00', '01', '414', '8006'].every((key) => supportedPrimaryKeys.includes(key)))
  assert.ok(!supportedPrimaryKeys.includes('21'))
  assert.deepEqual(supportedLinkType, [{ namespace: 'https://ref.gs1.org/voc/', prefix: 'gs1:' }])
})
