import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { fuzzRuns } from '../../kernel/fuzz-runs.ts'
import { type Hex, sha256, toHex, utf8 } from '../../kernel/index.ts'
import { mergeDispenses, QUEUE_CLOCK_MS_MAX, type QueuedAct } from './merge-dispenses.ts'

const hour = 3_600_000
const start = Date.parse('2026-06-01T08:00:00Z')
const pack: Hex = '0x01'

/** An act signed so many hours after the start and received a day later. */
function act(actor: string, hours: number, more: Partial<QueuedAct> = {}): QueuedAct {
  const { id: _, ...parts } = {
    id: '',
    pack,
    act: 'supply' as const,
    actor,
    signed_at: start + hours * hour,
    received_at: start + 24 * hour,
    ...more,
  }
  const { received_at, ...signed } = parts
  return { id: toHex(sha256(utf8(JSON.stringify(signed)))), ...signed, received_at }
}

const conflictsOf = (acts: readonly QueuedAct[]) =>
  mergeDispenses([], acts).conflicts.map(
    ({ first, second, kind, emvs }) => `${first.actor} ${second.actor} ${emvs} ${kind}`,
  )

test('the earliest signed time wins, whichever came in first', () => {
  const [early, late] = [act('b', 1, { received_at: start + 30 * hour }), act('a', 5)]
  const merged = mergeDispenses([late], [early])
  assert.equal(merged.holding.get(pack), early)
  assert.deepEqual(conflictsOf([late, early]), ['b a A7 suspect'])
})

test('a second dispense by the same party is one of process, by another it is suspect', () => {
  assert.deepEqual(conflictsOf([act('a', 1), act('a', 2), act('b', 9)]), ['a a A7 process', 'a b A7 suspect'])
  assert.deepEqual(conflictsOf([act('a', 1), act('b', 2, { pack: '0x02' })]), [])
})

test('what was undone may be dispensed again, by the same party within ten days only', () => {
  const undo = (actor: string, hours: number) => act(actor, hours, { act: 'undo', received_at: start + 1000 * hour })
  const again = act('b', 300, { received_at: start + 1000 * hour })
  assert.deepEqual(conflictsOf([act('a', 1), undo('a', 241), again]), [])
  assert.deepEqual(conflictsOf([act('a', 1), undo('a', 242), again]), ['a b A7 suspect'])
  assert.deepEqual(conflictsOf([act('a', 1), undo('b', 2), again]), ['a b A7 suspect'])
  assert.equal(mergeDispenses([], [act('a', 1), undo('a', 2)]).holding.size, 0)
})

test('a clock an hour off is borne, and said where it may have swapped the order', () => {
  const [first, near, far] = [act('a', 1), act('b', 3), act('c', 3.01)]
  const uncertain = mergeDispenses([], [first, near, far]).conflicts.map(({ is_order_uncertain }) => is_order_uncertain)
  assert.deepEqual(uncertain, [true, false])
  const ahead = act('a', 1, { received_at: start })
  assert.equal(ahead.signed_at - ahead.received_at, QUEUE_CLOCK_MS_MAX)
  assert.deepEqual(mergeDispenses([], [ahead]).clocks_ahead, [])
  const further = { ...ahead, received_at: start - 1 }
  assert.deepEqual(mergeDispenses([], [further]).clocks_ahead, [further])
})

test('a clock far ahead does not lose against a dispense that came in later', () => {
  const ahead = act('a', 500, { received_at: start + 2 * hour })
  assert.equal(mergeDispenses([], [ahead, act('b', 3)]).holding.get(pack)?.actor, 'a')
})

const acts = fc.array(
  fc
    .record({
      actor: fc.constantFrom('a', 'b', 'c'),
      hours: fc.integer({ min: 0, max: 400 }),
      kind: fc.constantFrom('supply', 'supply', 'undo'),
      pack: fc.constantFrom<Hex>('0x01', '0x02'),
      received: fc.integer({ min: 0, max: 500 }),
    })
    .map(({ actor, hours, kind, pack: of, received }) =>
      act(actor, hours, { act: kind as 'supply', pack: of, received_at: start + received * hour }),
    ),
  { maxLength: 10 },
)

test('property: the outcome is of the set: no order, no repetition and no grouping changes it', () => {
  const cut = fc.nat(10)
  fc.assert(
    fc.property(acts, fc.infiniteStream(fc.nat()), cut, (all, order, at) => {
      const whole = mergeDispenses([], all)
      const keys = new Map(all.map((each) => [each, order.next().value]))
      const shuffled = all.toSorted((left, right) => (keys.get(left) ?? 0) - (keys.get(right) ?? 0))
      assert.deepEqual(mergeDispenses([], shuffled), whole)
      assert.deepEqual(mergeDispenses(whole.acts, all), whole)
      const half = mergeDispenses([], shuffled.slice(0, at))
      assert.deepEqual(mergeDispenses(half.acts, shuffled.slice(at)), whole)
    }),
    { numRuns: fuzzRuns },
  )
})

test('property: one dispense at most holds for a pack, and every other one is undone or in a conflict', () => {
  fc.assert(
    fc.property(acts, (all) => {
      const { acts: merged, holding, conflicts } = mergeDispenses([], all)
      for (const [of, held] of holding) {
        assert.equal(held.pack, of)
        assert.equal(held.act, 'supply')
      }
      for (const { first, second, kind } of conflicts) {
        assert.equal(first.pack, second.pack)
        assert.equal(kind === 'process', first.actor === second.actor)
      }
      const undone = merged.filter((each) => each.act === 'undo').length
      const supplies = merged.length - undone
      assert.ok(holding.size + conflicts.length + undone >= supplies)
      assert.ok(holding.size + conflicts.length <= supplies)
    }),
    { numRuns: fuzzRuns },
  )
})
