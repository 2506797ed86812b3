import type { CheckedEvent } from './event-facts.ts'
import { checkedEvent, fullEvent } from './test-documents.ts'

/** Parameters of a query. */
export type Parameters = Record<string, string | readonly string[]>

/** An ObjectEvent with something in every field. */
export const observed = checkedEvent(
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
/** An aggregation of things with a serial, without and counted. */
export const packed = checkedEvent({
  type: 'AggregationEvent',
  eventTime: '2026-03-04T11:00:30Z',
  eventTimeZoneOffset: '+02:00',
  parentID: 'urn:epc:id:sscc:5200001.0000000111',
  childEPCs: ['urn:epc:id:sgtin:5200001.011111.1', 'https://example.com/8003/05200001111117400'],
  childQuantityList: [{ epcClass: 'urn:epc:idpat:sgtin:5200001.066666.*', quantity: 12 }],
  action: 'ADD',
})
/** A transformation of things and amounts. */
export const made = checkedEvent({
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
export const queryCases: readonly (readonly [CheckedEvent, found: Parameters, missed: Parameters])[] = [
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
