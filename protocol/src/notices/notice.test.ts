import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { fuzzRuns } from '../kernel/fuzz-runs.ts'
import { canonicalJson, type JsonValue, newId, SymbolonError } from '../kernel/index.ts'
import { eventTypeNames, eventTypes, isEventType } from './event-types.ts'
import { deliveryId, type Notice, noticeText, parseNotice, readDeliveryId } from './notice.ts'

const random = new Uint8Array(10).fill(7)
const receipt = newId('receipt', 1_767_225_600_000, random)
const subscription = newId('subscription', 1_767_225_600_000, random)
const notice: Notice = {
  type: 'receipt.opened',
  timestamp: '2026-01-01T00:00:00.000Z',
  data: { receipt, grant: newId('grant', 1_767_225_600_000, random) },
}

test('event types are words with full stops, each for a kind of receipt of its own', () => {
  for (const name of eventTypeNames) assert.match(name, /^[a-z]+\.[a-z]+$/)
  const kinds = new Set(eventTypeNames.map((name) => eventTypes[name].kind))
  assert.equal(kinds.size, eventTypeNames.length)
  assert.deepEqual(
    [isEventType('receipt.opened'), isEventType('toString'), isEventType('opened')],
    [true, false, false],
  )
})

test('a notice says what happened and where to look, and nothing else', () => {
  assert.deepEqual(parseNotice(noticeText(notice)), notice)
  const without: Notice = { ...notice, data: { receipt, grant: null } }
  assert.deepEqual(parseNotice(noticeText(without)), without)
  assert.deepEqual(Object.keys(JSON.parse(noticeText(notice))), ['data', 'timestamp', 'type'])
})

test('a member that a later version adds is passed over', () => {
  assert.deepEqual(parseNotice(canonicalJson({ ...plain(notice), more: 1 })), notice)
})

test('error: NOTICES_NOTICE_INVALID says which member is not as agreed', () => {
  const faults: [string, object][] = [
    ['type', { type: 'receipt.seen' }],
    ['type', { type: 1 }],
    ['timestamp', { timestamp: 'today' }],
    ['timestamp', { timestamp: '2026-13-01T00:00:00.000Z' }],
    ['data', { data: [] }],
    ['data.receipt', { data: { receipt: notice.data.grant, grant: null } }],
    ['data.grant', { data: { receipt } }],
    ['data.grant', { data: { receipt, grant: receipt } }],
  ]
  for (const [field, change] of faults)
    assert.throws(() => parseNotice(canonicalJson({ ...plain(notice), ...change })), {
      code: 'NOTICES_NOTICE_INVALID',
      facts: { field },
    })
})

test('a delivery is named by its receipt and its subscription, and is found by that name', () => {
  const name = deliveryId({ receipt, subscription })
  assert.ok(!name.includes('.'))
  assert.deepEqual(readDeliveryId(name), { receipt, subscription })
  for (const text of ['', '-', `${name}-`, receipt, `${subscription}-${receipt}`, ` ${name}`])
    assert.equal(readDeliveryId(text), undefined)
})

test('property: whatever JSON a member is, it is refused with our error or kept', () => {
  fc.assert(
    fc.property(fc.constantFrom('type', 'timestamp', 'data'), fc.jsonValue({ maxDepth: 3 }), (member, value) => {
      try {
        parseNotice(canonicalJson({ ...plain(notice), [member]: value as JsonValue }))
      } catch (error) {
        if (!(error instanceof SymbolonError)) throw error
      }
    }),
    { numRuns: fuzzRuns },
  )
})

function plain(value: Notice): Record<string, JsonValue> {
  return value as unknown as Record<string, JsonValue>
}
