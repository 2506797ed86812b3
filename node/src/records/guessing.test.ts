import assert from 'node:assert/strict'
import { createDecipheriv } from 'node:crypto'
import { after, test } from 'node:test'
import { concatBytes, type Id, newId, sha256, utf8 } from '@symbolon/protocol/kernel'
import { leafOf } from '@symbolon/protocol/log'
import { openAge } from '@symbolon/protocol/vault'
import { keccak256 } from 'viem/utils'
import { receiptSource, type ToldReceipt } from '../consent/index.ts'
import { erasureOf } from './test-changes.ts'
import { dumpOf, holds } from './test-dump.ts'
import { giveGrant, open } from './test-grants.ts'
import { addRecord, askFor, bytes, type Person, runJob, startPeopledWorld, type TestRecord } from './test-world.ts'

/** Identifiers and receipts that are guessed, beside the true ones. */
const guesses = 20_000

const { world, eleni, hospital } = await startPeopledWorld()
const { database } = world.kernel
after(() => world.stop())

interface OpenedEntry {
  readonly receipt: ToldReceipt
  readonly salt: Uint8Array
  readonly sealed: Uint8Array
}

/** What the patient can open of the log: the receipts whose openings are there, with their salts. */
async function openEntries(person: Person): Promise<OpenedEntry[]> {
  const rows = await database.query<ToldReceipt & { name: string; sealed: Buffer; opening_key: Buffer }>({
    name: 'test_entries',
    text: `select r.*, o.name, o.sealed, k.sealed as opening_key from log.opening o
      join log.opening_key k on k.key = o.key join consent.receipt r on r.receipt = o.name
      where r.subject = $1 order by o.name`,
    values: [person.party],
  })
  return rows.map(({ name, sealed, opening_key, ...receipt }) => {
    const key = openAge({ file: opening_key, identities: [person.identity] })
    const decipher = createDecipheriv('chacha20-poly1305', key, sealed.subarray(0, 12), { authTagLength: 16 })
    decipher.setAAD(Buffer.from(name), { plaintextLength: sealed.length - 28 })
    decipher.setAuthTag(sealed.subarray(-16))
    const salt = Buffer.concat([decipher.update(sealed.subarray(12, -16)), decipher.final()])
    return { receipt, salt, sealed }
  })
}

async function erase(record: TestRecord): Promise<void> {
  const body = await erasureOf(world, eleni, record)
  await askFor(world, 200, { as: eleni, method: 'POST', path: `/v1/records/${record.record}/erasure`, body })
}

/** Every run of 32 bytes that the database holds, whatever it is written in: log and ledger are in it. */
function digestsIn(parts: readonly Buffer[]): ReadonlySet<string> {
  const digests = new Set<string>()
  const add = (bytes: Buffer) => {
    for (let at = 0; at + 32 <= bytes.length; at++) digests.add(bytes.toString('latin1', at, at + 32))
  }
  for (const part of parts) {
    const text = part.toString('latin1')
    for (const [hex] of text.matchAll(/[0-9a-fA-F]{64,}/g)) add(Buffer.from(hex, 'hex'))
    for (const [base64] of text.matchAll(/[\w+/-]{43,}/g)) add(Buffer.from(base64, 'base64'))
  }
  return digests
}

const zeros = new Uint8Array(64)
/** As a log hashes its entries. @source RFC 6962 §2.1 */
const hashLeaf = (entry: Uint8Array) => sha256(concatBytes(Uint8Array.of(0), entry))
/** How somebody who has only a guess would try whether it is there. */
const ways: readonly ((guess: Uint8Array) => Uint8Array)[] = [
  sha256,
  (guess) => sha256(sha256(guess)),
  (guess) => keccak256(guess, 'bytes'),
  hashLeaf,
  (guess) => leafOf({ r: zeros, body: guess }),
  (guess) => hashLeaf(leafOf({ r: zeros, body: guess })),
  (guess) => sha256(concatBytes(zeros, guess)),
]

function isFound(digests: ReadonlySet<string>, guess: Uint8Array): boolean {
  return ways.some((way) => digests.has(Buffer.from(way(guess)).toString('latin1')))
}

const record = await addRecord(world, eleni)
const kept = await addRecord(world, eleni)
const { grant, made } = await giveGrant(world, { giver: eleni, to: hospital, records: [record] })
const other = await giveGrant(world, { giver: eleni, to: hospital, records: [kept] })
for (const opening of [grant, other.grant]) await open(world, { grantee: hospital, grant: opening })
await open(world, { grantee: hospital, grant, purpose: 'HPAYMT' })
await world.log.sweep()
const before = await openEntries(eleni)
const told = before.filter(({ receipt }) => receipt.grant === grant || receipt.records.includes(record.record))
const { opened, blobId } = record.sealed
const identifiers = [record.record, record.token_id, grant, blobId, ...opened.entries.map(({ id }) => id)]

test('before an erasure whoever has the salts finds every receipt in the log; after it the openings are destroyed', async () => {
  assert.deepEqual(told.map(({ receipt }) => receipt.kind).sort(), ['added', 'granted', 'opened', 'refused'])
  const tree = digestsIn(await dumpOf(database, ['log']))
  const leafIn = ({ receipt, salt }: OpenedEntry) =>
    tree.has(Buffer.from(leafOf({ r: salt, body: utf8(receiptSource.bodyOf({ ...receipt })) })).toString('latin1'))
  assert.ok(before.every(leafIn))
  const [size, waiting] = [await logSize(), await addRecord(world, eleni)]
  await erase(waiting)
  await erase(record)
  await world.log.sweep()
  const left = await openEntries(eleni)
  const names = left.map(({ receipt }) => receipt.receipt)
  assert.ok(told.every(({ receipt }) => !names.includes(receipt.receipt)))
  const others = before.filter((entry) => !told.includes(entry))
  assert.ok(
    others.every(({ receipt }) => names.includes(receipt.receipt)),
    'what was told of other records is proved',
  )
  const erasures = left.filter(({ receipt }) => receipt.kind === 'erased')
  assert.deepEqual(erasures.length, 2, 'the erasures themselves can be proved')
  assert.equal(left.length, others.length + erasures.length)
  assert.equal(await logSize(), size + erasures.length, 'what had not come into the log never does')
})

test('a dump of log, database and ledger after an erasure matches none of 20,000 guesses, the true ones among them', async () => {
  const digests = digestsIn(await dumpOf(database))
  const planted = utf8('planted')
  assert.ok(isFound(new Set([...digests, Buffer.from(sha256(planted)).toString('latin1')]), planted))
  const bodies = told.map(({ receipt }) => receiptSource.bodyOf({ ...receipt }))
  const template = bodies[0] ?? assert.fail()
  const guessed = Array.from({ length: guesses / 2 }, (_, i): string[] => {
    const id = newId(i % 2 === 0 ? 'record' : 'receipt', world.clock.now() - i, bytes(10))
    return [id, template.replace(told[0]?.receipt.receipt ?? '', id)]
  }).flat()
  const found = [...identifiers, ...bodies, ...guessed].filter((guess) => isFound(digests, utf8(guess)))
  assert.deepEqual(found, [])
})

test('what only the erased record and its receipts knew is nowhere: keys, salts, openings', async () => {
  const secrets: [string, Uint8Array][] = [
    ...opened.entries.map(({ key }): [string, Uint8Array] => ['file key', key]),
    ['salt of the commitment', opened.r],
    ['salt of the grant', made.r[0] ?? assert.fail()],
    ...told.flatMap(({ salt, sealed }): [string, Uint8Array][] => [
      ['salt of a receipt', salt],
      ['sealed salt of a receipt', sealed],
    ]),
  ]
  assert.ok(secrets.length >= 12)
  const parts = await dumpOf(database)
  for (const [name, secret] of secrets) assert.ok(!holds(parts, secret), name)
})

test('a receipt that is told while its record is erased loses its proof a while later', async () => {
  const [late, erased] = [
    newId('receipt', world.clock.now(), bytes(10)),
    newId('receipt', world.clock.now(), bytes(10)),
  ]
  const told = `[{"entries":[],"record":"${record.record}"}]`
  for (const [receipt, kind] of [
    [late, 'opened'],
    [erased, 'erased'],
  ] as [Id<'receipt'>, string][])
    await database.query({
      name: 'test_late_receipt',
      text: `insert into consent.receipt (receipt, kind, at, actor, subject, records, software)
        values ($1, $2, now(), $3, $4, $5, 'symbolon/0')`,
      values: [receipt, kind, hospital.party, eleni.party, told],
    })
  await world.log.sweep()
  const names = async () => (await openEntries(eleni)).map(({ receipt }) => receipt.receipt)
  await runJob(world, 'records-late-receipts')
  assert.ok((await names()).includes(late), 'not yet')
  world.clock.offset_ms += 601_000
  await runJob(world, 'records-late-receipts')
  const left = await names()
  assert.ok(!left.includes(late) && left.includes(erased))
  const rows = await database.query({ name: 'test_erasures', text: 'select from records.erasure' })
  assert.equal(rows.length, 0)
})

async function logSize(): Promise<number> {
  const [tree] = await database.query<{ size: number }>({ name: 'test_size', text: 'select size from log.tree' })
  return tree?.size ?? 0
}
