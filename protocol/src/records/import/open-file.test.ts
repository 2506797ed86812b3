import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fromUtf8, utf8 } from '../../kernel/index.ts'
import { FHIR_FILE_BYTES_MAX, FILE_NAME_LENGTH_MAX } from './limits.ts'
import { patient, read } from './test-files.ts'

test('any other file is one document entry, its form told by its bytes', () => {
  const forms: [string, Uint8Array | string, string][] = [
    ['letter.pdf', '%PDF-1.7', 'application/pdf'],
    ['scan', '\u0089PNG\r\n\u001a\n', 'image/png'],
    ['photo.jpg', '\u00ff\u00d8\u00ff\u00e0', 'image/jpeg'],
    ['note.txt', utf8('Καλημέρα'), 'text/plain'],
    ['sheet.csv', 'a,b', 'text/csv'],
    ['letter.docx', 'PK\u0003\u0004', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
    ['letter.rtf', '{\\rtf1', 'application/rtf'],
    ['x.constructor', utf8('text'), 'text/plain'],
    ['bytes.bin', '\u0000\u0001', 'application/octet-stream'],
  ]
  for (const [name, content, mediaType] of forms) {
    const bytes = typeof content === 'string' ? Uint8Array.from(content, (letter) => letter.charCodeAt(0)) : content
    const { entries, report } = read(bytes, name)
    assert.deepEqual(
      entries.map(({ kind, category, media_type }) => [kind, category, media_type]),
      [['file', 'documents', mediaType]],
      name,
    )
    assert.deepEqual(entries[0]?.bytes, new Uint8Array(bytes))
    assert.equal(report.not_understood.total, mediaType === 'application/octet-stream' ? 1 : 0, name)
  }
})

test('JSON that is not FHIR, and FHIR as XML, are kept as files and told', () => {
  assert.equal(read({ hello: 1 }).report.not_understood.first[0]?.reason, 'not-fhir')
  assert.equal(read('[1]').entries[0]?.media_type, 'application/json')
  assert.equal(
    read('<Patient xmlns="http://hl7.org/fhir"/>', 'p.xml').report.not_understood.first[0]?.reason,
    'fhir-xml',
  )
})

const unread: [string, string, string][] = [
  ['<Patient xmlns="http://hl7.org/fhir"/>', 'p.txt', 'fhir-xml'],
  [`<?xml version="1.0"?>\n<!-- ${'x'.repeat(2500)} -->\n<f:Patient xmlns:f='http://hl7.org/fhir'/>`, 'p', 'fhir-xml'],
  [`\ufeff${JSON.stringify(patient)}`, 'p.txt', 'fhir-json'],
  [JSON.stringify([patient], null, 2), 'p.csv', 'fhir-json'],
  ['{"quoted" is how this note begins', 'notes.dat', 'like-json'],
  ['{"resourceType":"Patient","id":"a","id":"b"}', 'notes', 'like-json'],
  ['{"a":1}\n{"b":2}', 'lines', 'like-json'],
]

for (const [text, name, reason] of unread) {
  test(`${name} is kept as it is, and ${reason} told`, () => {
    const { entries, report } = read(text, name)
    assert.deepEqual([report.form, fromUtf8(entries[0]?.bytes ?? new Uint8Array())], ['file', text])
    assert.deepEqual(report.not_understood, { total: 1, first: [{ path: '', reason }] })
  })
}

test('a name that says nothing: JSON and NDJSON are read, invalid bytes and large files are documents', () => {
  assert.equal(read(patient, 'patient').report.form, 'fhir-resource')
  const lines = `${JSON.stringify(patient)}\r\n{"resourceType":\n`
  const { entries, report } = read(`\ufeff${lines}`, 'export.2024')
  assert.deepEqual([report.form, entries.length, report.not_understood.total], ['fhir-ndjson', 1, 1])
  assert.equal(read(Buffer.concat([Buffer.from(lines), Buffer.from([0xff])]), 'x').report.form, 'file')
  const large = new Uint8Array(FHIR_FILE_BYTES_MAX + 1).fill(32)
  large.set(utf8('{"a'))
  assert.equal(read(large, 'x').report.form, 'file')
})

test('a name that is too long is shortened, its end kept, and told', () => {
  const name = `${'φ'.repeat(FILE_NAME_LENGTH_MAX)}.json`
  const { report } = read(patient, name)
  assert.equal([...report.name].length, FILE_NAME_LENGTH_MAX)
  assert.ok(report.name.endsWith('φ.json') && report.name.includes('…'))
  assert.equal(report.changed.name, 1)
  assert.equal(read(patient, name.slice(5)).report.changed.name, undefined)
})
