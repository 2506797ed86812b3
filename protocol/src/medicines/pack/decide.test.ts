import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { fuzzRuns } from '../../kernel/fuzz-runs.ts'
import { describeError, hasCode } from '../../kernel/index.ts'
import { medicinesErrors } from '../errors.ts'
import { decide, requireDecision } from './decide.ts'
import { type KnownPack, stateOf } from './known-pack.ts'
import { type PackCommand, packCommands } from './pack-commands.ts'
import { type PackActor, type PackFact, packRefusals, UNDO_DAYS_MAX } from './pack-guards.ts'
import { type PackRole, type PackState, packStates } from './pack-state.ts'
import { pharmacy, testNow, testPack } from './test-packs.ts'

const day = 86_400_000
const maker: PackActor = { id: 'maker', roles: ['manufacturer'] }
const authority: PackActor = { id: 'authority', roles: ['regulator'] }
const states = Object.keys(packStates) as PackState[]
const commands = Object.keys(packCommands) as PackCommand[]
const ended = { at: testNow - day, actor: pharmacy.id, place: 'site-1' }
const facts = Object.fromEntries(
  ['licence_holds', 'serial_is_unused', 'leaf_is_in_batch', 'parent_is_open', 'something_remains']
    .concat(['is_not_with_patient', 'alert_is_suspect'])
    .map((name) => [name, true]),
) as Record<PackFact, true>

/** State after a command, or why not. */
function outcome(command: PackCommand, pack: KnownPack | undefined, actor = pharmacy, more = {}): string {
  const decision = decide(command, pack, { actor, now: testNow, facts, ...more })
  return decision.refused ?? decision.state
}

test('each command leads where the table says, and only from there', () => {
  const expected: Readonly<Record<PackCommand, readonly (PackState | 'new')[]>> = {
    commission: ['new'],
    pack: ['active'],
    unpack: ['active'],
    ship: ['active'],
    receive: ['in_transit'],
    accept: ['active'],
    verify: states,
    supply: ['active', 'partly_supplied'],
    supply_part: ['active', 'partly_supplied'],
    export: ['active'],
    take_sample: ['active'],
    give_free_sample: ['active'],
    lock: ['active'],
    destroy: ['active', 'partly_supplied'],
    report_stolen: ['active', 'partly_supplied'],
    check_out: ['active'],
    repackage: ['checked_out'],
    undo: ['supplied', 'exported', 'sample', 'free_sample', 'locked', 'checked_out'],
    flag_suspect: ['active', 'in_transit'],
    recover: ['stolen'],
    clear: ['quarantined'],
    confirm_illegitimate: ['quarantined'],
  }
  const everyone = { id: pharmacy.id, roles: ['manufacturer', 'wholesaler', 'pharmacy', 'regulator'] as PackRole[] }
  const second = { id: 'second', roles: ['manufacturer', 'regulator'] as PackRole[] }
  for (const command of commands) {
    for (const state of ['new', ...states] as const) {
      const pack = state === 'new' ? undefined : testPack({ state, end: ended, receiver: everyone.id })
      const isAllowed = outcome(command, pack, everyone, { second }) !== 'state'
      assert.equal(isAllowed, expected[command].includes(state), `${command} from ${state}`)
    }
  }
})

test('supply ends a pack for its holder, and nobody else', () => {
  assert.deepEqual(decide('supply', testPack(), { actor: pharmacy, now: testNow }), {
    state: 'supplied',
    biz_step: 'dispensing',
    disposition: 'dispensed',
  })
  assert.equal(outcome('supply', testPack({ holder: 'pharmacy-b' })), 'is_held')
  assert.equal(outcome('supply', testPack({ holder: maker.id }), maker), 'role')
  assert.equal(outcome('supply', testPack({ state: 'in_transit' })), 'state')
})

test('nothing expired, recalled or withdrawn is supplied; it may be destroyed', () => {
  for (const changed of [{ is_recalled: true }, { is_withdrawn: true }, { expiry: '260531' }]) {
    assert.equal(outcome('supply', testPack(changed)), 'is_usable')
    assert.equal(outcome('supply_part', testPack(changed)), 'is_usable')
    assert.equal(outcome('undo', testPack({ ...changed, state: 'supplied', end: ended })), 'is_usable')
    assert.equal(outcome('destroy', testPack(changed)), 'destroyed')
  }
  assert.equal(outcome('supply', testPack({ expiry: '260601' })), 'supplied')
})

test('undo is for the same actor, for ten days to the millisecond, and never once a patient has had the pack', () => {
  const supplied = (at: number) => testPack({ state: 'supplied', end: { ...ended, at } })
  const limit = testNow - UNDO_DAYS_MAX * day
  assert.equal(outcome('undo', supplied(limit)), 'active')
  assert.equal(outcome('undo', supplied(limit - 1)), 'is_within_undo')
  assert.equal(outcome('undo', supplied(testNow), { id: 'pharmacy-b', roles: ['pharmacy'] }), 'is_same_actor')
  assert.equal(outcome('undo', supplied(testNow), pharmacy, { facts: {} }), 'is_not_with_patient')
  for (const state of ['destroyed', 'stolen', 'illegitimate', 'repackaged'] as const) {
    assert.equal(outcome('undo', testPack({ state, end: ended })), 'state')
  }
})

test('two sign to clear or confirm: the manufacturer and the authority, in either order', () => {
  const pack = testPack({ state: 'quarantined' })
  assert.equal(outcome('clear', pack, maker, { second: authority }), 'active')
  assert.equal(outcome('confirm_illegitimate', pack, authority, { second: maker }), 'illegitimate')
  assert.equal(outcome('clear', pack, maker), 'two_have_signed')
  assert.equal(outcome('clear', pack, maker, { second: { ...maker, id: 'other' } }), 'two_have_signed')
  const both = { id: 'one', roles: ['manufacturer', 'regulator'] as PackRole[] }
  assert.equal(outcome('clear', pack, both, { second: both }), 'two_have_signed')
})

test('a pack is commissioned with a licence, an unused serial and its leaf in the batch', () => {
  assert.equal(outcome('commission', undefined, maker), 'active')
  assert.equal(outcome('commission', undefined, pharmacy), 'role')
  for (const missing of ['licence_holds', 'serial_is_unused', 'leaf_is_in_batch'] as const) {
    const { [missing]: _, ...rest } = facts
    assert.equal(outcome('commission', undefined, maker, { facts: rest }), missing)
  }
  assert.equal(outcome('commission', testPack(), maker), 'state')
})

test('what holds for the class overrides the state, withdrawal first', () => {
  const supplied = testPack({ state: 'supplied' })
  assert.equal(stateOf(supplied, testNow), 'supplied')
  assert.equal(stateOf({ ...supplied, expiry: '260500' }, testNow), 'expired')
  assert.equal(stateOf({ ...supplied, expiry: '260500', is_recalled: true }, testNow), 'recalled')
  assert.equal(stateOf({ ...supplied, is_recalled: true, is_withdrawn: true }, testNow), 'withdrawn')
  assert.equal(stateOf({ ...supplied, expiry: 'no date' }, testNow), 'expired')
})

test('property: a pack ends at most once between two undos, and what is terminal stays', () => {
  const step = fc.record({
    command: fc.constantFrom(...commands),
    actor: fc.constantFrom(pharmacy, maker, authority),
    passed: fc.nat(4 * day),
  })
  fc.assert(
    fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
      let now = testNow
      let pack: KnownPack = testPack()
      for (const { command, actor, passed } of steps) {
        now += passed
        const second = actor === maker ? authority : maker
        const decision = decide(command, pack, { actor, now, facts, second })
        if (decision.refused) continue
        const { has_ended } = packStates[pack.state]
        if (has_ended && decision.state !== pack.state) {
          assert.ok(['undo', 'recover', 'repackage'].includes(command), `${pack.state} ${command}`)
          assert.ok(command === 'recover' || actor.id === pack.end?.actor)
        }
        assert.ok(!['destroyed', 'illegitimate', 'repackaged'].includes(pack.state) || decision.state === pack.state)
        pack = { ...pack, state: decision.state, end: { at: now, actor: actor.id, place: 'site-1' } }
      }
    }),
    { numRuns: fuzzRuns },
  )
})

test('error: MEDICINES_PACK_REFUSED says why, in both languages', () => {
  const refused = () => requireDecision('supply', testPack({ is_recalled: true }), { actor: pharmacy, now: testNow })
  assert.throws(
    refused,
    (error) => hasCode(error, 'MEDICINES_PACK_REFUSED') && error.facts.reason === packRefusals.is_usable,
  )
  assert.equal(requireDecision('lock', testPack(), { actor: pharmacy, now: testNow }).state, 'locked')
  const error = medicinesErrors.MEDICINES_PACK_REFUSED({ reason: packRefusals.is_held })
  assert.match(describeError(error, 'el').title, /την κατέχει άλλος/)
})
