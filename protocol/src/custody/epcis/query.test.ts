import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { fuzzRuns } from '../../kernel/fuzz-runs.ts'
import { SymbolonError } from '../../kernel/index.ts'
import {
  QUERY_COUNT_MAX,
  QUERY_NAME_CHARS_MAX,
  QUERY_PAGE_EVENTS_MAX,
  QUERY_PARAMETERS_MAX,
  QUERY_VALUE_CHARS_MAX,
  QUERY_VALUES_MAX,
} from '../limits.ts'
import type { CheckedEvent } from './event-facts.ts'
import { matchesQuery } from './matches-query.ts'
import { parseEventQuery } from './parse-event-query.ts'
import { checkedEvent, fullEvent } from './test-documents.ts'

type Parameters = Record<string, string | readonly string[]>

const context = { ward: 'https://ns.example.com/ward/' }
const finds = (event: CheckedEvent, parameters: Parameters) =>
  matchesQuery(parseEventQuery(parameters, { context }), event)

function refusalOf(parameters: Parameters): string {
  try {
    parseEventQuery(parameters)
  } catch (error) {
    if (error instanceof SymbolonError) return `${error.code} ${error.facts.parameter}`
    throw error
  }
  return 'nothing'
}

const observed = checkedEvent(
  fullEvent({
    eventID: 'urn:uuid:374d95fc-9457-4a51-bd6a-0bba133845a8',
    recordTime: '2026-03-04T10:00:00Z',
    errorDeclaration: {
      declarationTime: '2026-03-05T00:00:00Z',
      reason: 'incorrect_data',
      correctiveEventIDs: ['urn:uuid:c0'],
      'ward:by': 'night shift',
    },
    sensorElementList: [
      {
        sensorMetadata: {
          time: '2026-03-04T08:55:00Z',
          startTime: '2026-03-04T08:00:00Z',
          endTime: '2026-03-04T09:00:00Z',
          deviceID: 'urn:epc:id:giai:5200001.111',
          bizRules: 'https://a.example/rules',
          'ward:shelf': 3,
        },
        sensorReport: [
          { type: 'Temperature', value: 4.5, uom: 'CEL', minValue: 2, time: '2026-03-04T08:56:00Z' },
          { type: 'RelativeHumidity', percRank: 12, booleanValue: true, hexBinaryValue: 'f00D', 'ward:probe': 'left' },
        ],
        'ward:rack': { 'ward:row': { 'ward:height': '1.80' } },
      },
    ],
    'ward:when': '2026-03-04T11:00:00+02:00',
    'ward:held': { by: 'a', 'ward:count': [7, 9] },
  }),
)
const packed = checkedEvent({
  type: 'AggregationEvent',
  eventTime: '2026-03-04T11:00:30Z',
  eventTimeZoneOffset: '+02:00',
  parentID: 'urn:epc:id:sscc:5200001.0000000111',
  childEPCs: ['urn:epc:id:sgtin:5200001.011111.1', 'https://example.com/8003/05200001111117400'],
  childQuantityList: [{ epcClass: 'urn:epc:idpat:sgtin:5200001.066666.*', quantity: 12 }],
  action: 'ADD',
})
const made = checkedEvent({
  type: 'TransformationEvent',
  eventTime: '2026-03-04T11:00:30Z',
  eventTimeZoneOffset: '+02:00',
  transformationID: 'urn:epc:id:gdti:5200001.11111.123',
  inputEPCList: ['urn:epc:id:sgtin:5200001.011111.1', 'urn:epc:id:adi:W81X9C.3KL984PX1.2WMA52'],
  inputQuantityList: [{ epcClass: 'urn:epc:class:lgtin:5200001.012345.IN', quantity: 3, uom: 'KGM' }],
  outputEPCList: ['urn:epc:id:sgtin:5200001.099999.2'],
  outputQuantityList: [{ epcClass: 'urn:epc:class:lgtin:5200001.012345.OUT', quantity: 2.5, uom: 'KGM' }],
})

/** What an event is found by, and what it is not found by. */
const cases: readonly (readonly [CheckedEvent, found: Parameters, missed: Parameters])[] = [
  [observed, { eventType: 'ObjectEvent,AggregationEvent' }, { eventType: 'TransformationEvent' }],
  [observed, { GE_eventTime: '2026-03-04T09:00:30Z' }, { GE_eventTime: '2026-03-04T09:00:30.001Z' }],
  [observed, { LT_eventTime: '2026-03-04T09:00:30.001Z' }, { LT_eventTime: '2026-03-04T09:00:30Z' }],
  [observed, { GE_recordTime: '2026-03-04T10:00:00Z' }, { LT_recordTime: '2026-03-04T10:00:00Z' }],
  [packed, {}, { GE_recordTime: '0001-01-01T00:00:00Z' }],
  [observed, { EQ_action: ['ADD', 'DELETE'] }, { EQ_action: 'OBSERVE' }],
  [made, {}, { EQ_action: 'ADD,OBSERVE,DELETE' }],
  [observed, { EQ_bizStep: 'packing,shipping' }, { EQ_bizStep: 'packing' }],
  [observed, { EQ_bizStep: 'urn:epcglobal:cbv:bizstep:shipping' }, { EQ_bizStep: 'https://ns.example.com/shipping' }],
  [observed, { EQ_disposition: 'https://ref.gs1.org/cbv/Disp-in_transit' }, { EQ_disposition: 'damaged' }],
  [
    observed,
    { EQ_persistentDisposition_set: 'completeness_verified' },
    { EQ_persistentDisposition_set: 'completeness_inferred' },
  ],
  [
    observed,
    { EQ_persistentDisposition_unset: 'completeness_inferred' },
    { EQ_persistentDisposition_unset: 'completeness_verified' },
  ],
  [
    observed,
    { EQ_readPoint: 'https://a.example/414/5200001999012/254/12' },
    { EQ_readPoint: 'urn:epc:id:sgln:5200001.99901.0' },
  ],
  [observed, { WD_readPoint: 'urn:epc:id:sgln:5200001.99901.0' }, { WD_readPoint: 'urn:epc:id:sgln:5200001.99901.1' }],
  [observed, { EQ_bizLocation: 'urn:epc:id:sgln:5200001.99901.0' }, { EQ_bizLocation: 'urn:x:1' }],
  [
    observed,
    { WD_bizLocation: 'https://id.gs1.org/414/5200001999012' },
    { WD_bizLocation: 'urn:epc:id:sgln:5200001.99901.1' },
  ],
  [
    observed,
    { EQ_bizTransaction_po: 'urn:epc:id:gdti:5200001.11111.123' },
    { EQ_bizTransaction_inv: 'urn:epc:id:gdti:5200001.11111.123' },
  ],
  [
    observed,
    { EQ_source_owning_party: 'urn:epc:id:pgln:5200001.00000' },
    { EQ_source_location: 'urn:epc:id:pgln:5200001.00000' },
  ],
  [
    observed,
    { 'EQ_destination_urn:epcglobal:cbv:sdt:possessing_party': 'https://id.gs1.org/417/5200002000007' },
    { EQ_destination_possessing_party: 'urn:epc:id:pgln:5200001.00000' },
  ],
  [made, { EQ_transformationID: 'urn:epc:id:gdti:5200001.11111.123' }, { EQ_transformationID: 'urn:x:1' }],
  [
    observed,
    { MATCH_epc: 'urn:epc:id:sgtin:5200001.011111.9876' },
    { MATCH_epc: 'urn:epc:id:sgtin:5200001.011111.987' },
  ],
  [observed, { MATCH_epc: 'urn:epc:idpat:sgtin:5200001.*.*' }, { MATCH_epc: 'urn:epc:idpat:sgtin:5200002.*.*' }],
  [observed, { MATCH_epc: 'urn:epc:idpat:sscc:5200001.*' }, { MATCH_parentID: 'urn:epc:idpat:sscc:5200001.*' }],
  [packed, { MATCH_parentID: 'urn:epc:idpat:sscc:*.*' }, { MATCH_epc: 'urn:epc:idpat:sscc:*.*' }],
  [
    packed,
    { MATCH_epc: 'https://id.gs1.org/01/05200001111117' },
    { MATCH_epc: 'https://id.gs1.org/01/15200001111114' },
  ],
  [packed, { MATCH_epc: 'urn:epc:idpat:grai:5200001.11111.*' }, { MATCH_epc: 'urn:epc:idpat:grai:5200001.11112.*' }],
  [
    packed,
    { MATCH_epc: 'https://a.example/8003/05200001111117' },
    { MATCH_epc: 'https://a.example/8003/05200001111118' },
  ],
  [
    packed,
    { MATCH_anyEPC: 'urn:epc:id:sscc:5200001.0000000111' },
    { MATCH_inputEPC: 'urn:epc:id:sgtin:5200001.011111.1' },
  ],
  [
    made,
    { MATCH_inputEPC: 'urn:epc:id:sgtin:5200001.011111.1' },
    { MATCH_outputEPC: 'urn:epc:id:sgtin:5200001.011111.1' },
  ],
  [
    made,
    { MATCH_outputEPC: 'urn:epc:idpat:sgtin:5200001.099999.*' },
    { MATCH_epc: 'urn:epc:idpat:sgtin:5200001.099999.*' },
  ],
  [made, { MATCH_inputEPC: 'urn:epc:idpat:adi:W81X9C.*.*' }, { MATCH_inputEPC: 'urn:epc:idpat:adi:W81X9D.*.*' }],
  [
    observed,
    { MATCH_epcClass: 'urn:epc:class:lgtin:5200001.012345.L-7' },
    { MATCH_epcClass: 'https://id.gs1.org/01/05200001123455' },
  ],
  [
    packed,
    { MATCH_epcClass: 'https://id.gs1.org/01/05200001666662' },
    { MATCH_epcClass: 'urn:epc:class:lgtin:5200001.066666.*' },
  ],
  [
    packed,
    { MATCH_epcClass: 'urn:epc:idpat:sgtin:5200001.*.*' },
    { MATCH_inputEPCClass: 'urn:epc:idpat:sgtin:5200001.*.*' },
  ],
  [
    observed,
    { MATCH_epcClass: 'urn:epc:class:lgtin:5200001.012345.*' },
    { MATCH_epcClass: 'urn:epc:idpat:sgtin:5200001.*.*' },
  ],
  [
    made,
    {
      MATCH_inputEPCClass: 'urn:epc:class:lgtin:5200001.012345.IN',
      MATCH_anyEPCClass: 'urn:epc:class:lgtin:5200001.012345.OUT',
    },
    { MATCH_outputEPCClass: 'urn:epc:class:lgtin:5200001.012345.IN' },
  ],
  [observed, { EQ_quantity: ['1.50', '9'] }, { EQ_quantity: '2' }],
  [made, { GT_quantity_KGM: '2.4', LE_quantity: '2.5' }, { GE_quantity_GRM: '1' }],
  [packed, { LT_quantity: '13', GE_quantity: '12' }, { GT_quantity: '12' }],
  [observed, { EQ_eventID: 'urn:uuid:374d95fc-9457-4a51-bd6a-0bba133845a8' }, { EQ_eventID: 'urn:uuid:374D95FC' }],
  [packed, { EQ_eventID: packed.facts.hash }, { EQ_eventID: observed.facts.hash }],
  [observed, { EXISTS_errorDeclaration: '' }, { EQ_errorReason: 'did_not_occur' }],
  [packed, {}, { EXISTS_errorDeclaration: 'true' }],
  [
    observed,
    { GE_errorDeclarationTime: '2026-03-05T00:00:00Z', EQ_errorReason: 'urn:epcglobal:cbv:er:incorrect_data' },
    { LT_errorDeclarationTime: '2026-03-05T00:00:00Z' },
  ],
  [
    observed,
    { GE_errorDeclaration_Time: '2026-03-05T00:00:00Z', EQ_correctiveEventID: 'urn:uuid:c0' },
    { EQ_correctiveEventID: 'urn:uuid:c1' },
  ],
  [observed, { EXISTS_sensorElementList: '' }, { EQ_type: 'Altitude' }],
  [packed, {}, { EXISTS_sensorElementList: '' }],
  [observed, { EQ_type: 'Temperature' }, { EQ_exception: 'ALARM_CONDITION' }],
  [observed, { GE_value_CEL: '4.5', EQ_minValue_CEL: '2' }, { GT_value_CEL: '4.5' }],
  [observed, { LE_percRank: '12' }, { GE_value_FAH: '0' }],
  [observed, { EQ_booleanValue: 'true', EQ_hexBinaryValue: 'F00d' }, { EQ_booleanValue: 'false' }],
  [observed, { GE_time: '2026-03-04T08:56:00Z' }, { GE_SENSORMETADATA_time: '2026-03-04T08:56:00Z' }],
  [
    observed,
    { LT_startTime: '2026-03-04T08:30:00Z', GE_endTime: '2026-03-04T09:00:00Z' },
    { LT_SENSORREPORT_time: '2026-03-04T08:56:00Z' },
  ],
  [
    observed,
    { EQ_deviceID: 'https://id.gs1.org/8004/5200001111', EQ_bizRules: 'https://a.example/rules' },
    { EQ_SENSORREPORT_deviceID: 'https://id.gs1.org/8004/5200001111' },
  ],
  [observed, { 'EQ_ward:note': 'by hand' }, { 'EQ_ward:note': 'by machine' }],
  [
    observed,
    { 'EQ_https://ns.example.com/ward/note': 'by hand' },
    { 'EQ_https://ns.example.com/else/note': 'by hand' },
  ],
  [observed, { 'GE_ward:when': '2026-03-04T09:00:00Z' }, { 'GT_ward:when': '2026-03-04T09:00:00Z' }],
  [observed, { 'EQ_INNER_ward:count': ['5', '9.0'], 'GT_INNER_ward:count': '8' }, { 'EQ_ward:count': '9' }],
  [observed, { 'EXISTS_ward:held': '', 'EXISTS_INNER_ward:count': '' }, { 'EXISTS_INNER_ward:held': '' }],
  [observed, { 'EQ_ILMD_ward:batch': '4711', 'LE_INNER_ILMD_ward:to': '8' }, { 'EQ_ward:batch': '4711' }],
  [observed, { 'EXISTS_ILMD_ward:storage': '' }, { 'EXISTS_ILMD_ward:note': '' }],
  [observed, { 'EQ_ERROR_DECLARATION_ward:by': 'night shift' }, { 'EXISTS_INNER_ERROR_DECLARATION_ward:by': '' }],
  [observed, { 'EQ_readPoint_ward:door': 'B-2' }, { 'EQ_bizLocation_ward:door': 'B-2' }],
  [
    observed,
    { 'EQ_SENSORMETADATA_ward:shelf': '3', 'EXISTS_SENSORREPORT_ward:probe': '' },
    { 'EQ_SENSORREPORT_ward:shelf': '3' },
  ],
  [
    observed,
    { 'EXISTS_SENSORELEMENT_ward:rack': '', 'GE_INNER_SENSORELEMENT_ward:height': '1.8' },
    { 'EQ_INNER_SENSORELEMENT_ward:height': '1' },
  ],
  [observed, { 'HASATTR_ward:held': ['other', 'by'], 'EQATTR_ward:held_by': 'a' }, { 'EQ_ATTR_ward:held_by': 'b' }],
  [observed, { EQ_bizStep: 'shipping', EQ_action: 'ADD' }, { EQ_bizStep: 'shipping', EQ_action: 'DELETE' }],
]

test('EPCIS 2.0 §8.2.7.1.1: what each parameter finds, and what it does not', () => {
  for (const [event, found, missed] of cases) {
    assert.equal(finds(event, found), true, `found by ${JSON.stringify(found)}`)
    assert.equal(finds(event, missed), false, `missed by ${JSON.stringify(missed)}`)
  }
})

test('a prefix that nobody explains is compared as it is written', () => {
  assert.equal(matchesQuery(parseEventQuery({ 'EQ_ward:note': 'by hand' }), observed), true)
  assert.equal(matchesQuery(parseEventQuery({ 'EQ_room:note': 'by hand' }), observed), false)
})

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

test('error: CUSTODY_QUERY_INVALID names the parameter, and no value of it', () => {
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

const word = fc.constantFrom(
  ...['EQ', 'GT', 'GE', 'LT', 'LE', 'EXISTS', 'MATCH', 'WD', 'HASATTR', 'INNER', 'ILMD', 'SENSORREPORT', 'readPoint'],
  ...['bizStep', 'ward:note', 'quantity', 'KGM', 'value', 'CEL', 'eventTime', 'anyEPC', 'source', 'time', 'type', ':'],
)
const parameterName = fc.oneof(
  fc.array(word, { minLength: 1, maxLength: 4 }).map((words) => words.join('_')),
  fc.constantFrom(...cases.flatMap(([, found, missed]) => [...Object.keys(found), ...Object.keys(missed)])),
  fc.string(),
)
const value = fc.oneof(
  fc.constantFrom(...cases.flatMap(([, found, missed]) => [...Object.values(found), ...Object.values(missed)].flat())),
  fc.string(),
  fc.constantFrom('urn:epc:idpat:sgtin:1.*', 'urn:epc:idpat:::.*', 'urn:epc:idpat:itip:*.*.*.*.*', '*', '|', ','),
)
const parameters = fc.dictionary(parameterName, fc.oneof(value, fc.array(value, { maxLength: 3 })), { maxKeys: 4 })

test('property: any parameters are a query, or refused with an error of ours', () => {
  const told = fc.property(parameters, (asked) => {
    if (refusalOf(asked) !== 'nothing') return
    const query = parseEventQuery(asked)
    assert.deepEqual(JSON.parse(JSON.stringify(query)), query, 'a query is plain data')
    for (const event of [observed, packed, made]) assert.equal(typeof matchesQuery(query, event), 'boolean')
  })
  fc.assert(told, { numRuns: fuzzRuns })
})

test('property: a further parameter never finds more', () => {
  const some = fc.constantFrom(...cases.flatMap(([, found, missed]) => [found, missed]))
  const narrower = fc.property(some, some, fc.constantFrom(observed, packed, made), (first, second, event) => {
    const both = finds(event, { ...first, ...second })
    if (both) assert.ok(finds(event, second))
  })
  fc.assert(narrower, { numRuns: fuzzRuns })
})
