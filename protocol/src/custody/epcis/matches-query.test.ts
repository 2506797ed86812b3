import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { fuzzRuns } from '../../kernel/fuzz-runs.ts'
import { hasCode } from '../../kernel/index.ts'
import type { CheckedEvent } from './event-facts.ts'
import type { EventQuery } from './event-query.ts'
import { matchesQuery } from './matches-query.ts'
import { parseEventQuery } from './parse-event-query.ts'
import { made, observed, type Parameters, packed, queryCases } from './test-queries.ts'

const context = { ward: 'https://ns.example.com/ward/' }
const finds = (event: CheckedEvent, parameters: Parameters) =>
  matchesQuery(parseEventQuery(parameters, { context }), event)

/** The query, or nothing when it is refused as one that is not valid. */
function queryOf(parameters: Parameters): EventQuery | undefined {
  try {
    return parseEventQuery(parameters)
  } catch (error) {
    if (hasCode(error, 'CUSTODY_QUERY_INVALID')) return undefined
    throw error
  }
}

test('EPCIS 2.0 §8.2.7.1.1: what each parameter finds, and what it does not', () => {
  for (const [event, found, missed] of queryCases) {
    assert.equal(finds(event, found), true, `found by ${JSON.stringify(found)}`)
    assert.equal(finds(event, missed), false, `missed by ${JSON.stringify(missed)}`)
  }
})

test('a prefix that nobody explains is compared as it is written', () => {
  assert.equal(matchesQuery(parseEventQuery({ 'EQ_ward:note': 'by hand' }), observed), true)
  assert.equal(matchesQuery(parseEventQuery({ 'EQ_room:note': 'by hand' }), observed), false)
})

const word = fc.constantFrom(
  ...'EQ GT GE LT LE EXISTS MATCH WD HASATTR INNER ILMD SENSORREPORT readPoint bizStep ward:note quantity'.split(' '),
  ...'KGM value CEL eventTime anyEPC source time type :'.split(' '),
)
const parameterName = fc.oneof(
  fc.array(word, { minLength: 1, maxLength: 4 }).map((words) => words.join('_')),
  fc.constantFrom(...queryCases.flatMap(([, found, missed]) => [...Object.keys(found), ...Object.keys(missed)])),
  fc.string(),
)
const value = fc.oneof(
  fc.constantFrom(
    ...queryCases.flatMap(([, found, missed]) => [...Object.values(found), ...Object.values(missed)].flat()),
  ),
  fc.string(),
  fc.constantFrom('urn:epc:idpat:sgtin:1.*', 'urn:epc:idpat:::.*', 'urn:epc:idpat:itip:*.*.*.*.*', '*', '|', ','),
)
const parameters = fc.dictionary(parameterName, fc.oneof(value, fc.array(value, { maxLength: 3 })), { maxKeys: 4 })

test('property: parameters of every kind are a query, or refused with an error of ours', () => {
  const told = fc.property(parameters, (asked) => {
    const query = queryOf(asked)
    if (query === undefined) return
    assert.deepEqual(JSON.parse(JSON.stringify(query)), query, 'a query is plain data')
    for (const event of [observed, packed, made]) assert.equal(typeof matchesQuery(query, event), 'boolean')
  })
  fc.assert(told, { numRuns: fuzzRuns })
})

test('property: a further parameter never finds more', () => {
  const some = fc.constantFrom(...queryCases.flatMap(([, found, missed]) => [found, missed]))
  const narrower = fc.property(some, some, fc.constantFrom(observed, packed, made), (first, second, event) => {
    const both = finds(event, { ...first, ...second })
    if (both) assert.ok(finds(event, second))
  })
  fc.assert(narrower, { numRuns: fuzzRuns })
})
