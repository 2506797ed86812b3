import assert from 'node:assert/strict'
import { after, before, mock, test } from 'node:test'
import { type Elements, writeDigitalLink, writeElementString } from '@symbolon/protocol/custody'
import { drawLabel, type LabelContent, type LabelDrawing } from './draw-label.ts'
import { encodeSymbol } from './encode-symbol.ts'
import { layOutLabel } from './lay-out-label.ts'
import { GS1_128_CHARS_MAX } from './symbologies.ts'
import { drawGeometry, readImage, readPng, readSvg } from './test-reader.ts'

const pack: Elements = [
  ['01', '05212345000019'],
  ['21', 'K7Q2M9X4'],
  ['17', '281100'],
  ['10', 'L26-118'],
]
const signs: Elements = [
  ['01', '05212345000019'],
  ['21', '!"%&\'()*+,-./:;<=>?'],
  ['10', '(10)A_z(21)'],
]
const pallet: Elements = [['00', '106141412345678908']]
const title = { text: 'Ετικέτα «συσκευασίας» <&>', language: 'el' } as const
const link = writeDigitalLink(pack, { stem: 'https://example.com/p', parameters: [['sig', 'A-_z'.repeat(26)]] })

interface Case {
  readonly name: string
  readonly drawing: LabelContent & { readonly x_dimension_mm?: number }
  /** What a reader has to find, behind the symbology identifier that says whose data they are. */
  readonly text: string
  readonly format: string
}

function caseOf(name: string, drawing: Case['drawing']): Case {
  if (drawing.symbology === 'qr-digital-link') return { name, drawing, text: `]Q1${drawing.link}`, format: 'QRCode' }
  const isMatrix = drawing.symbology === 'gs1-datamatrix'
  const text = `${isMatrix ? ']d2' : ']C1'}${writeElementString(drawing.elements)}`
  return { name, drawing, text, format: isMatrix ? 'DataMatrix' : 'Code128' }
}

const cases: readonly Case[] = [
  caseOf('DataMatrix of a pack', { symbology: 'gs1-datamatrix', elements: pack }),
  caseOf('DataMatrix with signs and brackets', { symbology: 'gs1-datamatrix', elements: signs }),
  caseOf('large DataMatrix', { symbology: 'gs1-datamatrix', elements: internal(3) }),
  caseOf('GS1-128 of a pallet', { symbology: 'gs1-128', elements: pallet }),
  caseOf('GS1-128 of a pack', { symbology: 'gs1-128', elements: pack, x_dimension_mm: 0.3 }),
  caseOf('GS1-128 with signs', { symbology: 'gs1-128', elements: signs.slice(0, 2), x_dimension_mm: 0.25 }),
  caseOf('QR code of a signed link', { symbology: 'qr-digital-link', elements: pack, link }),
]

/** A pack with much that its company says to itself. */
function internal(count: number): Elements {
  const more = Array.from({ length: count }, (_, i) => [String(91 + i), `${'aB_3"'.repeat(18)}`] as const)
  return [...pack, ...more]
}

const textOf = ({ bytes }: { bytes: Uint8Array }) => new TextDecoder().decode(bytes)

for (const { name, drawing, text, format } of cases) {
  test(`${name}: the PNG is read back exactly`, async () => {
    const label = await drawLabel({ ...drawing, format: 'png', title })
    const [found, ...others] = await readImage(readPng(label.bytes))
    assert.deepEqual(others, [])
    assert.equal(found?.format, format)
    assert.equal(found.symbologyIdentifier + Buffer.from(found.bytes).toString('latin1'), text)
  })

  test(`${name}: the rectangles of the SVG are read back exactly`, async () => {
    const label = await drawLabel({ ...drawing, format: 'svg', title })
    const [found, ...others] = await readImage(drawGeometry(readSvg(textOf(label)), 24))
    assert.deepEqual(others, [])
    assert.equal((found?.symbologyIdentifier ?? '') + Buffer.from(found?.bytes ?? []).toString('latin1'), text)
  })
}

const fetched: unknown[] = []
before(() => {
  mock.method(globalThis, 'fetch', async (input: unknown) => {
    fetched.push(input)
    throw new TypeError('a label needs no network')
  })
})
after(() => {
  mock.restoreAll()
  assert.deepEqual(fetched, [], 'nothing was fetched')
})

const drawing: LabelDrawing = { symbology: 'gs1-datamatrix', elements: pack, format: 'svg', title }

test('every character that GS1 allows, and every length, is read back from a DataMatrix', async () => {
  const letters = '!"%&\'()*+,-./0123456789:;<=>?ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz'
  for (let length = 1; length <= 20; length++) {
    const serial = Array.from({ length }, (_, i) => letters[(7 * length + 31 * i) % letters.length]).join('')
    const lot = letters.slice(4 * length - 4, 4 * length + 10)
    const elements: Elements = [['01', '05212345000019'], ['10', lot], ['21', serial]] // biome-ignore format: pairs
    const label = await drawLabel({ ...drawing, elements, format: 'png' })
    const [found] = await readImage(readPng(label.bytes))
    assert.equal(Buffer.from(found?.bytes ?? []).toString('latin1'), writeElementString(elements), serial)
  }
})

test('a label stands on white, its quiet zone around the symbol, and is titled in its language', async () => {
  for (const { name, drawing: content } of cases) {
    const label = await drawLabel({ ...content, format: 'svg', title })
    const svg = textOf(label)
    const geometry = readSvg(svg)
    const columns = Math.max(...geometry.rectangles.map(({ x, width }) => x + width))
    const zone = { 'gs1-datamatrix': 1, 'gs1-128': 10, 'qr-digital-link': 4 }[content.symbology] * label.x_dimension_mm
    const right_mm = label.width_mm - geometry.left_mm - columns * label.x_dimension_mm
    assert.ok(Math.min(geometry.left_mm, right_mm) > zone - 0.001, name)
    if (content.symbology !== 'gs1-128') assert.ok(geometry.top_mm > zone - 0.001, name)
    assert.match(svg, /<path fill="#fff" d="M0 0h/)
    assert.match(
      svg,
      /lang="el" aria-label="Ετικέτα «συσκευασίας» &lt;&amp;&gt;"><title>Ετικέτα «συσκευασίας» &lt;&amp;&gt;<\/title>/,
    )
    assert.doesNotMatch(svg, /href|style|script|font|url\(/)
  }
})

test('a PNG knows its size on paper and its title', async () => {
  const label = await drawLabel({ ...drawing, format: 'png', dots_per_inch: 300 })
  const { width, height, chunks } = readPng(label.bytes)
  assert.ok(Math.abs((width / 300) * 25.4 - label.width_mm) < 0.1)
  assert.ok(Math.abs((height / 300) * 25.4 - label.height_mm) < 0.1)
  assert.equal(chunks.get('pHYs')?.readUInt32BE(0), 11_811)
  assert.equal(chunks.get('iTXt')?.toString('utf8'), `Title\0\0\0el\0\0${title.text}`)
  assert.ok(Math.abs(label.x_dimension_mm - (4 * 25.4) / 300) < 1e-9, 'a whole number of dots')
})

test('beneath stands what the symbol says, each identifier in brackets, no element broken', () => {
  const symbol = encodeSymbol('gs1-datamatrix', writeElementString(pack))
  const parts = { symbol, elements: pack, x_dimension_mm: 0.38, bar_height_mm: 20 }
  const linesOf = (symbology: 'gs1-datamatrix' | 'gs1-128') => layOutLabel({ ...parts, symbology }).lines
  assert.deepEqual(
    linesOf('gs1-datamatrix').map(({ text }) => text),
    ['(01)05212345000019', '(21)K7Q2M9X4', '(17)281100', '(10)L26-118'],
  )
  const wide = encodeSymbol('gs1-128', writeElementString(pack))
  const beneath = layOutLabel({ ...parts, symbol: wide, symbology: 'gs1-128' })
  assert.deepEqual(
    beneath.lines.map(({ text }) => text),
    ['(01)05212345000019 (21)K7Q2M9X4 (17)281100 (10)L26-118'],
  )
  for (const { left_mm, base_mm } of beneath.lines) assert.ok(left_mm >= 0 && base_mm < beneath.height_mm)
})

const refused: readonly (readonly [why: string, changes: object])[] = [
  ['a size below the range', { x_dimension_mm: 0.253 }],
  ['a size above the range', { x_dimension_mm: 1 }],
  ['a QR code with small modules', { symbology: 'qr-digital-link', link, x_dimension_mm: 0.395 }],
  ['a printer that is too coarse', { format: 'png', dots_per_inch: 100 }],
  [
    'dots that no module fits',
    { symbology: 'qr-digital-link', link, format: 'png', dots_per_inch: 150, x_dimension_mm: 0.4 },
  ],
  ['49 characters in GS1-128', { symbology: 'gs1-128', elements: [['00', '106141412345678908'], ['91', 'x'.repeat(27)]] }], // biome-ignore format: pairs
  ['a GS1-128 that is too wide', { symbology: 'gs1-128' }],
  ['bars that are too low', { symbology: 'gs1-128', elements: pallet, bar_height_mm: 12 }],
  ['bars that are too high', { symbology: 'gs1-128', elements: pallet, bar_height_mm: 101 }],
  ['more than a DataMatrix holds', { elements: internal(3).concat(many()) }],
  ['no title', { title: { text: ' ', language: 'en' } }],
  ['a title without end', { title: { text: 'x'.repeat(201), language: 'en' } }],
  ['a link of another pack', { symbology: 'qr-digital-link', link: link.replace('K7Q2', 'K7Q3') }],
  ['a link that says less', { symbology: 'qr-digital-link', link: link.replace('17=281100&', '') }],
  ['a link without end', { symbology: 'qr-digital-link', link: `${link}&x=${'y'.repeat(500)}` }],
]
for (const [why, changes] of refused) {
  test(`error: CUSTODY_LABEL_REFUSED for ${why}`, async () => {
    await assert.rejects(drawLabel({ ...drawing, ...changes } as LabelDrawing), { code: 'CUSTODY_LABEL_REFUSED' })
  })
}

/** What else may stand with a pack, as long as it gets. */
function many(): Elements {
  const run = (first: number, count: number) => Array.from({ length: count }, (_, i) => String(first + i))
  const texts = ['90', '240', '241'].map((ai) => [ai, mixed(30)] as const)
  const processors = run(7030, 10).map((ai) => [ai, `300${mixed(27)}`] as const)
  const certificates = run(7230, 10).map((ai) => [ai, `EM${mixed(28)}`] as const)
  const companies = run(94, 6).map((ai) => [ai, mixed(90)] as const)
  const national = run(710, 8).map((ai) => [ai, mixed(20)] as const)
  return [...texts, ...national, ...processors, ...certificates, ...companies]
}

/** Letters that no mode of a DataMatrix packs together. */
function mixed(length: number): string {
  return 'aB"'.repeat(length).slice(0, length)
}

test('48 characters fit GS1-128', async () => {
  const elements: Elements = [['00', '106141412345678908'], ['91', '9'.repeat(26)]] // biome-ignore format: pairs
  assert.equal(writeElementString(elements).length, GS1_128_CHARS_MAX)
  const label = await drawLabel({ ...drawing, symbology: 'gs1-128', elements, format: 'png', x_dimension_mm: 0.3 })
  const [found] = await readImage(readPng(label.bytes))
  assert.equal(Buffer.from(found?.bytes ?? []).toString('latin1'), writeElementString(elements))
})

test('error: CUSTODY_GS1_INVALID for characters that GS1 has not', async () => {
  for (const lot of ['a b', '^FNC1', 'Α', '€', '']) {
    const elements: Elements = [['01', '05212345000019'], ['10', lot]] // biome-ignore format: pairs
    await assert.rejects(drawLabel({ ...drawing, elements }), { code: 'CUSTODY_GS1_INVALID' })
  }
})
