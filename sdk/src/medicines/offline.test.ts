import assert from 'node:assert/strict'
import { test } from 'node:test'
import { hasCode, toHex, utf8 } from '@symbolon/protocol/kernel'
import { ed25519, noteSigner, vouchForKey } from '@symbolon/protocol/log'
import {
  batchNumberOf,
  IndexSet,
  makerKeys,
  markIntent,
  packStateNumbers,
  parseExpiry,
  signPackCode,
  signStatusFile,
  tokenIdOf,
  undoIntent,
  writeSignedLink,
} from '@symbolon/protocol/medicines'
import { recoverTypedDataAddress } from 'viem'
import { accountOf } from '../identity/index.ts'
import { createClient } from '../kernel/index.ts'
import { checkPackOffline } from './check-offline.ts'
import { offlineStatusText, openOfflineStatus, parseOfflineStatus } from './offline-status.ts'
import { type QueuedMark, signQueuedMark, simulateSignQueuedMark } from './queued-marks.ts'

const filled = (value: number) => new Uint8Array(32).fill(value)
const now = Date.UTC(2026, 10, 30, 16)
const [statusKey, makerKey] = [ed25519.signingKey(filled(1)), ed25519.signingKey(filled(2))]
const log = noteSigner({ key_name: 'log.example', type: 'ed25519', seed: filled(3) })
const other = noteSigner({ key_name: 'log.example', type: 'ed25519', seed: filled(4) })
const root = filled(9)
const pack = { gtin: '09521000000018', serial: 'A1', lot: 'L7', expiry: '290331' }
const batch = {
  root,
  gtin: pack.gtin,
  lot: pack.lot,
  expiry: parseExpiry(pack.expiry, now),
  count: 9,
  is_recalled: false,
  is_withdrawn: false,
  ended: IndexSet.of(9, Uint32Array.of(5)),
  held: IndexSet.of(9, new Uint32Array()),
}
const content = { number: 1, issued_at: now, valid_until: now + 86_400_000, scope: 'named', batches: [batch] } as const
const kept = {
  status: signStatusFile(content, statusKey),
  note: vouchForKey({ purpose: 'pack-status', publicKey: statusKey.publicKey }, log),
  log: log.verifier,
  chain_id: 7010,
  contract: `0x${'c0'.repeat(20)}`,
  batches: [{ batch: 'bat_1', root: toHex(root), rounds: [{ first: 2, count: 3, round: 2 }] }],
} as const
const makers = makerKeys([
  { public_key: makerKey.publicKey, covers: (gtin) => gtin === pack.gtin, from: 0, until: now + 86_400_000 },
])
const linkOf = (index: number) =>
  writeSignedLink({ pack, code: signPackCode({ pack, root, index, signed_on: now }, makerKey) })
const open = () => openOfflineStatus(parseOfflineStatus(utf8(offlineStatusText(kept))), [log.verifier])

test('a signed code is checked against the status file that was taken along, with no network', () => {
  const status = open()
  const { verdict, place } = checkPackOffline({ scan: linkOf(3), status, makers, now })
  assert.deepEqual(
    [verdict.outcome, verdict.vouched_by, place?.batch, place?.index],
    ['may_be_dispensed', 'maker', 'bat_1', 3],
  )
  assert.equal(checkPackOffline({ scan: linkOf(5), status, makers, now }).verdict.reason, 'ended')
  const unknown = checkPackOffline({ scan: linkOf(3), status, now })
  assert.deepEqual([unknown.verdict.reason, unknown.place], ['key_unknown', undefined])
  const altered = linkOf(3).replace('/21/A1', '/21/A2')
  const forged = checkPackOffline({ scan: altered, status, makers, now })
  assert.deepEqual([forged.verdict.reason, forged.place], ['not_signed', undefined])
  const late = checkPackOffline({ scan: linkOf(3), status, makers, now: now + 90_000_000 })
  assert.equal(late.verdict.reason, 'status_outdated')
})

test('an act is signed with a deadline that says when, for the token of the pack', async () => {
  const client = createClient({ url: 'http://127.0.0.1:9', root: filled(7), clock: { now: () => now } })
  const { place } = checkPackOffline({ scan: linkOf(3), status: open(), makers, now })
  assert.ok(place)
  const where = { chainId: kept.chain_id, verifyingContract: kept.contract }
  const range = { first: tokenIdOf(batchNumberOf(root), 3), count: 1, round: 2 }
  for (const act of ['supply', 'undo'] as const) {
    const mark = await signQueuedMark(client, { status: kept, place, act, earlier: [] })
    assert.deepEqual([mark.batch, mark.index, mark.deadline - mark.signed_at], ['bat_1', 3, 30 * 86_400])
    const intent = { ...where, ...range, deadline: BigInt(mark.deadline) }
    const { signature } = mark
    const signer = await (act === 'supply'
      ? recoverTypedDataAddress({ ...markIntent({ ...intent, state: packStateNumbers.supplied }), signature })
      : recoverTypedDataAddress({ ...undoIntent(intent), signature }))
    assert.equal(signer, (await accountOf(client)).address)
  }
})

test('acts on one pack follow each other: a round begins by an undo, no two share a time, none is done twice', async () => {
  const client = createClient({ url: 'http://127.0.0.1:9', root: filled(7), clock: { now: () => now } })
  const { place } = checkPackOffline({ scan: linkOf(3), status: open(), makers, now })
  const { place: other } = checkPackOffline({ scan: linkOf(6), status: open(), makers, now })
  assert.ok(place && other)
  const earlier: QueuedMark[] = []
  for (const act of ['supply', 'undo', 'supply'] as const) {
    earlier.push(await signQueuedMark(client, { status: open(), place, act, earlier }))
    assert.throws(
      () => simulateSignQueuedMark({ status: open(), place, act, earlier }),
      (error) => hasCode(error, 'MEDICINES_PACK_REFUSED'),
    )
  }
  const second_s = now / 1000
  assert.deepEqual(
    earlier.map(({ round, signed_at }) => [round, signed_at - second_s]),
    [
      [2, 0],
      [2, 1],
      [3, 2],
    ],
  )
  const apart = await signQueuedMark(client, { status: open(), place: other, earlier })
  assert.deepEqual([apart.round, apart.signed_at - second_s], [0, 0])
})

test('error: MEDICINES_STATUS_INVALID, MEDICINES_STATUS_SIGNATURE_INVALID, LOG_SIGNATURE_MISSING for what is not the node’s', () => {
  const text = offlineStatusText(kept)
  for (const changed of ['', '[]', '{}', text.trim(), text.replace('"v1"', '"v2"').replace('status.v1', 'status.v2')])
    assert.throws(
      () => parseOfflineStatus(utf8(changed)),
      (error) => hasCode(error, 'MEDICINES_STATUS_INVALID'),
      changed,
    )
  for (const run of ['{"count":-1,"first":2,"round":2}', '{"count":3,"first":"x","round":2}', '{}', '7', 'null'])
    assert.throws(
      () => parseOfflineStatus(utf8(text.replace('{"count":3,"first":2,"round":2}', run))),
      (error) => hasCode(error, 'MEDICINES_STATUS_INVALID'),
      run,
    )
  const flipped = kept.status.with(40, (kept.status[40] ?? 0) ^ 1)
  assert.throws(
    () => openOfflineStatus({ ...kept, status: flipped }),
    (error) => hasCode(error, 'MEDICINES_STATUS_SIGNATURE_INVALID'),
  )
  assert.throws(
    () => openOfflineStatus(kept, [other.verifier]),
    (error) => hasCode(error, 'LOG_SIGNATURE_MISSING'),
  )
})
