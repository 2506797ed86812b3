import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { readEpcisJson } from '@symbolon/protocol/custody'
import { hasCode } from '@symbolon/protocol/kernel'
import { simulateCaptureEvents } from '@symbolon/sdk/custody'
import fc from 'fast-check'
import { fuzzRuns } from '../../../../protocol/src/kernel/fuzz-runs.ts'
import { CsvReader } from './csv-reader.ts'
import { type EventFileForm, type FileEvent, openEventFile } from './event-file.ts'

let folder = ''
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'symbolon-import-'))
})
after(() => rm(folder, { recursive: true, force: true }))

async function read(content: string, form: EventFileForm) {
  const path = join(folder, 'events')
  await writeFile(path, content)
  const file = await openEventFile(path, form)
  const events: FileEvent[] = []
  for await (const event of file.read()) events.push(event)
  assert.equal(file.events, events.length)
  assert.deepEqual(
    events.map(({ number }) => number),
    events.map((_, at) => at + 1),
  )
  const document = `${file.frame.before}${events.map(({ text }) => text).join(',')}${file.frame.after}`
  return { events, document, size_bytes: Buffer.byteLength(content) }
}

const head = 'eventTime,eventTimeZoneOffset,action,epcList,bizStep,readPoint,epcClass,quantity,uom\n'
const seen =
  '2026-03-01T08:00:00Z,+02:00,OBSERVE,https://id.gs1.org/01/09521000000018/21/S1|https://id.gs1.org/01/09521000000018/21/S2,shipping,https://id.gs1.org/414/9521000000032,,,'

test('a row becomes an event that keeps every rule, as EPCIS has it', async () => {
  const lot = '2026-03-01T09:00:00Z,+02:00,OBSERVE,,receiving,,https://id.gs1.org/01/09521000000018/10/L7,1.50,KGM'
  const { document, events, size_bytes } = await read(`${head}${seen}\r\n${lot}\n`, 'csv')
  assert.deepEqual(simulateCaptureEvents({ document }), { events: 2, refused: [] })
  const [first, second] = events.map(({ text }) => JSON.parse(text))
  assert.deepEqual(first.epcList, [
    'https://id.gs1.org/01/09521000000018/21/S1',
    'https://id.gs1.org/01/09521000000018/21/S2',
  ])
  assert.deepEqual(first.readPoint, { id: 'https://id.gs1.org/414/9521000000032' })
  assert.equal(second.quantityList[0].uom, 'KGM')
  assert.match(events[1]?.text ?? '', /"quantity":1\.50,/, 'a number keeps its digits')
  assert.equal(events.at(-1)?.end_bytes, size_bytes)
})

test('a row of a parent has its quantity among the children', async () => {
  const content =
    'type;eventTime;eventTimeZoneOffset;action;parentID;epcClass;quantity\nAggregationEvent;2026-03-01T08:00:00Z;+02:00;ADD;https://id.gs1.org/00/095210000000000017;https://id.gs1.org/01/09521000000018/10/L7;600'
  const { document, events } = await read(content, 'csv')
  assert.equal(JSON.parse(events[0]?.text ?? '{}').childQuantityList[0].quantity, 600)
  assert.deepEqual(simulateCaptureEvents({ document }), { events: 1, refused: [] })
})

test('what is no event is refused with its place, and what is no number as no number', async () => {
  const wrong = seen.replace('OBSERVE', 'FLY')
  const { document } = await read(
    `${head}${seen}\n${wrong}\n${seen.replace(/,,,$/, ',https://id.gs1.org/01/09521000000018/10/L7,many,')}`,
    'csv',
  )
  const { events, refused } = simulateCaptureEvents({ document })
  assert.equal(events, 1)
  assert.deepEqual(
    refused.map(({ code, facts }) => [code, facts.pointer]),
    [
      ['CUSTODY_EVENT_INVALID', '/epcisBody/eventList/1/action'],
      ['CUSTODY_EVENT_INVALID', '/epcisBody/eventList/2/quantityList/0/quantity'],
    ],
  )
})

test('error: CUSTODY_IMPORT_COLUMN_UNKNOWN by its place, never by what stands there', async () => {
  for (const columns of ['eventTime,patient', 'eventTime,eventTime', 'eventTime,__proto__', 'eventTime,toString']) {
    const refused = (error: unknown) => hasCode(error, 'CUSTODY_IMPORT_COLUMN_UNKNOWN') && error.facts.column === 2
    await assert.rejects(read(`${columns}\n1,2\n`, 'csv'), refused)
  }
})

test('error: CUSTODY_IMPORT_ROW_INVALID for a row of another length, an open quote and bytes that are no UTF-8', async () => {
  const refused = (row: number) => (error: unknown) =>
    hasCode(error, 'CUSTODY_IMPORT_ROW_INVALID') && error.facts.row === row
  await assert.rejects(read(`${head}${seen},more\n`, 'csv'), refused(2))
  await assert.rejects(read(`${head}${seen}\n"open`, 'csv'), refused(3))
  const path = join(folder, 'latin')
  await writeFile(path, Buffer.from([...Buffer.from(head), 0xe9, 0x0a]))
  await assert.rejects(openEventFile(path, 'csv'), refused(1))
})

test('lines are events one by one; empty ones are passed over', async () => {
  const event = '{"type":"ObjectEvent"}'
  const { events, size_bytes } = await read(`${event}\n\n${event}\r\n${event}`, 'lines')
  assert.deepEqual(
    events.map(({ text }) => text),
    [event, event, event],
  )
  assert.equal(events.at(-1)?.end_bytes, size_bytes)
})

test('a document is read as it is written, to the digit', async () => {
  const content = '{"@context":[],"epcisBody":{"eventList":[ {"n":1.50} , {"n":1e2} ]}}'
  const { events } = await read(content, 'document')
  assert.deepEqual(
    events.map(({ text }) => text.trim()),
    ['{"n":1.50}', '{"n":1e2}'],
  )
  const single = '{"type":"ObjectEvent"}'
  assert.equal((await read(single, 'document')).document, single)
  assert.ok(readEpcisJson(single))
})

test('property: cells of any kind come back as they were written', () => {
  const cell = fc.string({ unit: fc.constantFrom('a', '"', ',', ';', '\n', 'ω', ' '), maxLength: 8 })
  const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 2 }), { minLength: 1, maxLength: 5 })
  fc.assert(
    fc.property(table, fc.integer({ min: 1, max: 9 }), (rows, piece) => {
      const written = [['head', 'more'], ...rows]
      const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`
      const text = written.map((row) => row.map(quoted).join(',')).join('\r\n')
      const reader = new CsvReader()
      const found: (readonly string[])[] = []
      for (let at = 0; at < text.length; at += piece) found.push(...reader.push(text.slice(at, at + piece)))
      found.push(...reader.end())
      assert.deepEqual(found, written)
    }),
    { numRuns: fuzzRuns },
  )
})
