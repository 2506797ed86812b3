import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { zipSync } from 'fflate'
import { fuzzRuns } from '../../kernel/fuzz-runs.ts'
import { SymbolonError, utf8 } from '../../kernel/index.ts'
import { readRecordArchive } from './read-record-archive.ts'
import { bundleOf, observation, patient, read } from './test-files.ts'

const numRuns = fuzzRuns
const seeds = [
  patient,
  observation(),
  { resourceType: 'Condition', subject: { reference: 'urn:uuid:p1' }, code: { text: 'x' } },
]

/** True when a file is read and all of it accounted for, or refused with an error of ours. */
function isReadOrRefused(bytes: Uint8Array, name: string): boolean {
  try {
    const { entries, report } = read(bytes, name)
    return report.entries === entries.length && report.read === entries.length + report.rejected.total
  } catch (error) {
    if (error instanceof SymbolonError) return true
    throw error
  }
}

const junk = fc.oneof(
  fc.jsonValue(),
  fc.constantFrom<unknown>(
    null,
    [],
    {},
    '',
    'urn:uuid:p1',
    { toString: 1 },
    { __proto__x: 1 },
    [[[]]],
    1e300,
    -0,
    'Patient/1',
    '#',
  ),
)
const keys = fc.constantFrom(
  ...'resourceType id meta text contained extension modifierExtension _status status code coding system reference subject valueQuantity effectivePeriod constructor toString'.split(
    ' ',
  ),
)

/** The text of a resource in which some property, at some depth, is something else. */
const mutated = fc
  .tuple(
    fc.constantFrom(...seeds),
    fc.array(fc.tuple(fc.array(keys, { minLength: 1, maxLength: 3 }), junk), { maxLength: 4 }),
  )
  .map(([seed, changes]) => {
    const copy = structuredClone(seed) as Record<string, unknown>
    for (const [path, value] of changes) put(copy, path, structuredClone(value))
    return JSON.stringify(copy)
  })

function put(node: Record<string, unknown>, [key = 'id', ...rest]: string[], value: unknown): void {
  const next = Object.hasOwn(node, key) ? node[key] : undefined
  const inner = Array.isArray(next) ? next[0] : next
  if (rest.length > 0 && typeof inner === 'object' && inner !== null) put(inner, rest, value)
  else Object.defineProperty(node, key, { value, enumerable: true, writable: true, configurable: true })
}

test('property: mutated bundles are read or refused, and nothing is lost', () => {
  const bundles = fc.tuple(
    fc.array(mutated, { maxLength: 4 }),
    fc.constantFrom('transaction', 'collection', 'document', 'batch'),
  )
  fc.assert(
    fc.property(bundles, ([resources, type]) =>
      isReadOrRefused(
        utf8(
          JSON.stringify(
            bundleOf(
              resources.map((text) => JSON.parse(text)),
              type,
            ),
          ),
        ),
        'a.json',
      ),
    ),
    { numRuns },
  )
})

test('property: mutated lines are read or refused, and nothing is lost', () => {
  const lines = fc.array(fc.oneof(mutated, fc.string()), { maxLength: 6 })
  fc.assert(
    fc.property(lines, (texts) => isReadOrRefused(utf8(texts.join('\n')), 'a.ndjson')),
    { numRuns },
  )
})

test('property: files with changed bytes are read or refused', () => {
  const whole = utf8(JSON.stringify(bundleOf(seeds)))
  const cuts = fc.tuple(
    fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { maxLength: 6 }),
    fc.nat(whole.length),
  )
  fc.assert(
    fc.property(
      cuts,
      fc.constantFrom('a.json', 'a.ndjson', 'a', 'a.dat', 'a.txt', 'a.zip'),
      ([changes, length], name) => {
        const bytes = whole.slice(0, length)
        for (const [at, byte] of changes) if (at < bytes.length) bytes[at] = byte
        return isReadOrRefused(bytes, name)
      },
    ),
    { numRuns },
  )
})

test('property: archives with changed bytes are read or refused', () => {
  const whole = zipSync({
    'a.json': utf8(JSON.stringify(patient)),
    'b.txt': utf8('hello '.repeat(50)),
    'c.txt': [utf8('c'), { level: 0 }],
  })
  const changes = fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { minLength: 1, maxLength: 6 })
  fc.assert(
    fc.property(changes, fc.integer({ min: whole.length - 30, max: whole.length }), (list, length) => {
      const bytes = whole.slice(0, length)
      for (const [at, byte] of list) if (at < bytes.length) bytes[at] = byte
      try {
        for (const file of readRecordArchive(bytes).files)
          assert.ok(!file.name.split('/').includes('..') && file.read().length < 10_000)
      } catch (error) {
        if (!(error instanceof SymbolonError)) throw error
      }
    }),
    { numRuns },
  )
})
