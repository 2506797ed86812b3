import assert from 'node:assert/strict'
import { test } from 'node:test'
import { describeError, hasCode, isId } from '../../kernel/index.ts'
import { medicinesErrors } from '../errors.ts'
import { testPack } from '../pack/test-packs.ts'
import { testScan, verdictOn } from '../verdict/test-verdicts.ts'
import { type Alert, type AlertCause, alertOfFinding } from './alert.ts'
import { type AlertAct, actOnAlert, alertRefusals } from './alert-acts.ts'
import { alertCauseWords, alertResolutions, alertStates } from './alert-words.ts'
import { findClones, unknownSerial } from './clone-rules.ts'
import { readAt, testPackId, testStart } from './test-journeys.ts'
import { alertOfVerdict } from './verdict-alert.ts'

const athens = { latitude: 37.98, longitude: 23.73 }
const lisbon = { latitude: 38.72, longitude: -9.14 }
const told = { subject: testPackId, raised_at: testStart }
const findings = findClones({
  pack: testPackId,
  reads: [readAt(athens, testStart), readAt(lisbon, testStart)],
  acts: [],
})
const alert = alertOfFinding(findings[0] ?? assert.fail(), told)
const by = (actor: string, act: AlertAct) => (before: Alert) => actOnAlert(before, { act, actor, now: testStart })
const after = (...acts: readonly ((before: Alert) => Alert)[]) =>
  acts.reduce((before, act) => act(before), alert).status
const assign = by('lead', { act: 'assign', to: 'anna' })
const refused = (reason: keyof typeof alertRefusals, ...acts: readonly ((before: Alert) => Alert)[]) =>
  assert.throws(
    () => after(...acts),
    (error) => hasCode(error, 'MEDICINES_ALERT_REFUSED') && error.facts.reason === alertRefusals[reason],
  )

test('an alert carries its evidence, its score and its kind, and is open', () => {
  assert.ok(isId('alert', alert.id))
  assert.deepEqual([alert.cause, alert.kind, alert.status.state], ['impossible_speed', 'suspect', 'open'])
  assert.ok(Math.abs(alert.score - 0.95) < 1e-12)
  assert.equal(alert.evidence.reads.length, 2)
})

test('what is found again is the same alert; other evidence and another pack are another', () => {
  const again = alertOfFinding(findings[0] ?? assert.fail(), { ...told, raised_at: testStart + 1 })
  assert.equal(again.id, alert.id)
  const scanned = { gtin: '05200001000015', serial: 'ZZ9' }
  const ids = [
    alert,
    alertOfFinding(unknownSerial(readAt(athens, testStart), scanned), told),
    alertOfFinding(unknownSerial(readAt(athens, testStart), { ...scanned, serial: 'ZZ8' }), told),
    alertOfFinding(unknownSerial(readAt(lisbon, testStart), scanned), told),
    alertOfFinding(findings[0] ?? assert.fail(), { ...told, subject: `0x${'12'.repeat(32)}` }),
  ].map(({ id }) => id)
  assert.equal(new Set(ids).size, ids.length)
})

test('open, assigned, resolved; whoever took it on resolves it', () => {
  assert.deepEqual(after(assign), { state: 'assigned', assignee: 'anna', confirmed_by: [] })
  assert.deepEqual(after(assign, by('anna', { act: 'release' })), { state: 'open' })
  for (const as of ['technical', 'process', 'unexplained'] as const) {
    const resolved = after(assign, by('anna', { act: 'resolve', as }))
    assert.deepEqual(resolved, { state: 'resolved', resolution: as, resolved_at: testStart })
  }
})

test('manufacturer and authority confirm together, in either order', () => {
  const maker = by('maker', { act: 'confirm', role: 'manufacturer' })
  const authority = by('authority', { act: 'confirm', role: 'regulator' })
  const confirmed = { state: 'resolved', resolution: 'confirmed', resolved_at: testStart }
  assert.deepEqual(after(assign, maker, authority), confirmed)
  assert.deepEqual(after(assign, authority, assign, maker), confirmed)
  assert.equal(after(assign, maker, maker).state, 'assigned')
})

test('error: MEDICINES_ALERT_REFUSED says why', () => {
  const resolve = by('anna', { act: 'resolve', as: 'technical' })
  const maker = by('maker', { act: 'confirm', role: 'manufacturer' })
  refused('unassigned', resolve)
  refused('unassigned', maker)
  refused('assignee', assign, by('ben', { act: 'resolve', as: 'technical' }))
  refused('assignee', assign, by('ben', { act: 'release' }))
  refused('confirming', assign, maker, resolve)
  refused('confirming', assign, maker, by('anna', { act: 'release' }))
  refused('same', assign, maker, by('maker', { act: 'confirm', role: 'regulator' }))
  refused('resolved', assign, resolve, assign)
  const error = medicinesErrors.MEDICINES_ALERT_REFUSED({ reason: alertRefusals.resolved })
  assert.match(describeError(error, 'el').title, /έχει κλείσει/)
})

test('a verdict with a class raises its alert, and one without raises none', () => {
  const evidence = { reads: [], scanned: testScan() }
  const raised = (verdict: ReturnType<typeof verdictOn>) => alertOfVerdict(verdict, { ...told, evidence })
  const end = { at: testStart, actor: 'pharmacy-b', place: 'site-b' }
  const cases: readonly (readonly [AlertCause | undefined, ReturnType<typeof verdictOn>])[] = [
    ['unknown_serial', verdictOn(testScan({ serial: 'ZZ9' }))],
    ['lot_differs', verdictOn(testScan({ lot: 'LOT8' }))],
    ['used_elsewhere', verdictOn(testScan(), testPack({ state: 'supplied', end }))],
    ['stolen', verdictOn(testScan(), testPack({ state: 'stolen', end }))],
    [undefined, verdictOn(testScan())],
    [undefined, verdictOn(testScan(), testPack({ is_recalled: true }))],
    [undefined, verdictOn(testScan(), testPack({ state: 'in_transit' }))],
    [undefined, verdictOn({})],
  ]
  for (const [cause, verdict] of cases) {
    const alertRaised = raised(verdict)
    assert.equal(alertRaised?.cause, cause)
    assert.deepEqual(
      [alertRaised?.emvs, alertRaised?.kind],
      cause ? [verdict.emvs, verdict.kind] : [undefined, undefined],
    )
  }
})

test('no alert calls a pack a fake, in either language', () => {
  const words = [...Object.values(alertCauseWords), ...Object.values(alertStates), ...Object.values(alertResolutions)]
  for (const { en, el } of words) {
    assert.doesNotMatch(en, /fake|counterfeit|falsified|forged/i)
    assert.doesNotMatch(el, /πλαστ|ψεύτικ|ψευδεπίγραφ|απομίμησ|κίβδηλ/i)
  }
})
