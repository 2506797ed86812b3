import assert from 'node:assert/strict'
import { test } from 'node:test'
import { SymbolonError } from '../../kernel/index.ts'
import {
  QUERY_COUNT_MAX,
  QUERY_NAME_CHARS_MAX,
  QUERY_PAGE_EVENTS_MAX,
  QUERY_PARAMETERS_MAX,
  QUERY_VALUE_CHARS_MAX,
  QUERY_VALUES_MAX,
} from '../limits.ts'
import { parseEventQuery } from './parse-event-query.ts'
import type { Parameters } from './test-queries.ts'

function refusalOf(parameters: Parameters): string {
  try {
    parseEventQuery(parameters)
  } catch (error) {
    if (error instanceof SymbolonError) return `${error.code} ${error.facts.parameter}`
    throw error
  }
  return 'nothing'
}

test('values of one parameter stand apart by bars and by commas that cannot be part of them', () => {
  const ids = 'urn:x:a,b,urn:x:c|https://a.example/1,https://a.example/2'
  const [condition] = parseEventQuery({ EQ_eventID: ids }).conditions
  const values = ['urn:x:a,b', 'urn:x:c', 'https://a.example/1', 'https://a.example/2']
  assert.deepEqual(condition, { field: 'event_id', operator: 'in', values })
  const [free] = parseEventQuery({ 'EQ_ward:note': 'left,right' }).conditions
  assert.deepEqual(free?.operator === 'eq' && free.values, [{ text: 'left,right' }])
})

test('order and counts are read, with the newest event first unless asked otherwise', () => {
  assert.deepEqual(parseEventQuery({}), { conditions: [], order_by: 'event_time', order_direction: 'DESC' })
  const asked = {
    orderBy: 'recordTime',
    orderDirection: 'ASC',
    eventCountLimit: '5',
    perPage: '30',
    nextPageToken: 'x',
  }
  assert.deepEqual(parseEventQuery(asked), {
    conditions: [],
    order_by: 'record_time',
    order_direction: 'ASC',
    event_count_limit: 5,
    per_page: 30,
    next_page_token: 'x',
  })
  assert.equal(parseEventQuery({ maxEventCount: String(QUERY_COUNT_MAX) }).max_event_count, QUERY_COUNT_MAX)
})

const wrong: readonly Parameters[] = [
  { EQ_bizstep: 'shipping' },
  { EQ_bizStep: 'shiping' },
  { EQ_bizStep: '' },
  { EQ_bizStep: [] },
  { eventType: 'QuantityEvent' },
  { EQ_action: 'MOVE' },
  { GE_eventTime: '2026-03-04' },
  { GT_eventTime: '2026-03-04T00:00:00Z' },
  { GE_eventTime: ['2026-03-04T00:00:00Z', '2026-03-05T00:00:00Z'] },
  { EQ_readPoint: 'ward 3' },
  { MATCH_epc: 'urn:epc:idpat:sgtin:*.011111.*' },
  { MATCH_epc: 'urn:epc:idpat:sgtin:5200001.*' },
  { MATCH_epc: 'urn:epc:idpat:sgtin:52x.*.*' },
  { MATCH_epc: 'anything' },
  { MATCH_thing: 'urn:x:1' },
  { EQ_quantity: 'many' },
  { GT_quantity: ['1', '2'] },
  { EQ_value: '5' },
  { GE_percRank_CEL: '5' },
  { EQ_type: 'Warmth' },
  { EQ_uom: 'CEL' },
  { EQ_booleanValue: 'yes' },
  { EQ_source_neighbour: 'urn:x:1' },
  { 'GE_ward:note': 'by hand' },
  { 'EXISTS_ward:note': 'false' },
  { EXISTS_errorDeclaration: '0' },
  { EQ_: '1' },
  { HASATTR_note: 'a' },
  { orderBy: 'eventID' },
  { orderDirection: 'UP' },
  { perPage: '0' },
  { perPage: String(QUERY_PAGE_EVENTS_MAX + 1) },
  { maxEventCount: '1e3' },
  { maxEventCount: String(QUERY_COUNT_MAX + 1) },
  { maxEventCount: '5', eventCountLimit: '5' },
  { nextPageToken: '' },
  { MATCH_epc: `urn:x:${'1'.repeat(QUERY_VALUE_CHARS_MAX)}` },
  { MATCH_epc: new Array(QUERY_VALUES_MAX + 1).fill('urn:x:1') },
]

test('error: CUSTODY_QUERY_INVALID names the parameter, and no value of it', () => {
  for (const parameters of wrong) {
    assert.equal(
      refusalOf(parameters),
      `CUSTODY_QUERY_INVALID ${Object.keys(parameters)[0]}`,
      JSON.stringify(parameters),
    )
  }
  const many = Object.fromEntries(Array.from({ length: QUERY_PARAMETERS_MAX + 1 }, (_, at) => [`EQ_ward:a${at}`, '1']))
  assert.equal(refusalOf(many), 'CUSTODY_QUERY_INVALID EQ_ward:a0')
  assert.equal(refusalOf({ ['x'.repeat(1000)]: '1' }), `CUSTODY_QUERY_INVALID ${'x'.repeat(QUERY_NAME_CHARS_MAX)}`)
})
