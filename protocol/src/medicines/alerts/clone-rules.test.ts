import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { test } from 'node:test'
import fc from 'fast-check'
import { greatCircleDistance } from 'h3-js'
import { fuzzRuns } from '../../kernel/fuzz-runs.ts'
import { hasCode } from '../../kernel/index.ts'
import { leastDistance_km, measureCell } from './cell-distance.ts'
import type { CloneFinding } from './clone-finding.ts'
import { findClones, unknownSerial } from './clone-rules.ts'
import { assumedHonestShares, combineFindings } from './finding-score.ts'
import { evidenceOf, HISTORY_READS_MAX, type PackAct, type PackHistory } from './pack-history.ts'
import { coarsePlace, type PackRead, parseReadCell, readPackId } from './pack-read.ts'
import { SPEED_KM_H_MAX } from './speed-rule.ts'
import { along, journeys, readAt, testPackId, testStart } from './test-journeys.ts'

const hour = 3_600_000
const athens = { latitude: 37.98, longitude: 23.73 }
const berlin = { latitude: 52.52, longitude: 13.4 }
const lisbon = { latitude: 38.72, longitude: -9.14 }
const history = (more: Partial<PackHistory>): PackHistory => ({
  pack: testPackId,
  reads: [],
  acts: [],
  ...more,
})
const rulesOf = (more: Partial<PackHistory>) => findClones(history(more)).map(({ rule, kind }) => `${rule} ${kind}`)
const actAt = (act: PackAct['act'], actor: string, at: number, place = athens): PackAct => {
  const { pack: _, ...read } = readAt(place, at, { reader: 'pharmacy' })
  return { ...read, act, actor }
}

test('property: a pack that moves as packs do is found by no rule', () => {
  // A case measures ten cells or more.
  fc.assert(
    fc.property(journeys, (honest) => assert.deepEqual(findClones(honest), [])),
    { numRuns: Math.ceil(fuzzRuns / 5) },
  )
})

test('property: the least distance of two cells is never more than that of the places in them', () => {
  const place = fc.record({
    latitude: fc.double({ min: -90, max: 90, noNaN: true }),
    longitude: fc.double({ min: -180, max: 180, noNaN: true }),
  })
  fc.assert(
    fc.property(place, place, (left, right) => {
      const [near, far] = [left, right].map((each) => measureCell(coarsePlace({ ...each, at: 0 }).cell))
      assert.ok(near && far)
      const between = greatCircleDistance([left.latitude, left.longitude], [right.latitude, right.longitude], 'km')
      assert.ok(leastDistance_km(near, far) <= between + 1e-6)
    }),
    { numRuns: fuzzRuns },
  )
})

test('two places too far apart for the time are found, with distance, time and speed', () => {
  const reads = [readAt(athens, testStart), readAt(berlin, testStart + hour / 2)]
  const [finding, ...more] = findClones(history({ reads }))
  assert.deepEqual(more, [])
  assert.equal(finding?.rule, 'impossible_speed')
  assert.equal(finding?.kind, 'suspect')
  const { distance_km = 0, hours, speed_km_h = 0, reads: told } = finding?.evidence ?? { reads: [] }
  assert.ok(distance_km > 1750 && distance_km < 1810, String(distance_km))
  assert.equal(hours, 1)
  assert.equal(speed_km_h, distance_km)
  assert.deepEqual(told, reads.map(evidenceOf))
})

test('the same two places an hour and a half later are an honest flight, and so they are by clocks that may be off', () => {
  assert.deepEqual(rulesOf({ reads: [readAt(athens, testStart), readAt(berlin, testStart + 1.5 * hour)] }), [])
  assert.deepEqual(rulesOf({ reads: [readAt(athens, testStart), readAt(berlin, testStart, { clock_h: 0.1 })] }), [])
  const far = [readAt(lisbon, testStart, { clock_h: 0.1 }), readAt(athens, testStart, { clock_h: 0.1 })]
  assert.deepEqual(rulesOf({ reads: far }), ['impossible_speed suspect'])
})

test('the fastest pair is told, also when reads in between hide it, and the order of the reads changes nothing', () => {
  const reads = [readAt(athens, testStart), readAt(berlin, testStart + 2 * hour), readAt(lisbon, testStart + hour / 2)]
  const [finding] = findClones(history({ reads }))
  assert.deepEqual(
    findClones(history({ reads: reads.toReversed() }))[0]?.evidence.speed_km_h,
    finding?.evidence.speed_km_h,
  )
  assert.ok((finding?.evidence.speed_km_h ?? 0) > SPEED_KM_H_MAX)
  assert.equal(finding?.evidence.hours, 1)
})

test('property: a copy read a hemisphere away in the same hours is found', () => {
  fc.assert(
    fc.property(journeys, fc.nat(1000), (honest, which) => {
      const read = honest.reads[which % honest.reads.length] as PackRead
      const { centre } = measureCell(read.cell)
      const place = along({ latitude: centre[0], longitude: centre[1] }, 90, 10_000)
      const copy: PackRead = { ...read, reader: 'pharmacy', cell: coarsePlace({ ...place, at: 0 }).cell }
      const found = findClones({ ...honest, reads: [...honest.reads, copy] })
      assert.ok(found.some(({ rule }) => rule === 'impossible_speed'))
    }),
    { numRuns: Math.ceil(fuzzRuns / 10) },
  )
})

test('a place that a stranger tells is a doubt about the place first', () => {
  const reads = [readAt(athens, testStart), readAt(lisbon, testStart, { reader: 'public' })]
  const [finding] = findClones(history({ reads }))
  assert.deepEqual([finding?.kind, finding?.honest_share], ['technical', assumedHonestShares.public_place])
})

test('of a long history the newest reads are looked at', () => {
  const flood = Array.from({ length: HISTORY_READS_MAX }, () => readAt(athens, testStart + 100 * hour))
  assert.deepEqual(rulesOf({ reads: [readAt(athens, testStart), readAt(lisbon, testStart), ...flood] }), [])
  const strangers = flood.map((read): PackRead => ({ ...read, reader: 'public' }))
  assert.deepEqual(rulesOf({ reads: [readAt(athens, testStart), readAt(lisbon, testStart), ...strangers] }), [
    'impossible_speed suspect',
  ])
  assert.deepEqual(rulesOf({ reads: [readAt(lisbon, testStart + 100 * hour), ...flood.slice(1)] }), [
    'impossible_speed suspect',
  ])
})

test('dispensed twice is suspect by two, a process by one, and nothing with an undo between', () => {
  const by = (actor: string, at = testStart) => actAt('supply', actor, at)
  assert.deepEqual(rulesOf({ acts: [by('a'), by('b')] }), ['dispensed_twice suspect'])
  assert.deepEqual(rulesOf({ acts: [by('a'), by('a')] }), ['dispensed_twice process'])
  assert.deepEqual(rulesOf({ acts: [by('a'), by('a'), by('b')] }), ['dispensed_twice suspect'])
  assert.deepEqual(rulesOf({ acts: [by('a'), actAt('undo', 'a', testStart), by('b')] }), [])
  assert.deepEqual(rulesOf({ acts: [by('a')] }), [])
})

test('a read elsewhere after the end is found in a later hour, of professionals only, and not at the same place', () => {
  const acts = [actAt('end', 'a', testStart)]
  const near = along(athens, 0, 60)
  const rules = (read: PackRead, more: Partial<PackHistory> = {}) => rulesOf({ acts, reads: [read], ...more })
  assert.deepEqual(rules(readAt(near, testStart + hour)), ['read_after_end suspect'])
  assert.deepEqual(rules(readAt(near, testStart + hour / 2)), [])
  assert.deepEqual(rules(readAt(near, testStart + hour, { clock_h: 0.1 })), [])
  assert.deepEqual(rules(readAt(along(athens, 0, 9), testStart + hour)), [])
  assert.deepEqual(rules(readAt(near, testStart + hour, { reader: 'public' })), [])
  assert.deepEqual(rules(readAt(near, testStart + hour, { reader: 'regulator' })), [])
  assert.deepEqual(rules(readAt(near, testStart + hour), { acts: [...acts, actAt('undo', 'a', testStart + hour)] }), [])
})

test('an unknown number is suspect, and technical where the scanner was at fault', () => {
  const scanned = { gtin: '05200001000015', serial: 'ZZ9' }
  const read = readAt(athens, testStart)
  assert.equal(unknownSerial(read, scanned).kind, 'suspect')
  const faulty = unknownSerial(read, { ...scanned, fault: 'letter_case' })
  assert.deepEqual(
    [faulty.kind, faulty.emvs, faulty.evidence.scanned],
    ['technical', 'A3', { ...scanned, fault: 'letter_case' }],
  )
})

test('findings combine by the strongest of each rule, in any order, and suspect outweighs', () => {
  const finding = (rule: CloneFinding['rule'], kind: CloneFinding['kind'], honest_share: number): CloneFinding => ({
    rule,
    kind,
    honest_share,
    evidence: { reads: [] },
  })
  const all = [
    finding('outside_path', 'suspect', 0.5),
    finding('outside_path', 'suspect', 0.9),
    finding('dispensed_twice', 'process', 0.2),
  ]
  assert.deepEqual(combineFindings(all), { kind: 'suspect', score: 0.9 })
  assert.deepEqual(combineFindings(all.toReversed()), combineFindings(all))
  assert.equal(combineFindings([]), undefined)
  assert.equal(combineFindings([finding('unknown_serial', 'technical', 0.99)])?.kind, 'technical')
})

test('copies are found as often as the model of the design says', () => {
  // Every copy and the genuine pack are checked at use with probability v; flagged when two checks met.
  let seed = 1
  const random = () => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0
    return seed / 2 ** 32
  }
  const runs = 4000
  const expected = [
    [0.1, 5, 0.11],
    [0.3, 1, 0.09],
    [0.5, 1, 0.25],
    [0.5, 5, 0.89],
    [0.9, 1, 0.81],
  ] as const
  for (const [checked, copies, share] of expected) {
    let flagged = 0
    for (let run = 0; run < runs; run++) {
      const items = Array.from({ length: copies + 1 }, (_, item) => item).filter(() => random() < checked)
      const acts = items.map((item) => actAt('supply', `pharmacy-${item}`, testStart + item * 24 * hour))
      if (rulesOf({ acts }).length > 0) flagged++
    }
    // Three standard deviations, and half of the last digit of the table.
    const slack = 3 * Math.sqrt((share * (1 - share)) / runs) + 0.005
    assert.ok(flagged / runs >= share - slack, `${checked} ${copies}: ${flagged / runs}`)
  }
})

test('a pack is kept under a salted id, and a place as a cell and an hour', () => {
  const [token, secret] = [`0x${'22'.repeat(32)}`, new Uint8Array(32).fill(3)] as const
  assert.match(readPackId(token, secret), /^0x[0-9a-f]{64}$/)
  assert.notEqual(readPackId(token, secret), readPackId(token, new Uint8Array(32).fill(4)))
  assert.notEqual(readPackId(token, secret), readPackId(`0x${'23'.repeat(32)}`, secret))
  assert.throws(() => readPackId(token, new Uint8Array(16)), RangeError)
  assert.throws(() => readPackId('0x22', secret), RangeError)
  assert.deepEqual(Object.keys(readAt(athens, testStart)), ['pack', 'cell', 'hour', 'reader'])
})

test('error: MEDICINES_PLACE_INVALID for what is no place on the Earth', () => {
  for (const place of [
    { latitude: 91, longitude: 0 },
    { latitude: 0, longitude: -181 },
    { latitude: Number.NaN, longitude: 0 },
  ]) {
    assert.throws(
      () => coarsePlace({ ...place, at: 0 }),
      (error) => hasCode(error, 'MEDICINES_PLACE_INVALID'),
    )
  }
  assert.throws(
    () => coarsePlace({ ...athens, at: Number.NaN }),
    (error) => hasCode(error, 'MEDICINES_PLACE_INVALID'),
  )
})

test('error: MEDICINES_PLACE_INVALID for what is no cell of the resolution', () => {
  const { cell } = coarsePlace({ latitude: 38, longitude: 23.7, at: 0 })
  assert.equal(parseReadCell(cell.toUpperCase()), cell)
  for (const text of ['', '0', `${cell}0`, '85ffffffffffffff', '8a1fb46622dffff', 'athens']) {
    assert.throws(
      () => parseReadCell(text),
      (error) => hasCode(error, 'MEDICINES_PLACE_INVALID'),
    )
  }
})

test('the id of a pack under a secret of any length is the HMAC of RFC 2104', () => {
  const token = `0x${'ab'.repeat(32)}` as const
  const message = Buffer.concat([Buffer.from('symbolon.pack-read.v1'), Buffer.alloc(32, 0xab)])
  for (const length of [32, 63, 64, 65, 200]) {
    const secret = new Uint8Array(length).fill(length)
    assert.equal(readPackId(token, secret), `0x${createHmac('sha256', secret).update(message).digest('hex')}`)
  }
})
