import type { Comparison, EventFacts, EventQuery, QueryCondition } from '@symbolon/protocol/custody'
import fc from 'fast-check'
import { minute, partyLink, place } from './test-events.ts'

const of = <const T>(...values: readonly T[]) => fc.constantFrom(...values)
const some = <T>(one: fc.Arbitrary<T>, max = 3) => fc.array(one, { maxLength: max })
const maybe = <T>(one: fc.Arbitrary<T>) => fc.option(one, { nil: undefined })

const gtin = 'https://id.gs1.org/01/05200000000016'
const epc = of(
  `${gtin}/21/A`,
  `${gtin}/21/A/B`,
  `${gtin}/21/Ω`,
  'https://id.gs1.org/00/052000000000000012',
  'urn:other:1',
  'https://id.example/1',
)
const epcClass = of(gtin, `${gtin}/10/L1`, `${gtin}/10/L2`, 'urn:other:class')
const step = of('shipping', 'packing', 'receiving')
const spot = of(place(5200000000023), place(5200000000023, 'dock'), place(5200000000207), 'https://id.example/place')
const unit = of('KGM', 'CEL')
const number = of(-1, 0, 1.5, 2, 1e10)
const time = fc.integer({ min: 0, max: 20 }).map(minute)
const text = of('a', 'A', 'x|y', "it's", '1.5')
const name = of('{https://example.org/}batch', '{https://example.org/}size', 'odd:name')
const told = of('example:batch', 'odd:name')
const typed = fc.record({ type: of('owning_party', 'location'), id: of(partyLink(5200000000108), 'urn:other:party') })
const place_ = of('event', 'ilmd', 'sensor_report')

const clean = <T extends object>(value: T): T =>
  Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined)) as T

const sensor = fc
  .record({
    part: of('metadata', 'report'),
    texts: fc.record({ type: maybe(of('Temperature', 'Speed')), uom: maybe(unit), deviceID: maybe(text) }).map(clean),
    numbers: fc.record({ value: maybe(number), maxValue: maybe(number) }).map(clean),
    times: fc.record({ time: maybe(time), startTime: maybe(time) }).map(clean),
  })
  .map((one) => ({ element: 0, ...one }))

const extension = fc
  .record({
    place: place_,
    name,
    told,
    depth: of(0, 1, 2),
    within: maybe(name),
    within_told: maybe(told),
    text: maybe(text),
    number: maybe(number),
    time: maybe(time),
  })
  .map(clean)

const error = fc
  .record({
    declared_at: time,
    reason: maybe(of('did_not_occur', 'incorrect_data')),
    corrective_event_ids: some(of('urn:uuid:1', 'urn:uuid:2')),
  })
  .map(clean)

/** What an event might say: few words of each kind, so that queries meet them. */
export const someFacts: fc.Arbitrary<Partial<EventFacts>> = fc
  .record({
    type: of('ObjectEvent', 'AggregationEvent', 'TransformationEvent'),
    event_time: time,
    action: maybe(of('ADD', 'OBSERVE', 'DELETE')),
    biz_step: maybe(step),
    disposition: maybe(of('active', 'in_transit')),
    read_point: maybe(spot),
    biz_location: maybe(spot),
    transformation_id: maybe(of('urn:t:1', 'urn:t:2')),
    persistent_set: some(of('damaged', 'expired')),
    persistent_unset: some(of('damaged', 'expired')),
    epcs: some(fc.record({ role: of('epc', 'parent', 'child', 'input', 'output'), epc })),
    quantities: some(
      fc
        .record({
          role: of('epc', 'child', 'input', 'output'),
          epc_class: epcClass,
          quantity: maybe(number),
          uom: maybe(unit),
        })
        .map(clean),
    ),
    transactions: some(fc.record({ type: maybe(of('po', 'inv')), id: of('urn:bt:1', 'urn:bt:2') }).map(clean)),
    sources: some(typed),
    destinations: some(typed),
    sensors: some(sensor),
    extensions: some(extension),
    error: fc.option(error, { nil: undefined, freq: 6 }),
  })
  .map(clean) as fc.Arbitrary<Partial<EventFacts>>

const comparison = of<Comparison>('eq', 'gt', 'ge', 'lt', 'le')
const values = <T>(one: fc.Arbitrary<T>) => fc.array(one, { minLength: 1, maxLength: 3 })
const plain = (field: string, value: fc.Arbitrary<string>) =>
  fc.record({ field: fc.constant(field), operator: fc.constant('in'), values: values(value) })
const roles = fc.uniqueArray(of('epc', 'parent', 'child', 'input', 'output'), { minLength: 1 })
const pattern = fc.oneof(
  epc.map((is) => ({ is })),
  epcClass.map((is) => ({ is })),
  fc
    .record({
      starts: of(`${gtin}/`, `${gtin}/21/A`, 'https://id.gs1.org/01/', 'urn:other:'),
      holds: maybe(of('/21/', 'B')),
      lacks: maybe(of('/10/', 'B')),
    })
    .map(clean),
)
const extensionValue = fc.oneof(
  text.map((one) => ({ text: one })),
  number.map((one) => ({ text: String(one), number: one })),
  time.map((one) => ({ text: new Date(one).toISOString(), time: one })),
)
const asked = {
  field: fc.constant('extension'),
  place: place_,
  names: fc.uniqueArray(fc.oneof(name, told), { minLength: 1, maxLength: 2 }),
  level: of('outer', 'inner'),
  within: maybe(fc.oneof(name, told)),
}

const plainConditions = (hash: fc.Arbitrary<string>) =>
  fc.oneof(
    plain('type', of('ObjectEvent', 'AggregationEvent')),
    plain('action', of('ADD', 'DELETE')),
    plain('biz_step', step),
    plain('disposition', of('active', 'unknown')),
    plain('persistent_set', of('damaged', 'expired')),
    plain('persistent_unset', of('damaged')),
    plain('read_point', spot),
    plain('biz_location', spot),
    plain('transformation_id', of('urn:t:1')),
    plain('event_id', fc.oneof(hash, of('urn:uuid:7', 'urn:uuid:8'))),
    plain('error_reason', of('did_not_occur')),
    plain('corrective_event_id', of('urn:uuid:1')),
  )

const valueConditions = fc.oneof(
  fc.record({ field: of('read_point', 'biz_location'), operator: fc.constant('within'), values: values(spot) }),
  fc.record({
    field: of('event_time', 'record_time', 'error_declared_at'),
    operator: comparison,
    values: values(time),
  }),
  fc.record({ field: of('epc', 'epc_class'), operator: fc.constant('match'), roles, values: values(pattern) }),
  fc
    .record({ field: fc.constant('quantity'), operator: comparison, uom: maybe(unit), values: values(number) })
    .map(clean),
  fc.record({
    field: fc.constant('transaction'),
    operator: fc.constant('in'),
    type: of('po', 'inv'),
    values: values(of('urn:bt:1', 'urn:bt:2')),
  }),
  fc.record({
    field: of('source', 'destination'),
    operator: fc.constant('in'),
    type: of('owning_party', 'location'),
    values: values(of(partyLink(5200000000108), 'urn:other:party')),
  }),
  fc.record({ field: of('error', 'sensor'), operator: fc.constant('exists'), values: fc.constant([]) }),
)

const sensorAndExtensionConditions = fc.oneof(
  fc
    .record({
      field: fc.constant('sensor_text'),
      operator: fc.constant('in'),
      part: maybe(of('metadata', 'report')),
      name: of('type', 'uom', 'deviceID'),
      values: values(fc.oneof(text, of('Temperature', 'CEL'))),
    })
    .map(clean),
  fc
    .record({
      field: fc.constant('sensor_time'),
      operator: comparison,
      part: maybe(of('metadata', 'report')),
      name: of('time', 'startTime'),
      values: values(time),
    })
    .map(clean),
  fc
    .record({
      field: fc.constant('sensor_number'),
      operator: comparison,
      name: of('value', 'maxValue'),
      uom: maybe(unit),
      values: values(number),
    })
    .map(clean),
  fc.record({ ...asked, operator: fc.constant('exists'), values: fc.constant([]) }).map(clean),
  fc.record({ ...asked, operator: comparison, values: values(extensionValue) }).map(clean),
)

/** One condition of any kind. @param hash of an event that may be asked for */
export const someCondition = (hash: fc.Arbitrary<string>): fc.Arbitrary<QueryCondition> =>
  fc
    .oneof(plainConditions(hash), valueConditions, sensorAndExtensionConditions)
    .map((condition) => condition as QueryCondition)

/** A query of up to three conditions. */
export const someQuery = (hash: fc.Arbitrary<string>): fc.Arbitrary<EventQuery> =>
  fc.record({
    conditions: fc.array(someCondition(hash), { minLength: 1, maxLength: 3 }),
    order_by: of('event_time', 'record_time'),
    order_direction: of('ASC', 'DESC'),
  })
