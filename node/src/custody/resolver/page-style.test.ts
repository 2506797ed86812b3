import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import { pagePolicy, pageStyle } from './page-style.ts'

/** @source WCAG 2.2, relative luminance */
function luminance(hex: string): number {
  const whole = hex.length === 4 ? hex.slice(1).replace(/./g, '$&$&') : hex.slice(1)
  const [red = 0, green = 0, blue = 0] = [0, 2, 4].map((at) => {
    const channel = Number.parseInt(whole.slice(at, at + 2), 16) / 255
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (light + 0.05) / (dark + 0.05)
}

/** The colours of the two schemes, by the name of their property. */
const schemes = [...pageStyle.matchAll(/:root\{([^}]*)\}/g)].map(
  ([, rules = '']) =>
    new Map([...rules.matchAll(/--(\w+):(#[0-9a-f]+)/g)].map(([, name = '', hex = '']) => [name, hex])),
)

test('WCAG 2.2, 1.4.3 and 1.4.11: text and borders stand out in both schemes', () => {
  assert.equal(schemes.length, 2)
  for (const scheme of schemes) {
    const ground = scheme.get('ground') ?? ''
    for (const name of ['ink', 'muted', 'link']) assert.ok(contrast(scheme.get(name) ?? '', ground) >= 4.5, name)
    for (const name of ['line', 'focus']) assert.ok(contrast(scheme.get(name) ?? '', ground) >= 3, name)
  }
})

test('WCAG 2.2, 1.4.3: every verdict is readable on its own ground', () => {
  const verdicts = [...pageStyle.matchAll(/\.(\w+)\{background:(#\w+);color:(#\w+)/g)]
  assert.deepEqual(
    verdicts.map(([, name]) => name),
    ['good', 'care', 'stop'],
  )
  for (const [, name, ground = '', ink = ''] of verdicts) assert.ok(contrast(ground, ink) >= 4.5, name)
})

test('the policy lets through the style, by its digest, and nothing else', () => {
  const digest = createHash('sha256').update(pageStyle).digest('base64')
  assert.ok(pagePolicy.includes(`style-src 'sha256-${digest}'`))
  assert.doesNotMatch(pagePolicy, /script-src|unsafe|https?:|\*/)
  assert.match(pagePolicy, /default-src 'none'/)
})
