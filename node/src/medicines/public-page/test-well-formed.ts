import assert from 'node:assert/strict'

/** A document as its tags and its text. */
export interface ReadDocument {
  /** How often each element stands in it. */
  readonly names: ReadonlyMap<string, number>
  readonly text: string
  /** Texts of the elements of a name. */
  texts(name: string): string[]
}

const tag = /<(\/?)([a-z][a-z0-9]*)((?:\s+[a-zA-Z-]+="[^"<]*")*)\s*(\/?)>/y

/** Reads a page as strictly as XML: every element is closed where it should be, every attribute quoted, `<` and `&` escaped. */
export function documentOf(html: string): ReadDocument {
  const names = new Map<string, number>()
  const found: { name: string; text: string }[] = []
  const open: { name: string; text: string }[] = []
  let text = ''
  let at = html.indexOf('<html')
  assert.equal(html.slice(0, at), '<!DOCTYPE html>\n')
  while (at < html.length) {
    if (html[at] !== '<') {
      const next = html.indexOf('<', at)
      const raw = html.slice(at, next < 0 ? html.length : next)
      assert.doesNotMatch(raw, /&(?!#\d+;)|[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/u)
      const told = raw.replace(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code)))
      text += told
      for (const element of open) element.text += told
      at += raw.length
      continue
    }
    tag.lastIndex = at
    const [whole, closes, name = '', attributes = '', empty] = tag.exec(html) ?? assert.fail(html.slice(at, at + 60))
    assert.doesNotMatch(attributes, /&(?!#\d+;)/)
    if (closes) found.push(closed(open, name))
    else {
      names.set(name, (names.get(name) ?? 0) + 1)
      if (!empty) open.push({ name, text: '' })
    }
    at += whole.length
  }
  assert.deepEqual(open, [])
  return {
    names,
    text,
    texts: (name) => found.filter((element) => element.name === name).map((element) => element.text),
  }
}

function closed(open: { name: string; text: string }[], name: string) {
  const last = open.pop()
  assert.equal(last?.name, name)
  return last as { name: string; text: string }
}
