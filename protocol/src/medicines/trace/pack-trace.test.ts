import assert from 'node:assert/strict'
import { test } from 'node:test'
import { canonicalJson, hasCode, type JsonObject, readJson, SymbolonError, utf8 } from '../../kernel/index.ts'
import { noteSigner, parsePolicy, verifierKeyText } from '../../log/index.ts'
import { testSigner } from '../../log/test-log.ts'
import { testLog, testWitnesses } from '../../log/test-proof.ts'
import { type PackTraceProof, packTraceText, parsePackTrace } from './pack-trace-file.ts'
import { packLink, testTrace } from './test-trace.ts'
import { failedTraceCheck, traceChecks } from './trace-checks.ts'
import { verifyPackTrace } from './verify-pack-trace.ts'

const trace = await testTrace()
const file = packTraceText(trace)
const bytes = utf8(file)
const pinned = [testLog.verifier]

function verify(changed: Uint8Array, trust: Parameters<typeof verifyPackTrace>[1] = { pinned }) {
  return verifyPackTrace(parsePackTrace(changed), trust)
}

/** The file of a trace that somebody has changed and written anew, digest and all. */
function forged(change: (trace: PackTraceProof) => PackTraceProof): Uint8Array {
  return utf8(packTraceText(change(trace)))
}

const refusedBy = (check: keyof typeof traceChecks, code: string) => (error: unknown) =>
  hasCode(error, code) && failedTraceCheck(error) === check

test('a trace goes through its file and shows the pack, its events, and of a hidden one its place alone', () => {
  assert.equal(packTraceText(parsePackTrace(bytes)), file)
  const { pack, token, checkpoints, events, ledger } = verify(bytes)
  assert.deepEqual([pack.serial, pack.index, token & 0xffffffn], ['D4', 3, 3n])
  assert.deepEqual(
    ledger.steps.map(({ step, block }) => [step, block]),
    [
      ['commissioned', 4],
      ['handed_over', 9],
    ],
  )
  assert.deepEqual(
    checkpoints.map(({ trusted_by, log }) => [trusted_by, log.key_name]),
    [['pinned', 'log.example']],
  )
  assert.deepEqual(
    events.map(({ index, event }) => [index, event?.bizStep ?? null]),
    [
      [296, 'commissioning'],
      [297, 'shipping'],
      [298, null],
      [299, 'receiving'],
    ],
  )
  assert.equal(events[2]?.receipt, null)
  assert.equal(file.split(packLink).length, 2, 'the hidden aggregation names the pack, and the file does not')
})

test('an event is linked to the pack where the events that are shown lead to it', async () => {
  assert.deepEqual(
    verify(bytes).events.map(({ is_linked }) => is_linked),
    [true, false, false, true],
  )
  const whole = utf8(packTraceText(await testTrace({ hidden: [] })))
  assert.ok(verify(whole).events.every(({ is_linked }) => is_linked))
})

test('property: whatever byte is changed to whatever other value, the file is refused and the check named', () => {
  const failed = new Set<string>()
  for (let at = 0; at < bytes.length; at++) {
    for (const other of [at % 3 === 0 ? 0x20 : 1 + ((at * 89 + 41) % 255)]) {
      const changed = bytes.with(at, (bytes[at] as number) ^ other)
      assert.throws(
        () => verify(changed),
        (error) => {
          failed.add(failedTraceCheck(error) ?? 'fault')
          return error instanceof SymbolonError
        },
        `byte ${at} by ${other}`,
      )
    }
  }
  for (const check of failed) assert.ok(Object.hasOwn(traceChecks, check), check)
  for (const check of ['form', 'pack', 'contents', 'inclusion', 'signature', 'whole'])
    assert.ok(failed.has(check), check)
})

test('error: MEDICINES_TRACE_PACK_UNPROVEN for another pack, lot, place, salt or size of the batch', () => {
  const changes = [
    { serial: 'C3' },
    { serial: 'ü' },
    { lot: 'L7' },
    { gtin: '09521000000018' },
    { gtin: '09521000000011' },
    { expiry: '2028-02-28' },
    { expiry: '2028-02-31' },
    { index: 2 },
    { count: 9 },
    { salt: new Uint8Array(32) },
    { root: new Uint8Array(32) },
    { path: trace.pack.path.slice(1) },
  ]
  for (const change of changes) {
    const file = forged((told) => ({ ...told, pack: { ...told.pack, ...change } }))
    assert.throws(() => verify(file), refusedBy('pack', 'MEDICINES_TRACE_PACK_UNPROVEN'), JSON.stringify(change))
  }
})

test('error: MEDICINES_TRACE_EVENT_DIFFERS for an event that says something else, with its number', () => {
  const withEvent = (change: (event: string) => string) =>
    forged((told) => ({
      ...told,
      events: told.events.with(1, {
        ...told.events[1],
        event: change((told.events[1] as { event: string }).event),
      } as never),
    }))
  for (const change of [
    (text: string) => text.replace('shipping', 'receiving'),
    (text: string) => text.replace('2026-01-06T08', '2026-01-06T09'),
    () => '{}',
    () => 'nothing',
    (text: string) =>
      JSON.stringify({ ...JSON.parse(text), errorDeclaration: { declarationTime: '2026-02-01T00:00:00Z' } }),
  ]) {
    assert.throws(
      () => verify(withEvent(change)),
      (error) =>
        refusedBy('contents', 'MEDICINES_TRACE_EVENT_DIFFERS')(error) && (error as SymbolonError).facts.event === 2,
    )
  }
})

test('error: LOG_INCLUSION_UNPROVEN for another entry, receipt, salt, place or way', () => {
  const changes: [number, object][] = [
    [2, { entry: new Uint8Array(32) }],
    [1, { salt: new Uint8Array(64) }],
    [0, { index: 295 }],
    [3, { path: [] }],
  ]
  for (const [at, change] of changes) {
    const file = forged((told) => ({
      ...told,
      events: told.events.with(at, { ...told.events[at], ...change } as never),
    }))
    assert.throws(() => verify(file), refusedBy('inclusion', 'LOG_INCLUSION_UNPROVEN'), JSON.stringify(change))
  }
})

test('error: LOG_SIGNATURE_MISSING and LOG_QUORUM_MISSING for a log that is not the known one, and without witnesses', async () => {
  const other = noteSigner({ key_name: 'log.example', type: 'ed25519', seed: testSigner('somebody.else').seed })
  const known = { pinned: [other.verifier] }
  assert.throws(() => verify(bytes, known), refusedBy('signature', 'LOG_SIGNATURE_MISSING'))
  assert.equal(verify(bytes, {}).checkpoints[0]?.trusted_by, 'file')
  const witness = testWitnesses[0]
  const policy = parsePolicy(
    `log ${verifierKeyText(testLog.verifier)}\nwitness w1 ${verifierKeyText(witness?.verifier as never)}\nquorum w1\n`,
  )
  assert.throws(() => verify(bytes, { policy }), refusedBy('witnesses', 'LOG_QUORUM_MISSING'))
})

function withoutLedger(members: JsonObject): JsonObject {
  const { ledger: _, ...rest } = members
  return rest
}

/** The file with other members and the digest of before. */
const withMembers = (change: (members: JsonObject) => JsonObject) =>
  utf8(`${canonicalJson(change(readJson(file.trim()) as JsonObject))}\n`)

test('error: MEDICINES_TRACE_ALTERED for what nothing else is bound to', () => {
  const block = file.replace('"block":4', '"block":5')
  assert.notEqual(block, file)
  assert.throws(() => verify(utf8(block)), refusedBy('whole', 'MEDICINES_TRACE_ALTERED'))
  const digest = withMembers((members) => ({ ...members, digest: '0'.repeat(64) }))
  assert.throws(() => verify(digest), refusedBy('whole', 'MEDICINES_TRACE_ALTERED'))
})

test('error: MEDICINES_TRACE_INVALID for what is no trace', () => {
  const cases: Record<string, Uint8Array> = {
    'no JSON': utf8('c2sp.org/tlog-proof@v1\n'),
    'a list': utf8('[]\n'),
    'another format': withMembers((members) => ({ ...members, format: 'symbolon.pack-trace.v2' })),
    'a member more': withMembers((members) => ({ ...members, more: 1 })),
    'a member less': withMembers(withoutLedger),
    'white space': utf8(` ${file}`),
    'a byte order mark': utf8(`\uFEFF${file}`),
    'an event under no checkpoint': withMembers((members) => ({ ...members, checkpoints: [] })),
    'events in another order': withMembers((members) => ({
      ...members,
      events: (members.events as JsonObject[]).toReversed(),
    })),
  }
  for (const [name, changed] of Object.entries(cases))
    assert.throws(() => verify(changed), refusedBy('form', 'MEDICINES_TRACE_INVALID'), name)
  assert.throws(() => forged((told) => ({ ...told, pack: { ...told.pack, serial: '' } })), {
    code: 'MEDICINES_TRACE_INVALID',
  })
})
