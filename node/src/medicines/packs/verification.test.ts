import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { fromBase64Url, fromHex, type JsonObject } from '@symbolon/protocol/kernel'
import { parseVerifierKey, verifyDerivedKey } from '@symbolon/protocol/log'
import {
  type ExpiryDay,
  type Gtin,
  type Lot,
  type PackAnswer,
  packLeaf,
  type Serial,
  type SignedAnswer,
  verifyAnswer,
  verifyLeaf,
} from '@symbolon/protocol/medicines'
import { hostOf } from '../../kernel/http/test-app.ts'
import { commission, expiry, gtinOf, markPacks, type Ordered, offerBody } from '../test-batches.ts'
import { askFor, codeOf, licenseMaker, newInstitution, type Party } from '../test-parties.ts'
import { type PackWorld, startPackWorld } from '../test-world.ts'
import { actBody } from './test-acts.ts'
import { isCanonical } from './verification-routes.ts'

const athens = '853f5a3bfffffff'
let world: PackWorld
let maker: Party
let pharmacy: Party
let other: Party
let batch: Ordered & { number: bigint }

before(async () => {
  world = await startPackWorld()
  maker = await newInstitution(world, 'manufacturer')
  pharmacy = await newInstitution(world, 'pharmacy')
  other = await newInstitution(world, 'wholesaler')
  await licenseMaker(world, maker)
  batch = await commission(world, maker, { count: 40 })
  await packs().names.read()
  await packs().follower.followUpToNow()
})
after(() => world.stop())

const packs = () => world.medicines.packs.door
const url = '/v1/packs/verification'

function serialOf(index: number): string {
  return packs().index.byId(batch.batch)?.serialOf(index) ?? ''
}

/** What a scanner sends of a pack's symbol. */
function symbolOf(index: number, printed: { serial?: string; lot?: string; expiry?: string } = {}): string {
  const { serial = serialOf(index), lot = batch.lot, expiry: day = '290630' } = printed
  return `]d201${batch.gtin}21${serial}\u001d17${day}10${lot}`
}

interface Asked {
  readonly as?: Party
  readonly language?: string
  readonly place?: { h3: string }
  readonly scanner?: string
}

async function verify(scan: string, { as, language, ...more }: Asked = {}): Promise<PackAnswer> {
  const answer = await world.app.inject({
    method: 'POST',
    url,
    headers: {
      host: hostOf(world.app),
      ...(as && { authorization: `Bearer ${as.token}` }),
      ...(language && { 'accept-language': language }),
    },
    payload: { scan, ...more },
  })
  assert.equal(answer.statusCode, 200, answer.body)
  const signed: SignedAnswer = answer.json()
  verifyAnswer(signed, [packs().vouchedKey().key.publicKey])
  assert.ok(isCanonical(signed.answer))
  assert.ok(answer.body.startsWith(`{"answer":${JSON.stringify(signed.answer)},`))
  return signed.answer as unknown as PackAnswer
}

test('its maker is told that a pack may be dispensed, with a proof that the ledger’s root confirms', async () => {
  const answer = await verify(symbolOf(3), { as: maker })
  assert.deepEqual([answer.audience, answer.outcome, answer.reason], ['professional', 'may_be_dispensed', 'genuine'])
  assert.equal(answer.pack?.holder, maker.account.address)
  assert.deepEqual([answer.pack?.state, answer.pack?.round, answer.pack?.lot], ['active', 0, batch.lot])
  assert.ok((answer.status_age_s ?? 99) < 60)
  const { proof } = answer.pack
  const leaf = packLeaf({
    gtin: batch.gtin as Gtin,
    lot: batch.lot as Lot,
    expiry: (Date.parse(expiry) / 86_400_000) as ExpiryDay,
    serial: serialOf(3) as Serial,
    salt: fromBase64Url(proof.salt),
  })
  const bytes = fromBase64Url(proof.path)
  const path = Array.from({ length: bytes.length / 32 }, (_, i) => bytes.subarray(32 * i, 32 * i + 32))
  const shown = { root: fromHex(proof.root), count: 40, index: 3, leaf, proof: path }
  assert.equal(verifyLeaf(shown), true)
  assert.equal(verifyLeaf({ ...shown, index: 4 }), false)
  const { ledger } = world.kernel
  const args = [
    batch.number,
    3n,
    `0x${Buffer.from(leaf).toString('hex')}`,
    path.map((hash) => `0x${Buffer.from(hash).toString('hex')}`),
  ]
  assert.equal(await ledger.read({ contract: 'Packs', functionName: 'verify', args }), true)
  const elsewhere = [args[0], 4n, args[2], args[3]]
  assert.equal(await ledger.read({ contract: 'Packs', functionName: 'verify', args: elsewhere }), false)
})

test('anybody is told one of five outcomes, no holder, no state, and in the language asked for', async () => {
  const answer = await verify(symbolOf(3), { language: 'el' })
  assert.deepEqual([answer.audience, answer.outcome, answer.language], ['public', 'genuine', 'el'])
  assert.match(answer.said, /Γνήσια εγγραφή/)
  for (const absent of ['holder', 'state', 'round']) assert.equal(absent in (answer.pack ?? {}), false, absent)
  assert.equal((await verify(symbolOf(3, { serial: 'NOSUCH1' }))).outcome, 'unknown')
  const differs = await verify(symbolOf(3, { lot: 'OTHER' }))
  assert.deepEqual([differs.outcome, differs.pack], ['unknown', undefined])
})

test('a party that does not hold the pack is told so, and dispenses nothing', async () => {
  const answer = await verify(symbolOf(3), { as: pharmacy })
  assert.deepEqual([answer.outcome, answer.reason, answer.kind], ['do_not_dispense', 'not_held', 'process'])
})

test('a pack that was sent is in transit for its two sides and nobody else, and is dispensed by none of them', async () => {
  const ranges = [{ batch: batch.batch, first: 10, count: 2, moves: 0 }]
  const numbers = new Map([[batch.batch, batch.number]])
  const body = await offerBody(world, { from: maker, to: pharmacy, ranges, numbers })
  const offered = await askFor(world, 201, { as: maker, method: 'POST', url: '/v1/handovers', body })
  // Each write is answered once the packs in memory know of it.
  const told = async (as: Party, index = 10) => {
    const { reason, pack } = await verify(symbolOf(index), { as })
    return [reason, pack?.state]
  }
  assert.deepEqual(await told(pharmacy), ['in_transit', 'in_transit'])
  assert.deepEqual(await told(maker, 11), ['sent_on', 'in_transit'])
  assert.deepEqual(await told(other), ['not_held', 'active'])
  assert.deepEqual(await told(maker, 12), ['genuine', 'active'])
  assert.equal((await verify(symbolOf(10))).outcome, 'genuine')
  const mark = await actBody(world, { holder: maker, batch, first: 10, state: 'sample' })
  const marking = { as: maker, method: 'POST', url: '/v1/packs/marks', body: mark } as const
  assert.equal(await codeOf(world, marking), 'MEDICINES_PACK_REFUSED')
  await askFor(world, 200, { as: maker, method: 'POST', url: `/v1/handovers/${offered.handover}/withdrawal` })
  assert.deepEqual(await told(pharmacy), ['not_held', 'active'])
  assert.deepEqual(await told(maker), ['genuine', 'active'])
  await askFor(world, 200, marking)
})

test('a delivery ends with its deadline', async () => {
  const ranges = [{ batch: batch.batch, first: 14, count: 1, moves: 0 }]
  const numbers = new Map([[batch.batch, batch.number]])
  const body = await offerBody(world, { from: maker, to: pharmacy, ranges, numbers, ahead_s: 60 })
  await askFor(world, 201, { as: maker, method: 'POST', url: '/v1/handovers', body })
  const { follower } = packs()
  assert.equal((await verify(symbolOf(14), { as: pharmacy })).reason, 'in_transit')
  world.clock.offset_ms = 120_000
  await follower.followUpToNow()
  const late = await verify(symbolOf(14), { as: pharmacy })
  world.clock.offset_ms = 0
  await follower.followUpToNow()
  assert.equal(late.reason, 'not_held')
})

test('a scan sends no statement to the database, whoever asks', async () => {
  const { database } = world.kernel
  // What follows the ledger and makes blocks asks from time to time, whoever scans: so the least of many is counted.
  const leastOf = async (scan: string, asked: Asked) => {
    let least = Number.POSITIVE_INFINITY
    for (let i = 0; i < 20; i++) {
      const before_one = database.statements
      await verify(scan, asked)
      least = Math.min(least, database.statements - before_one)
    }
    return least
  }
  assert.equal(await leastOf(symbolOf(5), { place: { h3: athens } }), 0)
  assert.equal(await leastOf(symbolOf(5), { as: maker }), 0)
  for (const printed of [{ serial: 'NOSUCH2' }, { lot: 'OTHER' }]) {
    assert.equal(await leastOf(symbolOf(6, printed), { as: pharmacy }), 0)
  }
})

test('answers that come together share a signature', async () => {
  const signed = packs().signer.signatures
  await Promise.all(Array.from({ length: 10 }, (_, i) => verify(symbolOf(i))))
  assert.ok(packs().signer.signatures - signed < 10)
})

test('the log vouches for the key that signs', async () => {
  const shown = await askFor(world, 200, { method: 'GET', url: '/v1/packs/status-key' })
  const { vkey } = await askFor(world, 200, { method: 'GET', url: '/v1/log' })
  const logs = [parseVerifierKey(vkey)]
  const { publicKey } = verifyDerivedKey(shown.note, { purpose: 'pack-status', logs })
  assert.equal(Buffer.from(publicKey).toString('base64url'), shown.key)
  assert.deepEqual(publicKey, packs().vouchedKey().key.publicKey)
})

test('what a scanner or keyboard did is said as such, and nothing is called suspect for it', async () => {
  const cases: [scan: string, reason: string, fault: string | undefined][] = [
    [symbolOf(7).replace('\u001d', ''), 'scanner_fault', 'missing_fnc1'],
    [symbolOf(7).toLowerCase(), 'scanner_fault', 'letter_case'],
    [symbolOf(7, { expiry: '300629' }), 'expiry_differs', 'swapped_date'],
    [symbolOf(7, { lot: 'OTHER' }), 'lot_differs', undefined],
    [
      symbolOf(7).replace(batch.gtin, `${batch.gtin.slice(0, 13)}${(Number(batch.gtin[13]) + 1) % 10}`),
      'unreadable',
      'unreadable',
    ],
  ]
  for (const [scan, reason, fault] of cases) {
    const answer = await verify(scan, { as: maker })
    assert.deepEqual([answer.outcome, answer.reason, answer.fault], ['do_not_dispense', reason, fault], scan)
    assert.equal(answer.kind, 'technical', scan)
  }
})

test('a wrong check digit says where it stands, and never repeats the text', async () => {
  const wrong = `01${batch.gtin.slice(0, 13)}${(Number(batch.gtin[13]) + 1) % 10}21ABC`
  const answer = await verify(wrong, { as: maker })
  assert.equal(answer.flaw?.ai, '01')
  assert.deepEqual(answer.scan, {})
  assert.equal(JSON.stringify(answer).includes('ABC'), false)
})

test('a pack that was ended is ended, for its holder by what and until when it may undo that', async () => {
  await markPacks(world, { holder: maker, number: batch.number, first: 9, count: 1, state: 6, licence: 0 })
  await packs().follower.followUpToNow()
  const answer = await verify(symbolOf(9), { as: maker })
  assert.deepEqual([answer.reason, answer.emvs, answer.kind, answer.location], ['ended_here', 'A24', 'process', 'same'])
  assert.ok(answer.undo_until !== undefined)
  const other = await verify(symbolOf(9), { as: pharmacy })
  assert.deepEqual([other.reason, other.kind, other.location], ['ended_elsewhere', 'suspect', 'other'])
  assert.equal((await verify(symbolOf(9))).outcome, 'ended')
})

test('a status that is too old, or none, is not checked: neither OK nor suspect', async () => {
  const { index, follower } = packs()
  await follower.stop()
  const known = index.asOf
  const asked = [symbolOf(3), symbolOf(9), symbolOf(3, { serial: 'NOSUCH3' })]
  for (const asOf of [undefined, world.clock.now() - 61_000]) {
    index.asOf = asOf
    for (const scan of asked) {
      const answer = await verify(scan, { as: maker })
      assert.equal(answer.outcome, 'not_checked')
      assert.equal(answer.reason, asOf === undefined ? 'offline' : 'stale')
      assert.deepEqual([answer.emvs, answer.kind, answer.pack?.state], [undefined, undefined, undefined])
      assert.equal((await verify(scan)).outcome, 'not_checked')
    }
  }
  index.asOf = known
  follower.start()
  await follower.followUpToNow()
})

test('a clock that is an hour behind is no reason to trust an older status more', async () => {
  world.clock.offset_ms = 3_600_000
  assert.equal((await verify(symbolOf(3))).outcome, 'not_checked')
  await packs().follower.followUpToNow()
  assert.equal((await verify(symbolOf(3))).outcome, 'genuine')
  world.clock.offset_ms = 0
  assert.equal((await verify(symbolOf(3))).status_age_s, 0)
  await packs().follower.followUpToNow()
})

test('error: KERNEL_REQUEST_INVALID, MEDICINES_PLACE_INVALID, KERNEL_RATE_LIMITED', async () => {
  const scan = symbolOf(3)
  for (const body of [
    {},
    { scan: 7 },
    { scan: '' },
    { scan, place: {} },
    { scan, more: 1 },
    { scan: 'x'.repeat(5_000) },
  ]) {
    assert.equal(await codeOf(world, { method: 'POST', url, body }), 'KERNEL_REQUEST_INVALID', JSON.stringify(body))
  }
  for (const h3 of ['', '85ffffffffffffff', '8a1fb46622dffff', 'athens']) {
    assert.equal(await codeOf(world, { method: 'POST', url, body: { scan, place: { h3 } } }), 'MEDICINES_PLACE_INVALID')
  }
  let code = ''
  for (let i = 0; i < 200 && code !== 'KERNEL_RATE_LIMITED'; i++)
    code = await codeOf(world, { method: 'POST', url, body: { scan } })
  assert.equal(code, 'KERNEL_RATE_LIMITED')
  assert.equal(await codeOf(world, { as: maker, method: 'POST', url, body: { scan } }), '200')
})

test('readings are written behind: salted, in their cell and hour, once however often', async () => {
  await packs().reads.write()
  const rows = await world.kernel.database.query<JsonObject>({
    name: 'test_reads',
    text: 'select cell, reader, is_by_device, reads, octet_length(pack) as size from medicines.read',
  })
  assert.deepEqual(rows, [{ cell: athens, reader: 'public', is_by_device: false, reads: 20, size: 32 }])
  const product = gtinOf(1)
  assert.equal(JSON.stringify(rows).includes(product), false)
})
