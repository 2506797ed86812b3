import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { fuzzRuns } from '../../kernel/fuzz-runs.ts'
import { hasCode, SymbolonError } from '../../kernel/index.ts'
import { DIGITAL_LINK_CHARS_MAX } from '../limits.ts'
import { readResolverRequest, resolvedKeys } from './read-request.ts'
import { pathOf } from './resolver-levels.ts'

const key = '/01/09506000134352'

/** Why a request is refused. */
function refusal(target: string): string {
  try {
    readResolverRequest(target)
    return 'nothing'
  } catch (error) {
    if (!hasCode(error, 'CUSTODY_DIGITAL_LINK_INVALID')) throw error
    return String(error.facts.reason_code)
  }
}

test('a request is read into key, qualifiers, data attributes and link type', () => {
  const read = readResolverRequest(`${key}/10/A%2F1/21/7?17=261231&linkType=gs1:pip&utm=x&linkType=all`)
  assert.deepEqual(read, {
    elements: [
      ['01', '09506000134352'],
      ['10', 'A/1'],
      ['21', '7'],
    ],
    query: '17=261231&linkType=gs1:pip&utm=x&linkType=all',
    attributes: new Map([['17', '261231']]),
    link_type: 'gs1:pip',
  })
  assert.deepEqual(readResolverRequest(`${key}?a?b`).query, 'a?b')
  const { attributes } = readResolverRequest(`${key}?17=261231;11=260101`)
  assert.deepEqual([...attributes], [['17', '261231'], ['11', '260101']]) // biome-ignore format: pairs
})

test('SHALL extract and syntactically validate the URI and report errors with 400: CUSTODY_DIGITAL_LINK_INVALID', () => {
  const cases: readonly (readonly [target: string, reason: string])[] = [
    [`${key}/foo`, 'key_missing'],
    [`${key}${key}`, 'key_missing'],
    [`${key}//`, 'key_missing'],
    ['/01', 'key_missing'],
    ['/01/', 'key_missing'],
    ['/', 'key_missing'],
    ['', 'key_missing'],
    ['/01/09506000134353', 'check_digit'],
    ['/01/9506000134352', 'gtin_short'],
    ['/00/106141412345678909', 'check_digit'],
    ['/414/9506000134368', 'check_digit'],
    ['/8003/00614141123453400', 'check_digit'],
    ['/gtin/09506000134352', 'short_name'],
    ['/21/7', 'key_missing'],
    ['/22/2A', 'key_missing'],
    [`${key}/21/7/10/A1`, 'qualifier_order'],
    [`${key}/10/A1/10/A1`, 'repeated'],
    [`${key}/235/x/21/7`, 'qualifier_order'],
    [`${key}/17/261231`, 'not_qualifier'],
    [`${key}/254/x`, 'not_qualifier'],
    [`${key}/21/`, 'key_missing'],
    [`${key}/21/a%20b`, 'character'],
    [`${key}/21/${'1'.repeat(21)}`, 'too_long'],
    [`${key}/21/%zz`, 'percent'],
    [`${key}?17=%zz`, 'percent'],
    [`${key}?17=261331`, 'date'],
    [`${key}?17=261231&17=261231`, 'repeated'],
    [`${key}?21=7`, 'not_attribute'],
    [`${key}?01=09506000134352`, 'repeated'],
    [`${key}?3103=`, 'value_empty'],
    [`${key}?x=${'x'.repeat(DIGITAL_LINK_CHARS_MAX)}`, 'text_too_long'],
    [`/x${key}`, 'key_missing'],
    [`@elsewhere${key}`, 'domain'],
    [`.elsewhere.example${key}`, 'key_missing'],
  ]
  for (const [target, reason] of cases) assert.equal(refusal(target), reason, target)
})

test('every key that opens a Digital Link is resolved', () => {
  for (const ai of [
    '00',
    '01',
    '253',
    '255',
    '401',
    '402',
    '414',
    '417',
    '8003',
    '8004',
    '8006',
    '8010',
    '8013',
    '8017',
  ]) {
    assert.ok(resolvedKeys.includes(ai), ai)
  }
  assert.ok(!resolvedKeys.includes('21') && !resolvedKeys.includes('17'))
})

test('SHOULD tolerate a trailing slash', () => {
  assert.deepEqual(readResolverRequest(`${key}/21/7/`), readResolverRequest(`${key}/21/7`))
  assert.deepEqual(readResolverRequest('/8004/061414112345400/').elements, [['8004', '061414112345400']])
})

const serials = fc
  .array(fc.constantFrom(...'!"%&\'()*+,-./0123456789:;<=>?ABCXYZ_abcxyz'), { minLength: 1, maxLength: 20 })
  .map((all) => all.join(''))

test('property: what pathOf writes is read back, and no text breaks the reader', () => {
  const runs = { numRuns: fuzzRuns }
  const same = fc.property(serials, serials, (lot, serial) => {
    const elements = [
      ['01', '09506000134352'],
      ['10', lot],
      ['21', serial],
    ] as const
    assert.deepEqual(readResolverRequest(pathOf(elements)).elements, elements)
  })
  fc.assert(same, runs)
  const piece = fc.oneof(
    fc.constantFrom('01', '21', '/', '?', '%', '%2F', '=', '&', '09506000134352', '17'),
    fc.string(),
  )
  const never = fc.property(
    fc.array(piece).map((pieces) => `/${pieces.join('')}`),
    (target) => {
      try {
        readResolverRequest(target)
      } catch (error) {
        assert.ok(error instanceof SymbolonError)
      }
    },
  )
  fc.assert(never, runs)
})
