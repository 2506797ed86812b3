import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { fuzzRuns } from '../kernel/fuzz-runs.ts'
import { hashEvents } from './event-hash.ts'
import { canonicalId } from './gs1/canonical-id.ts'
import { documentOf, wholeEvent } from './test-epcis.ts'

type Fields = Record<string, unknown>
type Rewrite = (key: string, value: unknown) => unknown

const hashOf = (event: unknown, prefixes?: Record<string, string>) => hashEvents(documentOf([event], prefixes))[0]?.ni
const plain = hashOf(wholeEvent())
const runs = { numRuns: Math.ceil(fuzzRuns / 10) }

/** The same value with every object's fields and every list's elements in another order. */
function shuffled(value: unknown, order: () => number): unknown {
  const mixed = <Element>(elements: Element[]) =>
    elements
      .map((element) => ({ element, rank: order() }))
      .sort((a, b) => a.rank - b.rank)
      .map(({ element }) => element)
  if (Array.isArray(value)) return mixed(value.map((element) => shuffled(element, order)))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(mixed(Object.entries(value).map(([key, field]) => [key, shuffled(field, order)])))
}

/** The same value with every text, number or truth value passed through. */
function rewritten(value: unknown, rewrite: Rewrite, key = ''): unknown {
  if (Array.isArray(value)) return value.map((element) => rewritten(element, rewrite, key))
  if (typeof value !== 'object' || value === null) return rewrite(key, value)
  return Object.fromEntries(Object.entries(value).map(([name, field]) => [name, rewritten(field, rewrite, name)]))
}

function renamed(value: unknown, rename: (key: string) => string): unknown {
  if (Array.isArray(value)) return value.map((element) => renamed(element, rename))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, field]) => [rename(key), renamed(field, rename)]))
}

/** The instant as a clock with the offset shows it. */
function inZone(instant: string, minutes: number): string {
  const local = new Date(Date.parse(instant) + minutes * 60_000).toISOString().replace('Z', '')
  const part = (number: number) => String(number).padStart(2, '0')
  const offset = `${minutes < 0 ? '-' : '+'}${part(Math.floor(Math.abs(minutes) / 60))}:${part(Math.abs(minutes) % 60)}`
  return `${local}${offset}`
}

/** A number as an extension or a program in another language may write it. */
function numeral(number: number, { zeros, form }: { zeros: number; form: number }): string {
  const fixed = number.toFixed(3 + zeros)
  return [fixed, `+${fixed}`, `0${fixed}`, number.toExponential(6), ` ${fixed} `][form] as string
}

const termLists: Readonly<Record<string, { urn?: string; curie: string }>> = {
  shipping: { urn: 'urn:epcglobal:cbv:bizstep:', curie: 'cbv:BizStep-' },
  in_transit: { urn: 'urn:epcglobal:cbv:disp:', curie: 'cbv:Disp-' },
  completeness_verified: { urn: 'urn:epcglobal:cbv:disp:', curie: 'cbv:Disp-' },
  completeness_inferred: { urn: 'urn:epcglobal:cbv:disp:', curie: 'cbv:Disp-' },
  po: { urn: 'urn:epcglobal:cbv:btt:', curie: 'cbv:BTT-' },
  owning_party: { urn: 'urn:epcglobal:cbv:sdt:', curie: 'cbv:SDT-' },
  possessing_party: { urn: 'urn:epcglobal:cbv:sdt:', curie: 'cbv:SDT-' },
  Temperature: { curie: 'gs1:' },
  RelativeHumidity: { curie: 'gs1:' },
}

function termForm(word: string, form: number): string {
  const list = termLists[word]
  if (list === undefined) return word
  const full = list.curie.replace('cbv:', 'https://ref.gs1.org/cbv/').replace('gs1:', 'https://gs1.org/voc/')
  return [word, `${list.curie}${word}`, `${full}${word}`, `${list.urn ?? list.curie}${word}`][form] as string
}

const whole = wholeEvent()
const numbers = fc.record({ zeros: fc.nat(9), form: fc.nat(4) })
const domains = fc.constantFrom('https://id.gs1.org', 'http://example.com/shop', 'https://qr.example.org:8443/a/b')

test('property: the order of fields and elements does not matter', () => {
  const ranks = fc.infiniteStream(fc.double({ noNaN: true }))
  const same = fc.property(ranks, (stream) => hashOf(shuffled(whole, () => stream.next().value as number)) === plain)
  fc.assert(same, runs)
})

test('property: the time zone does not matter', () => {
  const isTime = (key: string) => key === 'eventTime' || key === 'time'
  const same = fc.property(fc.integer({ min: -839, max: 840 }), fc.nat(5), (minutes, zeros) => {
    const moved: Rewrite = (key, value) =>
      isTime(key) ? inZone(String(value), minutes).replace(/(\.\d+)/, `$1${'0'.repeat(zeros)}`) : value
    return hashOf(rewritten(whole, moved)) === plain
  })
  fc.assert(same, runs)
})

test('property: EPC URIs and Digital Links of any domain are one', () => {
  const queries = fc.constantFrom('', '?17=261231', '#top', '/', '?a=1#b')
  const same = fc.property(domains, queries, fc.boolean(), (domain, query, lasts) => {
    const linked: Rewrite = (_, value) => {
      const link = typeof value === 'string' ? canonicalId(value) : undefined
      if (link === undefined) return value
      return `${link.replace('https://id.gs1.org', domain).replace('/21/', lasts ? '/10/LOT/21/' : '/21/')}${query}`
    }
    return hashOf(rewritten(whole, linked)) === plain
  })
  fc.assert(same, runs)
})

test('property: words, compact IRIs, full IRIs and URNs of the CBV are one', () => {
  const same = fc.property(fc.array(fc.nat(3), { minLength: 12, maxLength: 12 }), (forms) => {
    let next = 0
    const named: Rewrite = (_, value) => (typeof value === 'string' ? termForm(value, forms[next++ % 12] ?? 0) : value)
    return hashOf(rewritten(whole, named)) === plain
  })
  fc.assert(same, runs)
})

test('property: the prefix of an extension does not matter, nor does its full name', () => {
  const prefixes = fc
    .stringMatching(/^[a-z][a-z0-9]{0,7}$/)
    .filter((prefix) => !/^(https?|urn|cbv|gs1|epcis)$/.test(prefix))
  const same = fc.property(prefixes, fc.boolean(), (prefix, isFull) => {
    const start = isFull ? 'https://ns.example.com/ward/' : `${prefix}:`
    const event = renamed(whole, (key) => key.replace(/^ward:/, start)) as Fields
    return hashOf(event, { [prefix]: 'https://ns.example.com/ward/' }) === plain
  })
  fc.assert(same, runs)
})

test('property: the form of a number does not matter', () => {
  const same = fc.property(numbers, (form) => {
    const counted: Rewrite = (_, value) => (typeof value === 'number' ? numeral(value, form) : value)
    return hashOf(rewritten(whole, counted)) === plain
  })
  fc.assert(same, runs)
})

test('property: another value is another event', () => {
  const leaves: { key: string; value: unknown }[] = []
  rewritten(whole, (key, value) => leaves.push({ key, value }))
  const other = fc.property(fc.nat(leaves.length - 1), fc.integer({ min: 1, max: 9_999 }), (at, change) => {
    let next = 0
    const changed: Rewrite = (key, value) => {
      if (next++ !== at) return value
      if (typeof value === 'number') return value + change
      if (key === 'eventTime' || key === 'time')
        return inZone(new Date(Date.parse(String(value)) + change).toISOString(), 0)
      if (key === 'action') return change % 2 === 0 ? 'ADD' : 'DELETE'
      return `${value}x${change}`
    }
    return hashOf(rewritten(whole, changed)) !== plain
  })
  fc.assert(other, runs)
})

test('property: a field less or a value more is another event', () => {
  const optional = Object.keys(whole).filter((key) => !['type', 'eventTime'].includes(key))
  for (const key of optional) {
    const { [key]: _, ...less } = whole
    assert.notEqual(hashOf(less), plain, key)
  }
  const epcs = fc.property(fc.nat({ max: 999_999 }), (serial) => {
    const epcList = [...(whole.epcList as string[]), `urn:epc:id:sgtin:5200001.011111.${serial}`]
    return hashOf({ ...whole, epcList }) !== plain
  })
  fc.assert(epcs, runs)
})
