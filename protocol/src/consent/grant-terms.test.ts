import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { fuzzRuns } from '../kernel/fuzz-runs.ts'
import { canonicalJson, hasCode, type JsonObject, type JsonValue, readJson, SymbolonError } from '../kernel/index.ts'
import type { DuoCode } from './duo-codes.ts'
import { buildGrantTerms, type GrantTerms, grantTermsText, parseGrantTerms } from './grant-terms.ts'
import { testParts } from './test-terms.ts'

const terms = buildGrantTerms(testParts)
const text = grantTermsText(terms)
const records = (readJson(text) as JsonObject).records as JsonObject[]
const first = records[0] as JsonObject

test('terms read back as they were built, in one spelling', () => {
  assert.deepEqual(parseGrantTerms(text), terms)
  assert.equal(grantTermsText(parseGrantTerms(text)), text)
})

test('building puts every set in order, once', () => {
  const built = buildGrantTerms({
    ...testParts,
    records: [...testParts.records].reverse(),
    what: {
      categories: ['tests', 'medicines', 'tests'],
      codes: [
        { system: 'http://loinc.org', code: '9' },
        { system: 'http://loinc.org', code: '1' },
      ],
    },
  })
  assert.deepEqual(built.records, terms.records)
  assert.deepEqual(built.what.categories, ['medicines', 'tests'])
  assert.deepEqual(
    built.what.codes?.map(({ code }) => code),
    ['1', '9'],
  )
})

test('research needs one kind of research and its conditions', () => {
  const research = { ...testParts, purpose: 'HRESCH' as const }
  const built = buildGrantTerms({ ...research, duo: ['DUO:0000046', 'DUO:0000042'] })
  assert.deepEqual(built.duo, ['DUO:0000042', 'DUO:0000046'])
  for (const duo of [undefined, ['DUO:0000046'], ['DUO:0000042', 'DUO:0000006']] as const)
    assert.throws(() => buildGrantTerms({ ...research, ...(duo && { duo: [...duo] }) }), {
      code: 'CONSENT_DUO_INVALID',
    })
  assert.throws(() => buildGrantTerms({ ...testParts, duo: ['DUO:0000042'] }), { code: 'CONSENT_DUO_INVALID' })
})

const faults: readonly [string, Record<string, JsonValue | undefined>, string][] = [
  ['no version', { v: undefined }, 'CONSENT_TERMS_INVALID'],
  ['another version', { v: 2 }, 'CONSENT_TERMS_INVALID'],
  ['another kind', { kind: 'symbolon/receipt' }, 'CONSENT_TERMS_INVALID'],
  ['a field nobody knows', { note: 'x' }, 'CONSENT_TERMS_INVALID'],
  ['a chain id that is a text', { chain_id: '7070' }, 'CONSENT_TERMS_INVALID'],
  ['an address in lower case', { account: `0x${'b'.repeat(40)}` }, 'CONSENT_TERMS_INVALID'],
  ['an address with one digit less', { consents: '0xabc' }, 'CONSENT_TERMS_INVALID'],
  ['a party that is none', { grantee: 'hospital' }, 'KERNEL_ID_INVALID'],
  ['no records', { records: [] }, 'CONSENT_TERMS_INVALID'],
  ['the same record twice', { records: [first, first] }, 'CONSENT_TERMS_INVALID'],
  ['records out of order', { records: [...records].reverse() }, 'CONSENT_TERMS_INVALID'],
  ['a token id in upper case', { records: [{ ...first, token_id: `0x${'A'.repeat(64)}` }] }, 'CONSENT_TERMS_INVALID'],
  ['nothing selected', { what: {} }, 'CONSENT_TERMS_INVALID'],
  ['all and some', { what: { all: true, types: ['Observation'] } }, 'CONSENT_TERMS_INVALID'],
  ['all that is false', { what: { all: false } }, 'CONSENT_TERMS_INVALID'],
  ['an empty set', { what: { categories: [] } }, 'CONSENT_TERMS_INVALID'],
  ['categories out of order', { what: { categories: ['tests', 'medicines'] } }, 'CONSENT_TERMS_INVALID'],
  ['a day the calendar lacks', { what: { from: '2026-02-30' } }, 'CONSENT_TERMS_INVALID'],
  ['a period backwards', { what: { from: '2026-02-03', to: '2026-02-02' } }, 'CONSENT_TERMS_INVALID'],
  ['an unknown purpose', { purpose: 'CURIOSITY' }, 'CONSENT_PURPOSE_UNKNOWN'],
  ['marketing', { purpose: 'HMARKT' }, 'CONSENT_PURPOSE_FORBIDDEN'],
  ['an instant without milliseconds', { until: '2026-01-08T00:00:00Z' }, 'CONSENT_TERMS_INVALID'],
  ['an instant with an offset', { until: '2026-01-08T00:00:00.000+02:00' }, 'CONSENT_TERMS_INVALID'],
  ['an end before the beginning', { until: '2025-12-31T00:00:00.000Z' }, 'CONSENT_PERIOD_INVALID'],
  ['an end a millisecond after twelve months', { until: '2027-01-01T00:00:00.001Z' }, 'CONSENT_PERIOD_INVALID'],
  ['erase-by before the beginning', { erase_by: '2026-01-01T00:00:00.000Z' }, 'CONSENT_PERIOD_INVALID'],
]

for (const [name, change, code] of faults)
  test(`error: ${name}`, () => {
    const spoiled = { ...(readJson(text) as JsonObject), ...change } as JsonObject
    assert.throws(() => parseGrantTerms(canonicalJson(spoiled)), { code })
  })

test('two codes whose systems and codes join to the same text are two codes', () => {
  const codes = [
    { system: 'http://x|1', code: 'a' },
    { system: 'http://x', code: '1|a' },
  ]
  assert.equal(buildGrantTerms({ ...testParts, what: { codes } }).what.codes?.length, 2)
})

test('error: CONSENT_DUO_INVALID for conditions that contradict one another', () => {
  const research = (duo: DuoCode[]) => buildGrantTerms({ ...testParts, purpose: 'HRESCH', duo })
  assert.ok(research(['DUO:0000042', 'DUO:0000045']))
  assert.ok(research(['DUO:0000004', 'DUO:0000043']))
  for (const duo of [
    ['DUO:0000004', 'DUO:0000046'],
    ['DUO:0000011', 'DUO:0000044'],
    ['DUO:0000042', 'DUO:0000006'],
  ])
    assert.throws(() => research(duo as DuoCode[]), { code: 'CONSENT_DUO_INVALID' })
})

test('error: another spelling of the same terms', () => {
  assert.throws(() => parseGrantTerms(` ${text}`), { code: 'CONSENT_TERMS_INVALID' })
  assert.throws(() => parseGrantTerms(text.replace('"chain_id":7070', '"chain_id":7070.0')), SymbolonError)
  assert.throws(() => parseGrantTerms(text.replace('{"account"', '{"v":1,"account"')), { code: 'KERNEL_JSON_REFUSED' })
})

test('twelve months to the millisecond are allowed', () => {
  assert.equal(buildGrantTerms({ ...testParts, until: '2027-01-01T00:00:00.000Z' }).until, '2027-01-01T00:00:00.000Z')
})

test('property: any text is refused with our error or is the canonical form of what it says', () => {
  const spoiled = fc.tuple(fc.nat(text.length - 1), fc.integer({ min: 0, max: 8 }), fc.string({ maxLength: 8 }))
  fc.assert(
    fc.property(spoiled, ([at, removed, added]) => {
      const mutated = text.slice(0, at) + added + text.slice(at + removed)
      assert.ok(readsOrRefuses(mutated))
    }),
    { numRuns: fuzzRuns },
  )
})

test('property: any JSON in any field is refused with our error or kept', () => {
  const keys = [...Object.keys(terms), 'duo', 'erase_by', 'extra']
  fc.assert(
    fc.property(fc.constantFrom(...keys), fc.jsonValue({ maxDepth: 4 }), (key, value) => {
      assert.ok(readsOrRefuses(canonicalJson({ ...(readJson(text) as JsonObject), [key]: value as JsonValue })))
    }),
    { numRuns: fuzzRuns },
  )
})

function readsOrRefuses(candidate: string): boolean {
  let read: GrantTerms
  try {
    read = parseGrantTerms(candidate)
  } catch (error) {
    return error instanceof SymbolonError && !hasCode(error, 'KERNEL_INTERNAL')
  }
  return grantTermsText(read) === candidate
}
