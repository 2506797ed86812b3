import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Language } from '@symbolon/protocol/kernel'
import fc from 'fast-check'
import { fuzzRuns } from '../../../../protocol/src/kernel/fuzz-runs.ts'
import { writePackPage } from './pack-page.ts'
import type { PublicPack } from './public-pack.ts'
import { gtin, now, packWith, serial } from './test-pack.ts'
import { documentOf } from './test-well-formed.ts'

const PAGE_BYTES_MAX = 50_000

function pageOf(
  more: Partial<PublicPack>,
  { language = 'en', code = {} }: { language?: Language; code?: object } = {},
) {
  const at = { language, alternate: `/01/${gtin}/21/${serial}?lang=${language === 'en' ? 'el' : 'en'}` }
  return writePackPage({ pack: packWith(more), gtin, serial, code, now }, at)
}

/** What each page says first, in both languages, and how it looks. */
const pages: readonly (readonly [name: string, more: Partial<PublicPack>, en: string, el: string, tone: string])[] = [
  ['genuine', {}, 'Genuine record, not dispensed yet', 'Γνήσια εγγραφή, δεν έχει χορηγηθεί ακόμη', 'good'],
  [
    'dispensed',
    { outcome: 'ended', is_dispensed: true },
    'Genuine record, already dispensed',
    'Γνήσια εγγραφή, έχει ήδη χορηγηθεί',
    'told',
  ],
  ['ended', { outcome: 'ended' }, 'No longer in the supply chain', 'Δεν βρίσκεται πια στην αλυσίδα διάθεσης', 'care'],
  ['recalled', { stops: ['recalled'] }, 'Do not use', 'Μην το χρησιμοποιήσετε', 'stop'],
  ['withdrawn', { stops: ['withdrawn'] }, 'Do not use', 'Μην το χρησιμοποιήσετε', 'stop'],
  ['expired', { expiry: '260100' }, 'Do not use', 'Μην το χρησιμοποιήσετε', 'stop'],
  ['stopped', { outcome: 'class_ended' }, 'Do not use', 'Μην το χρησιμοποιήσετε', 'stop'],
  ['unknown', { outcome: 'unknown', journey: [] }, 'Unknown number', 'Άγνωστος αριθμός', 'open'],
  ['unchecked', { outcome: 'not_checked' }, 'Not checked now', 'Δεν ελέγχθηκε τώρα', 'open'],
]

test('every outcome is a small well-formed page in both languages, with shape, word and colour', () => {
  for (const [name, more, en, el, tone] of pages) {
    for (const [language, verdict] of [
      ['en', en],
      ['el', el],
    ] as const) {
      // biome-ignore format: pairs
      const html = pageOf(more, { language })
      assert.ok(Buffer.byteLength(html) < PAGE_BYTES_MAX, name)
      const { names, texts } = documentOf(html)
      assert.deepEqual(texts('h1'), [verdict], name)
      for (const landmark of ['header', 'main', 'footer', 'h1', 'title']) assert.equal(names.get(landmark), 1, landmark)
      assert.ok(names.get('svg') === 1 && html.includes(`class="verdict ${tone}"`), name)
      assert.match(html, new RegExp(`^<!DOCTYPE html>\\n<html lang="${language}">`))
      assert.match(html, language === 'en' ? /lang="el" hreflang="el">Ελληνικά</ : /lang="en" hreflang="en">English</)
    }
  }
})

test('nothing of a page runs, loads, is sent or comes from elsewhere', () => {
  for (const [name, more] of pages) {
    const html = pageOf(more)
    const { names } = documentOf(html)
    for (const tag of ['script', 'iframe', 'img', 'form', 'input', 'object', 'embed', 'link', 'base', 'video']) {
      assert.equal(names.get(tag), undefined, `${name}: ${tag}`)
    }
    assert.doesNotMatch(html, /https?:\/\/|url\(|@import| on\w+=|style="|javascript:/i, name)
  }
})

test('no page says fake, and none but the genuine one sounds in order', () => {
  for (const [name, more, en] of pages) {
    assert.doesNotMatch(pageOf(more), /\bfake|counterfeit|\bOK\b/i, name)
    assert.doesNotMatch(pageOf(more, { language: 'el' }), /πλαστ|ψεύτικ|κίβδηλ/i, name)
    assert.equal(en.startsWith('Genuine'), name === 'genuine' || name === 'dispensed')
  }
  assert.match(
    pageOf({ outcome: 'not_checked' }),
    /does not mean that the pack is suspect, and not that it is in order/,
  )
})

test('the pack, its coarse way, the age of the status and the proof are told', () => {
  const told = documentOf(pageOf({}, { language: 'el' })).text
  for (const part of ['Εξαμπλόλη δισκία 20 mg', 'Invented Pharma SA', 'A1', 'Δεκέμβριος 2027', gtin, serial]) {
    assert.ok(told.includes(part), part)
  }
  assert.match(told, /Παρασκευάστηκε · Γερμανία · Μάρτιος 2026/)
  assert.match(told, /Η κατάσταση όπως ήταν στις 30 Νοεμβρίου 2026, 11:57 UTC \(πριν από 3 λεπτά\)/)
  assert.match(told, /ένας αριθμός μπορεί να αντιγραφεί/)
  const html = pageOf({})
  assert.match(
    html,
    /<a class="button" href="\/v1\/packs\/01\/09506000134352\/21\/7Q2KX9\/proof" download="">Download the proof<\/a>/,
  )
  assert.match(documentOf(html).text, /Arrived · Greece · May 2026/)
  const { proof: _, as_of: __, ...bare } = packWith()
  const without = writePackPage({ pack: bare, gtin, serial, code: {}, now }, { language: 'en', alternate: '/' })
  assert.doesNotMatch(without, /download=|Status of/)
})

test('one bad thing does not hide another', () => {
  const dispensed = documentOf(
    pageOf({ outcome: 'ended', is_dispensed: true, stops: ['recalled'], expiry: '260100' }),
  ).text
  assert.match(dispensed, /have recalled this lot.*expiry date has passed.*has been dispensed already/s)
  assert.match(documentOf(pageOf({ outcome: 'ended', stops: ['recalled'] })).text, /already left the supply chain/)
  assert.match(
    documentOf(pageOf({ outcome: 'not_checked', stops: ['recalled'] })).text,
    /could not be looked up just now/,
  )
  assert.match(documentOf(pageOf({ outcome: 'unknown', stops: ['withdrawn'] })).text, /number itself is not known here/)
  const both = documentOf(pageOf({ stops: ['recalled'] }, { code: { lot: 'B1' } })).text
  assert.match(both, /another lot or expiry.*Lot in the code: B1. Lot in the record: A1./s)
})

test('a code that differs says what it says and what the record says', () => {
  const { text, texts } = documentOf(pageOf({}, { code: { lot: 'B<1', expiry: '280331' } }))
  assert.deepEqual(texts('h1'), ['The code and the record differ'])
  assert.match(text, /Most often this is a fault of printing or scanning/)
  assert.match(text, /Lot in the code: B<1. Lot in the record: A1./)
  assert.match(text, /Expiry in the code: 31 March 2028. Expiry in the record: December 2027./)
})

const hostile = fc.oneof(
  fc.constantFrom(
    '</title><script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    '<!--',
    ']]>',
    '&lt;script&gt;',
    '\u0000\u0008\ufffe',
    '{code}$&$1',
    '\ud800',
    '<svg/onload=alert(1)>',
  ),
  fc.string({ unit: 'binary', maxLength: 60 }),
)

test('property: no text of a pack leaves its place, whatever it is', () => {
  const bare = documentOf(pageOf({}, { code: { lot: 'B1' } }))
  const holds = fc.property(
    hostile,
    hostile,
    hostile,
    fc.constantFrom<Language>('en', 'el'),
    (name, maker, lot, language) => {
      const product = { en: name, el: name }
      const html = pageOf({ product, maker, lot, proof: `/p/${maker}` }, { language, code: { lot: `${lot}B` } })
      const { names, text } = documentOf(html)
      assert.deepEqual(names, bare.names)
      const kept = name.replace(/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu, '')
      assert.ok(text.includes(kept))
    },
  )
  // A page is 5 KB to write and to read back: a tenth of the runs.
  fc.assert(holds, { numRuns: Math.ceil(fuzzRuns / 10) })
})
