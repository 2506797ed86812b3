import assert from 'node:assert/strict'
import { test } from 'node:test'
import { hasCode, utf8 } from '@symbolon/protocol/kernel'
import fc from 'fast-check'
import { fuzzRuns } from '../../../../protocol/src/kernel/fuzz-runs.ts'
import { EventListScanner, PIECE_BYTES_MAX } from './event-list-scanner.ts'

const costly = 20

/** What a scanner finds in a text that comes in pieces of so many bytes. */
function scan(text: string, piece: number) {
  const scanner = new EventListScanner()
  const bytes = utf8(text)
  const events: string[] = []
  let last = 0
  for (let at = 0; at < bytes.length; at += piece) {
    for (const event of scanner.push(bytes.subarray(at, at + piece))) {
      events.push(Buffer.from(event.bytes).toString())
      assert.ok(event.end_bytes > last && event.end_bytes <= bytes.length)
      last = event.end_bytes
    }
  }
  return { events, frame: scanner.end() }
}

const documentOf = (events: readonly unknown[], more: object = {}) => ({
  '@context': ['https://example.org/c'],
  type: 'EPCISDocument',
  note: 'a "list" in [brackets] \\',
  epcisBody: { before: { eventList: [{ not: 'this' }] }, eventList: events, after: [1, { a: ']' }] },
  ...more,
})

test('property: the events of a document, however it is cut, and what stands around them', () => {
  const value = fc.jsonValue({ depthSize: 'small' }).filter((one) => typeof one === 'object' && one !== null)
  fc.assert(
    fc.property(
      fc.array(value, { maxLength: 6 }),
      fc.integer({ min: 1, max: 40 }),
      fc.boolean(),
      (events, piece, wide) => {
        const text = JSON.stringify(documentOf(events), undefined, wide ? 2 : undefined)
        const { events: found, frame } = scan(text, piece)
        assert.deepEqual(
          found.map((one) => JSON.parse(one)),
          JSON.parse(JSON.stringify(events)),
        )
        assert.equal(frame.hasList, true)
        assert.deepEqual(JSON.parse(frame.before + frame.after), documentOf([]))
        assert.equal(
          JSON.stringify(JSON.parse(`${frame.before}${found.join(',')}${frame.after}`)),
          JSON.stringify(JSON.parse(text)),
        )
      },
    ),
    { numRuns: Math.ceil(fuzzRuns / costly) },
  )
})

test('the answers of queries hold events too, and a single event is taken whole', () => {
  const answer = { epcisBody: { queryResults: { resultsBody: { eventList: [{ a: 1 }, { b: 2 }] } } } }
  assert.deepEqual(scan(JSON.stringify(answer), 7).events, ['{"a":1}', '{"b":2}'])
  const single = JSON.stringify({ type: 'ObjectEvent', eventList: [{ no: 'event' }] })
  assert.deepEqual(scan(single, 3), { events: [], frame: { before: single, after: '', hasList: false } })
})

test('error: CUSTODY_IMPORT_CUT for a document that ends too early', () => {
  const text = JSON.stringify(documentOf([{ a: '}' }, { b: [1, 2] }]))
  for (let end = 1; end < text.length; end++)
    assert.throws(
      () => scan(text.slice(0, end), 5),
      (error) => hasCode(error, 'CUSTODY_IMPORT_CUT'),
      `${end}`,
    )
})

test('error: CUSTODY_IMPORT_TOO_LARGE for an event, or a frame, that is too large to be held', () => {
  const long = 'x'.repeat(PIECE_BYTES_MAX)
  for (const [text, event] of [
    [JSON.stringify(documentOf([{ a: 1 }, { long }])), 2],
    [JSON.stringify(documentOf([], { long })), 0],
  ] as const) {
    const tooLarge = (error: unknown) => hasCode(error, 'CUSTODY_IMPORT_TOO_LARGE') && error.facts.event === event
    assert.throws(() => scan(text, 65_536), tooLarge)
  }
})
