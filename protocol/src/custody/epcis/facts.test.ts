import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readEpcisJson } from '../epcis-document.ts'
import { checkDocument } from './check-document.ts'
import { checkable, checkedEvent, fullEvent } from './test-documents.ts'

const cbv = 'https://ref.gs1.org/cbv/'

/** What the event below says, its hash and extensions aside. */
const said = {
  type: 'ObjectEvent',
  event_time: Date.UTC(2026, 2, 4, 9, 0, 30),
  record_time: Date.UTC(2026, 2, 4, 10, 0, 0, 500),
  time_zone: '+02:00',
  action: 'ADD',
  biz_step: `${cbv}BizStep-shipping`,
  disposition: `${cbv}Disp-in_transit`,
  persistent_set: [`${cbv}Disp-completeness_verified`],
  persistent_unset: [`${cbv}Disp-completeness_inferred`],
  read_point: 'https://id.gs1.org/414/5200001999012/254/12',
  biz_location: 'https://id.gs1.org/414/5200001999012',
  epcs: [
    { role: 'epc', epc: 'https://id.gs1.org/01/05200001111117/21/9876' },
    { role: 'epc', epc: 'https://id.gs1.org/00/052000010000001111' },
  ],
  quantities: [{ role: 'epc', epc_class: 'https://id.gs1.org/01/05200001123455/10/L-7', quantity: 1.5, uom: 'KGM' }],
  transactions: [{ type: `${cbv}BTT-po`, id: 'https://id.gs1.org/253/5200001111117123' }],
  sources: [{ type: `${cbv}SDT-owning_party`, id: 'https://id.gs1.org/417/5200001000008' }],
  destinations: [{ type: `${cbv}SDT-possessing_party`, id: 'https://id.gs1.org/417/5200002000007' }],
  error: {
    declared_at: Date.UTC(2026, 2, 5),
    reason: `${cbv}ER-did_not_occur`,
    corrective_event_ids: [],
  },
  certifications: ['https://a.example/certificate'],
  sensors: [
    {
      part: 'metadata',
      element: 0,
      texts: { deviceID: 'https://id.gs1.org/8004/5200001111' },
      numbers: {},
      times: { time: Date.UTC(2026, 2, 4, 8, 55) },
    },
    {
      part: 'report',
      element: 0,
      texts: { type: 'https://gs1.org/voc/Temperature', uom: 'CEL' },
      numbers: { value: 4.5 },
      times: {},
    },
    {
      part: 'report',
      element: 0,
      texts: { type: 'https://gs1.org/voc/RelativeHumidity', uom: 'A93' },
      numbers: { value: 41 },
      times: {},
    },
  ],
}

test('the facts of an event are what it says, each thing in its one form', () => {
  const { hash, extensions, ...facts } = checkedEvent(
    fullEvent({
      recordTime: '2026-03-04T10:00:00.5Z',
      bizStep: 'cbv:BizStep-shipping',
      certificationInfo: 'https://a.example/certificate',
      errorDeclaration: { declarationTime: '2026-03-05T00:00:00Z', reason: 'did_not_occur' },
    }),
  ).facts
  assert.match(hash, /^ni:\/\/\/sha-256;[0-9a-f]{64}\?ver=CBV2\.0$/)
  assert.deepEqual(facts, { ...said, event_id: hash })
  const ward = '{https://ns.example.com/ward/}'
  assert.deepEqual(
    extensions.map(({ place, name, depth, text, number }) => [place, name.replace(ward, ''), depth, text, number]),
    [
      ['event', 'note', 0, 'by hand', undefined],
      ['read_point', 'door', 0, 'B-2', undefined],
      ['ilmd', 'batch', 0, '4711', 4711],
      ['ilmd', 'storage', 0, undefined, undefined],
      ['ilmd', 'from', 1, '2', 2],
      ['ilmd', 'to', 1, '8', 8],
      ['sensor_report', 'probe', 0, 'left', undefined],
    ],
  )
})

test('an event without them has none of the facts that may be missing', () => {
  const { hash, ...facts } = checkedEvent({
    type: 'TransformationEvent',
    eventTime: '2026-03-04T09:00:30Z',
    eventTimeZoneOffset: '-05:00',
    inputEPCList: ['urn:uuid:1'],
    outputEPCList: ['https://ns.example.com/thing/2'],
  }).facts
  assert.deepEqual(facts, {
    type: 'TransformationEvent',
    event_id: hash,
    event_time: Date.UTC(2026, 2, 4, 9, 0, 30),
    time_zone: '-05:00',
    persistent_set: [],
    persistent_unset: [],
    epcs: [
      { role: 'input', epc: 'urn:uuid:1' },
      { role: 'output', epc: 'https://ns.example.com/thing/2' },
    ],
    quantities: [],
    transactions: [],
    sources: [],
    destinations: [],
    certifications: [],
    sensors: [],
    extensions: [],
  })
})

test('an event is kept as it was told, its numbers digit by digit', () => {
  const text = JSON.stringify(checkable([fullEvent()])).replace('"quantity":1.5', '"quantity":1.500')
  const [checked] = checkDocument(readEpcisJson(text)).events
  assert.match(JSON.stringify(checked?.event), /"quantity":1\.500/)
  assert.equal(checked?.facts.hash, checkedEvent(fullEvent()).facts.hash)
})
