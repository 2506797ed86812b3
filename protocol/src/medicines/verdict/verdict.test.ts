import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { fuzzRuns } from '../../kernel/fuzz-runs.ts'
import type { KnownPack } from '../pack/known-pack.ts'
import { type PackState, packStates } from '../pack/pack-state.ts'
import { testNow, testPack } from '../pack/test-packs.ts'
import { judge } from './judge.ts'
import { judgeUndo } from './judge-undo.ts'
import { isSameRead, type PackScan, SINGLE_SCAN_S } from './pack-scan.ts'
import { publicOutcomeOf } from './public-outcome.ts'
import { here, testScan, verdictOn } from './test-verdicts.ts'
import { LEDGER_AGE_MINUTES_MAX, type Verdict } from './verdict.ts'
import { JUST_DISPENSED_S } from './verdict-rules.ts'

const minute = 60_000
const day = 86_400_000
const states = Object.keys(packStates) as PackState[]
const endHere = { at: testNow - 60 * minute, actor: here.actor, place: here.place }
const sent = { state: 'in_transit' } as const
const endThere = { at: testNow - 60 * minute, actor: 'pharmacy-b', place: 'site-b' }

/** Reason, class and kind in one line. */
const told = ({ reason, emvs, kind, fault }: Verdict) =>
  [reason, emvs ?? '–', kind ?? '–', ...(fault ? [fault] : [])].join(' ')

test('an active pack that the pharmacy holds may be dispensed, and what is left of a part too', () => {
  assert.deepEqual(verdictOn(testScan()), { outcome: 'may_be_dispensed', reason: 'genuine', as_of: testNow - 1000 })
  const part = testPack({ state: 'partly_supplied', end: endHere })
  assert.equal(verdictOn(testScan(), part).outcome, 'may_be_dispensed')
  assert.equal(verdictOn(testScan({ lot: undefined, expiry: undefined })).outcome, 'may_be_dispensed')
})

test('each reason against a pack has its class and kind', () => {
  const cases: readonly (readonly [string, Verdict])[] = [
    ['unreadable – technical unreadable', verdictOn({})],
    ['unreadable – technical missing_fnc1', verdictOn({ gtin: testPack().gtin, fault: 'missing_fnc1' })],
    ['product_unknown – technical', verdictOn(testScan({ gtin: '05200001000022' }))],
    ['batch_unknown A2 technical', verdictOn(testScan({ serial: 'ZZ9', lot: 'LOT8' }))],
    ['serial_unknown A3 suspect', verdictOn(testScan({ serial: 'ZZ9' }))],
    ['serial_unknown A3 suspect', verdictOn(testScan({ serial: 'ZZ9', lot: undefined }))],
    ['expiry_differs A52 technical', verdictOn(testScan({ expiry: '271230' }))],
    ['lot_differs A68 technical', verdictOn(testScan({ lot: 'LOT8' }))],
    ['dispensed_here A7 process', verdictOn(testScan(), testPack({ state: 'supplied', end: endHere }))],
    ['dispensed_elsewhere A7 suspect', verdictOn(testScan(), testPack({ state: 'supplied', end: endThere }))],
    ['dispensed_elsewhere A7 suspect', verdictOn(testScan(), testPack({ state: 'supplied' }))],
    ['ended_here A24 process', verdictOn(testScan(), testPack({ state: 'exported', end: endHere }))],
    ['ended_elsewhere A24 suspect', verdictOn(testScan(), testPack({ state: 'destroyed', end: endThere }))],
    ['stolen A24 suspect', verdictOn(testScan(), testPack({ state: 'stolen', end: endHere }))],
    ['illegitimate A24 suspect', verdictOn(testScan(), testPack({ state: 'illegitimate' }))],
    ['quarantined – –', verdictOn(testScan(), testPack({ state: 'quarantined' }))],
    ['in_transit – process', verdictOn(testScan(), testPack({ ...sent, holder: 'wholesaler', receiver: here.actor }))],
    ['sent_on – process', verdictOn(testScan(), testPack({ ...sent, receiver: 'pharmacy-b' }))],
    ['not_held – process', verdictOn(testScan(), testPack({ ...sent, holder: 'maker', receiver: 'pharmacy-b' }))],
    ['not_held – process', verdictOn(testScan(), testPack({ holder: 'wholesaler' }))],
  ]
  for (const [expected, verdict] of cases) {
    assert.equal(told(verdict), expected)
    assert.equal(verdict.outcome, 'do_not_dispense')
  }
})

test('expired, recalled and withdrawn raise no alert, whatever else is wrong', () => {
  const cases = [
    ['expired', { expiry: '260531' }],
    ['recalled', { is_recalled: true }],
    ['withdrawn', { is_withdrawn: true, is_recalled: true }],
  ] as const
  for (const [reason, changed] of cases) {
    for (const state of states) {
      for (const ledger_age_ms of [0, day]) {
        const verdict = verdictOn(testScan({ lot: 'OTHER' }), testPack({ ...changed, state, end: endThere }), {
          ledger_age_ms,
        })
        assert.equal(told(verdict), `${reason} – –`)
        assert.equal(verdict.outcome, 'do_not_dispense')
      }
    }
  }
})

test('faults of the scanner are told as such, and nothing is suspect', () => {
  const mixed = testPack({ serial: 'aB3yZ9' })
  const cases: readonly (readonly [string, PackScan, KnownPack])[] = [
    ['scanner_fault A3 technical letter_case', testScan({ serial: 'a1b2c3d4e5' }), testPack()],
    ['scanner_fault A3 technical letter_case', testScan({ serial: 'Ab3Yz9' }), mixed],
    ['scanner_fault A3 technical keyboard_layout', testScan({ serial: 'aB3zY9' }), mixed],
    ['scanner_fault A3 technical keyboard_layout', testScan({ serial: 'αΒ3υΖ9' }), testPack({ serial: 'aB3yZ9' })],
    ['scanner_fault A3 technical keyboard_layout', testScan({ serial: 'é(' }), testPack({ serial: '25' })],
    ['scanner_fault A3 technical missing_fnc1', testScan({ serial: 'A1B2C3D4E510LOT7', lot: undefined }), testPack()],
    [
      'scanner_fault A3 technical missing_fnc1',
      testScan({ serial: 'A1B2C3D4E51727123110LOT7', lot: undefined }),
      testPack(),
    ],
    ['scanner_fault A3 technical missing_fnc1', testScan({ serial: 'A1B2C3D4E517271231', lot: undefined }), testPack()],
    ['scanner_fault A3 technical missing_fnc1', testScan({ serial: undefined, lot: 'LOT721A1B2C3D4E5' }), testPack()],
    ['scanner_fault A3 technical keyboard_layout', testScan({ fault: 'keyboard_layout' }), testPack()],
    ['expiry_differs A52 technical swapped_date', testScan({ expiry: '311227' }), testPack()],
    ['expiry_differs A52 technical swapped_date', testScan({ expiry: '273112' }), testPack()],
    ['lot_differs A68 technical letter_case', testScan({ lot: 'lot7' }), testPack()],
    ['lot_differs A68 technical missing_fnc1', testScan({ lot: 'LOT721A1B2C3D4E5' }), testPack()],
  ]
  for (const [expected, scan, pack] of cases) assert.equal(told(verdictOn(scan, pack)), expected)
})

test('a serial joined to another lot is no fault of the scanner', () => {
  const verdict = verdictOn(testScan({ serial: 'A1B2C3D4E510LOT8', lot: undefined }))
  assert.equal(told(verdict), 'serial_unknown A3 suspect')
})

test('day 00 and the last day of the month are the same expiry', () => {
  assert.equal(verdictOn(testScan({ expiry: '271200' })).reason, 'genuine')
  assert.equal(verdictOn(testScan({ expiry: '271231' }), testPack({ expiry: '271200' })).reason, 'genuine')
})

test('what one has just dispensed oneself is said so, and for two minutes only', () => {
  const supplied = (ago_ms: number, actor = here.actor) =>
    testPack({ state: 'supplied', end: { at: testNow - ago_ms, actor, place: here.place } })
  assert.equal(told(verdictOn(testScan(), supplied(3000))), 'just_dispensed_here A7 process')
  assert.equal(verdictOn(testScan(), supplied(JUST_DISPENSED_S * 1000)).reason, 'just_dispensed_here')
  assert.equal(verdictOn(testScan(), supplied(JUST_DISPENSED_S * 1000 + 1)).reason, 'dispensed_here')
  assert.equal(verdictOn(testScan(), supplied(3000, 'pharmacy-b')).reason, 'dispensed_here')
})

test('who ended a pack is told until when to undo it, and nobody else', () => {
  const { undo_until, location } = verdictOn(testScan(), testPack({ state: 'supplied', end: endHere }))
  assert.deepEqual([undo_until, location], [endHere.at + 10 * day, 'same'])
  const old = { ...endHere, at: testNow - 10 * day - 1 }
  for (const pack of [
    testPack({ state: 'supplied', end: old }),
    testPack({ state: 'supplied', end: endThere }),
    testPack({ state: 'destroyed', end: endHere }),
  ]) {
    assert.equal(verdictOn(testScan(), pack).undo_until, undefined)
  }
})

const packs = fc.record({
  state: fc.constantFrom(...states),
  end: fc.constantFrom(endHere, endThere),
  holder: fc.constantFrom('pharmacy-a', 'wholesaler'),
  expiry: fc.constantFrom('271231', '260531', '260600'),
  is_recalled: fc.boolean(),
  is_withdrawn: fc.boolean(),
})
const scans = fc.record({
  serial: fc.constantFrom('A1B2C3D4E5', 'a1b2c3d4e5', 'NONE', undefined),
  lot: fc.constantFrom('LOT7', 'LOT8', undefined),
  expiry: fc.constantFrom('271231', '311227', '280101', undefined),
})

test('property: stale or cut off is never OK and never suspect', () => {
  const ages = fc.option(fc.integer({ min: LEDGER_AGE_MINUTES_MAX * minute + 1, max: 400 * day }), { nil: undefined })
  fc.assert(
    fc.property(packs, scans, ages, fc.boolean(), (changed, scan, age, isKnown) => {
      const basis = { scan: testScan(scan), here, now: testNow, ...(isKnown && { pack: testPack(changed) }) }
      const old = age === undefined ? {} : { ledger_age_ms: age }
      const verdict = judge({ ...basis, ...old })
      assert.notEqual(verdict.outcome, 'may_be_dispensed')
      assert.notEqual(verdict.kind, 'suspect')
      assert.equal(verdict.emvs, undefined)
      assert.ok(['not_checked', 'class_ended'].includes(publicOutcomeOf({ ...basis, ...old })))
    }),
    { numRuns: fuzzRuns },
  )
})

test('property: only an active pack, read as recorded, of the asker and its class whole, may be dispensed', () => {
  fc.assert(
    fc.property(packs, scans, (changed, scan) => {
      const verdict = verdictOn(testScan(scan), testPack(changed))
      const isGood =
        ['active', 'partly_supplied'].includes(changed.state) &&
        changed.holder === here.actor &&
        !changed.is_recalled &&
        !changed.is_withdrawn &&
        changed.expiry !== '260531' &&
        scan.serial === 'A1B2C3D4E5' &&
        scan.lot !== 'LOT8' &&
        (scan.expiry === undefined || scan.expiry === changed.expiry)
      assert.equal(verdict.outcome === 'may_be_dispensed', isGood)
      if (verdict.kind === 'suspect') assert.ok(verdict.emvs, 'what is suspect raises an alert')
    }),
    { numRuns: fuzzRuns },
  )
})

test('the public page has five outcomes', () => {
  const outcome = (pack: KnownPack | undefined, scan = testScan(), ledger_age_ms = 0) =>
    publicOutcomeOf({ scan, now: testNow, ledger_age_ms, ...(pack && { pack }) })
  const genuine: readonly PackState[] = ['active', 'in_transit', 'partly_supplied']
  for (const state of states) assert.equal(outcome(testPack({ state })), genuine.includes(state) ? 'genuine' : 'ended')
  assert.equal(outcome(testPack({ is_recalled: true, state: 'supplied' })), 'class_ended')
  assert.equal(outcome(testPack({ expiry: '260531' })), 'class_ended')
  assert.equal(outcome(undefined), 'unknown')
  assert.equal(outcome(testPack(), testScan({ lot: 'OTHER' })), 'unknown')
  assert.equal(outcome(undefined, testScan(), day), 'not_checked')
})

test('a scanner that reads a pack twice within seconds has read it once', () => {
  const read = { scanner: 's1', gtin: '05200001000015', serial: 'A', at: testNow }
  assert.equal(isSameRead(read, { ...read, at: testNow + SINGLE_SCAN_S * 1000 }), true)
  assert.equal(isSameRead({ ...read, at: testNow + 1 }, read), true)
  for (const other of [{ at: testNow + SINGLE_SCAN_S * 1000 + 1 }, { scanner: 's2' }, { serial: 'B' }, { gtin: '1' }]) {
    assert.equal(isSameRead(read, { ...read, ...other }), false)
  }
})

test('a refused undo is A7 or A24, suspect from another site, and no alert where the class is ended', () => {
  const facts = { is_not_with_patient: true } as const
  const wish = (pack: KnownPack, more = {}) =>
    judgeUndo({ pack, actor: { id: here.actor, roles: ['pharmacy'] }, place: here.place, now: testNow, facts, ...more })
  const supplied = testPack({ state: 'supplied', end: endHere })
  assert.deepEqual(wish(supplied), {})
  assert.deepEqual(wish(testPack()), { refused: 'state', emvs: 'A7', kind: 'process' })
  assert.deepEqual(wish(testPack({ state: 'destroyed', end: endHere })), {
    refused: 'state',
    emvs: 'A24',
    kind: 'process',
  })
  const old = testPack({ state: 'supplied', end: { ...endHere, at: testNow - 11 * day } })
  assert.deepEqual(wish(old), { refused: 'is_within_undo', emvs: 'A24', kind: 'process' })
  const others = testPack({ state: 'supplied', end: endThere })
  assert.deepEqual(wish(others), { refused: 'is_same_actor', emvs: 'A24', kind: 'suspect' })
  assert.deepEqual(wish({ ...supplied, is_recalled: true }), { refused: 'is_usable' })
  assert.deepEqual(wish(supplied, { facts: {} }), { refused: 'is_not_with_patient' })
})
