import assert from 'node:assert/strict'
import { test } from 'node:test'
import { bundleOf, patient, read } from './test-files.ts'

const request = { method: 'PUT', url: 'Patient/p1' }

/** Where something was not understood, and why, in a bundle with one patient. */
function told(bundle: Record<string, unknown>, entry: Record<string, unknown> = {}): string[] {
  const { entries, report } = read({ ...bundleOf([]), entry: [{ resource: patient, request, ...entry }], ...bundle })
  assert.equal(report.read, entries.length + report.rejected.total)
  return report.not_understood.first.map(({ path, reason }) => `${path} ${reason}`)
}

test('what a bundle says beside its entries is told by its path', () => {
  assert.deepEqual(told({}), [])
  const parts = {
    id: 'b1',
    meta: { versionId: '1' },
    implicitRules: 'http://example.org/rules',
    identifier: { value: 'secret' },
    timestamp: '2020-01-01T00:00:00Z',
    _timestamp: { id: 't' },
    link: [{ relation: 'self', url: 'http://example.org' }],
    total: 1,
    signature: { data: 'c2VjcmV0' },
  }
  assert.deepEqual(
    told(parts),
    Object.keys(parts).map((name) => `Bundle.${name} bundle-part`),
  )
  assert.deepEqual(told({ mood: 1, 'secret words': 2 }), ['Bundle.mood bundle-unknown', 'Bundle.? bundle-unknown'])
})

test('what an entry says beside its resource is told by its path', () => {
  const parts = { id: 'e1', extension: [], modifierExtension: [], link: [], search: {}, response: {} }
  assert.deepEqual(
    told({}, parts),
    Object.keys(parts).map((name) => `Bundle.entry[0].${name} bundle-part`),
  )
  assert.deepEqual(told({}, { fullUrl: 5, mood: 1 }), [
    'Bundle.entry[0].mood bundle-unknown',
    'Bundle.entry[0].fullUrl bundle-unknown',
  ])
  assert.deepEqual(told({}, { request: { ...request, ifNoneExist: 'identifier=secret' } }), [
    'Bundle.entry[0].request.ifNoneExist bundle-part',
  ])
  assert.deepEqual(told({}, { request: 'POST' }), ['Bundle.entry[0].request bundle-unknown'])
})

test('error: an entry that asks for something other than adding is not imported and told', () => {
  for (const method of ['DELETE', 'PATCH', 'GET', 'HEAD', 'delete', 5]) {
    const { entries, report } = read({
      ...bundleOf([]),
      entry: [{ resource: patient, request: { ...request, method } }],
    })
    assert.deepEqual([entries.length, report.read], [0, 0], String(method))
    assert.deepEqual(report.not_understood.first, [{ path: 'Bundle.entry[0]', reason: 'instruction' }])
  }
  assert.deepEqual(told({}, { request: { method: 'POST', url: 'Patient' } }), [])
})
