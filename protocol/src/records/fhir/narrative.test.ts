import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { fuzzRuns } from '../../kernel/fuzz-runs.ts'
import { isNarrative, NARRATIVE_DEPTH_MAX, NARRATIVE_LENGTH_MAX } from './narrative.ts'

const root = (inner: string) => `<div xmlns="http://www.w3.org/1999/xhtml">${inner}</div>`

const plain = [
  '<p>a <b>b</b> &lt;script&gt; &#945;&#x3b1;</p>',
  '<table border="1"><tr><td style="color: red" colspan="2">a</td></tr></table>',
  `<a href='#top'>a</a><a href="Patient/1">b</a><a href="https://example.org/?a=1&amp;b=javascript:c">c</a>`,
  '<img src="#image" alt="a > b"/><br/><hr />',
  '<img src="data:image/png;base64,QUJD"/>',
  '<!-- a - b -->a',
  '<p title="onclick=x()">on = a</p>',
  '<span style="background: url(data: image/png;base64,QUJD)">a</span>',
  '<div xmlns="http://www.w3.org/1999/xhtml">Ευρήματα 😀</div>',
]

/** What a browser would act on, or another parser read differently. */
const active = [
  '<script>x</script>',
  '<iframe/>',
  '<form>a</form>',
  '<svg/>',
  '<P>a</P>',
  '<p onclick="x()">a</p>',
  '<p ONCLICK="x()">a</p>',
  '<img src="x"/onerror="alert(1)"/>',
  '<img src="x"onerror="alert(1)"/>',
  '<img src=x onerror=alert(1)/>',
  '<a title=">" onclick="x()">a</a>',
  '<a href="javascript:x">a</a>',
  '<a href=" JavaScript:x">a</a>',
  '<a href="&#106;avascript:x">a</a>',
  '<a href="&#x6A;avascript:x">a</a>',
  '<a href="java\tscript:x">a</a>',
  '<a href="java&#9;script:x">a</a>',
  '<a href="java&Tab;script:x">a</a>',
  '<a href="javascript&colon;x">a</a>',
  '<a href="\u0001javascript:x">a</a>',
  '<a href="vbscript:x">a</a>',
  '<a href="data:text/html,x">a</a>',
  '<a href="data:image/png;base64,QUJD">a</a>',
  '<a href="blob:x">a</a>',
  '<img src="data:text/html,x"/>',
  '<img src="data:image/svg+xml,x"/>',
  '<p style="background: url(javascript:x)">a</p>',
  '<p style="width: expression(x)">a</p>',
  '<p style="width: exp/**/ression(x)">a</p>',
  '<p style="\\75rl(x)">a</p>',
  '<p style="-moz-binding: url(x)">a</p>',
  '<p xmlns="http://www.w3.org/2000/svg">a</p>',
  '<x:p>a</x:p>',
  '<p id="a" id="b">a</p>',
  '<p hidden>a</p>',
  '<p>a</b>',
  '<p>a',
  'a</p>',
  'a<b',
  '<!--><img src="x"/>-->',
  '<!-- a -- b -->',
  '<!-- a',
  '<![CDATA[a]]>',
  ']]>a',
  '<?xml version="1.0"?>a',
  '<!DOCTYPE html>a',
  'a & b',
  '&nbsp;a',
  '&#0;a',
  '&#xd800;a',
  '\u0000a',
  '\ud800a',
]

test('narratives are plain XHTML', () => {
  for (const inner of plain) assert.equal(isNarrative(root(inner)), true, inner)
})

test('error: what is active or not well-formed is refused', () => {
  for (const inner of active) assert.equal(isNarrative(root(`<p>a</p>${inner}`)), false, inner)
})

test('error: anything but one div of XHTML with something in it is refused', () => {
  const roots = [
    'text',
    '',
    '<p xmlns="http://www.w3.org/1999/xhtml">a</p>',
    '<div>a</div>',
    '<div xmlns="http://www.w3.org/2000/svg">a</div>',
    `${root('a')}${root('b')}`,
    `${root('a')}text`,
    `text${root('a')}`,
    `${root('a')}<!-- b -->`,
    '<!DOCTYPE a><div/>',
    root(''),
    root(' <p>&#32;</p> '),
    '<div xmlns="http://www.w3.org/1999/xhtml"/>',
    `<div xmlns="http://www.w3.org/1999/xhtml">a`,
    5,
    null,
    undefined,
  ]
  for (const div of roots) assert.equal(isNarrative(div), false, String(div))
})

test('error: a narrative over a limit is refused', () => {
  const nested = (depth: number) => root(`${'<b>'.repeat(depth)}a${'</b>'.repeat(depth)}`)
  assert.equal(isNarrative(nested(NARRATIVE_DEPTH_MAX - 1)), true)
  assert.equal(isNarrative(nested(NARRATIVE_DEPTH_MAX)), false)
  assert.equal(isNarrative(root('a'.repeat(NARRATIVE_LENGTH_MAX))), false)
  assert.equal(isNarrative(root(`<p${' title="a"'.repeat(100_000)}>a</p>`)), false)
})

const words = fc.stringMatching(/^[a-zα-ω "'=>-]{1,12}$/)
const quoted = fc.stringMatching(/^[a-zα-ω '=>-]{0,12}$/)
const { tree } = fc.letrec<{ tree: string }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 4 },
    words,
    fc.constantFrom(...plain),
    fc
      .tuple(fc.constantFrom('p', 'b', 'td', 'ul'), quoted, fc.array(tie('tree'), { maxLength: 3 }))
      .map(([name, title, inner]) => `<${name} title="${title}">${inner.join('')}</${name}>`),
  ),
}))

test('property: a tree of plain elements is a narrative, and is none with something active anywhere between them', () => {
  fc.assert(
    fc.property(fc.array(tree, { maxLength: 3 }), fc.constantFrom(...active), fc.nat(3), (trees, piece, at) => {
      assert.equal(isNarrative(root(`a${trees.join('')}`)), true)
      assert.equal(isNarrative(root(`a${trees.toSpliced(at, 0, `<p>${piece}</p>`).join('')}`)), false)
    }),
    { numRuns: fuzzRuns },
  )
})

const pieces = fc.constantFrom(
  ...'< > </ /> = " \' & ; : a p b div img script on onclick onerror href src style title xmlns javascript: data: &#106; <!-- --> \t \u0000'.split(
    ' ',
  ),
  ' ',
  '<p>',
  '</p>',
  ...plain,
  ...active,
)

/** Tags as a browser finds them. */
function tagsOf(html: string): string[] {
  const shown = html.replace(/<!--(?:-?>|[\s\S]*?--!?>)/g, '')
  return [...shown.matchAll(/<(?:"[^"]*"|'[^']*'|[^'">])*>/g)].map(([tag]) => tag)
}

test('property: whatever is accepted has no active element, attribute or address', () => {
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 12 }), (list) => {
      const html = root(list.join(''))
      if (!isNarrative(html)) return
      for (const tag of tagsOf(html)) {
        const bare = tag.replace(/"[^"]*"|'[^']*'/g, '""')
        assert.match(bare, /^<\/?[a-z][a-z0-9]*(?:\s+(?!on)[a-z:]+\s*=\s*"")*\s*\/?>$/)
        assert.doesNotMatch(tag, /(?:href|src)\s*=\s*["']\s*(?:javascript|vbscript|data:text|&)/i)
      }
    }),
    { numRuns: fuzzRuns },
  )
})
