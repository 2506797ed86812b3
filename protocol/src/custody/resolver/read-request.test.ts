import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { fuzzRuns } from '../../kernel/fuzz-runs.ts'
import { hasCode, SymbolonError } from '../../kernel/index.ts'
import { DIGITAL_LINK_CHARS_MAX, readResolverRequest } from './read-request.ts'
import { requestFaults } from './request-faults.ts'
import { pathOf } from './resolver-levels.ts'

const key = '/01/09506000134352'

/** Why a request is refused. */
function refusal(target: string): string {
  try {
    readResolverRequest(target)
    return 'nothing'
  } catch (error) {
    if (!hasCode(error, 'CUSTODY_DIGITAL_LINK_INVALID')) throw error
    const { reason } = error.facts
    return Object.entries(requestFaults).find(([, words]) => words === reason)?.[0] ?? 'another'
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
    attributes: { '17': '261231' },
    link_type: 'gs1:pip',
  })
  assert.deepEqual(readResolverRequest(`${key}?a?b`).query, 'a?b')
  assert.deepEqual(readResolverRequest(`${key}?17=261231;3103=000189`).attributes, { '17': '261231', '3103': '000189' })
})

test('SHALL extract and syntactically validate the URI and report errors with 400: CUSTODY_DIGITAL_LINK_INVALID', () => {
  const cases: readonly (readonly [target: string, reason: keyof typeof requestFaults])[] = [
    [`${key}/foo`, 'pairs'],
    [`${key}${key}`, 'qualifier'],
    [`${key}//`, 'pairs'],
    ['/01', 'pairs'],
    ['/01/', 'pairs'],
    ['/', 'pairs'],
    ['', 'pairs'],
    ['/01/09506000134353', 'check_digit'],
    ['/01/9506000134352', 'data'],
    ['/00/106141412345678909', 'check_digit'],
    ['/414/9506000134368', 'check_digit'],
    ['/8003/00614141123453400', 'check_digit'],
    ['/gtin/09506000134352', 'key'],
    ['/21/7', 'key'],
    ['/22/2A', 'key'],
    [`${key}/21/7/10/A1`, 'qualifier'],
    [`${key}/10/A1/10/A1`, 'qualifier'],
    [`${key}/235/x/21/7`, 'qualifier'],
    [`${key}/17/261231`, 'qualifier'],
    [`${key}/254/x`, 'qualifier'],
    [`${key}/21/`, 'pairs'],
    [`${key}/21/a%20b`, 'data'],
    [`${key}/21/${'1'.repeat(21)}`, 'data'],
    [`${key}/21/%zz`, 'encoding'],
    [`${key}?17=%zz`, 'encoding'],
    [`${key}?17=261331`, 'attribute'],
    [`${key}?17=261231&17=261231`, 'attribute'],
    [`${key}?21=7`, 'attribute'],
    [`${key}?01=09506000134352`, 'attribute'],
    [`${key}?3103=`, 'attribute'],
    [`${key}?x=${'x'.repeat(DIGITAL_LINK_CHARS_MAX)}`, 'long'],
  ]
  for (const [target, reason] of cases) assert.equal(refusal(target), reason, target)
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
