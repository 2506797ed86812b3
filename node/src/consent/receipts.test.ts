import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import {
  exportForms,
  parseReceipt,
  purposeCodes,
  type Receipt,
  receiptKinds,
  receiptText,
  rolesFor,
} from '@symbolon/protocol/consent'
import { type Id, isId, newId } from '@symbolon/protocol/kernel'
import { startTestKernel, type TestKernel } from '../kernel/test-node.ts'
import { createLogSlice, type LogSlice } from '../log/index.ts'
import { fetchCapsule } from './capsules.ts'
import { type ReceiptRow, receiptBody } from './receipt-body.ts'
import { insertReceipts, integrateReceipts, receiptSource, type ToldReceipt, writeOpenings } from './receipts.ts'

let kernel: TestKernel
let log: LogSlice
const instant = 1_767_225_600_123
const id = <Kind extends 'receipt' | 'party' | 'grant' | 'record' | 'entry'>(kind: Kind, fill: number): Id<Kind> =>
  newId(kind, instant, new Uint8Array(10).fill(fill))

before(async () => {
  kernel = await startTestKernel({
    slices: (context) => {
      log = createLogSlice(context, { sources: [receiptSource], sealToReaders: async () => new Uint8Array() })
      return [log]
    },
  })
})
after(() => kernel.stop())

const full: Omit<Receipt, 'v' | 'software'> = {
  receipt: id('receipt', 1),
  kind: 'opened',
  at: new Date(instant).toISOString(),
  actor: id('party', 1),
  subject: id('party', 2),
  for_whom: 'ward-3/"nurse" 17\\',
  purpose: 'TREAT',
  grant: id('grant', 1),
  records: [
    { record: id('record', 1), entries: [id('entry', 1), id('entry', 2)] },
    { record: id('record', 2), entries: [] },
  ],
  bytes: 4096,
  reason: 'CONSENT_GRANT_REVOKED',
  request_digest: `0x${'1'.repeat(64)}`,
  request_signature: `0x${'2'.repeat(130)}`,
  sign_in: `0x${'3'.repeat(64)}`,
}

test('the body that is written of a row is the canonical form of the receipt, with every field and with few', async () => {
  const few = {
    receipt: id('receipt', 2),
    kind: 'added',
    at: full.at,
    actor: full.actor,
    subject: full.subject,
    records: [],
  } as const
  await kernel.database.query(insertReceipts([full, few]))
  const rows = await kernel.database.query<ReceiptRow & { entries: number }>({
    name: 'test_bodies',
    text: 'select * from consent.receipt order by receipt',
  })
  for (const [index, expected] of [full, few].entries()) {
    const row = rows[index]
    assert.ok(row)
    const body = receiptBody(row)
    assert.deepEqual(parseReceipt(body), { v: 1, software: 'symbolon/0.1.0', ...expected })
    assert.equal(receiptText(parseReceipt(body)), body)
  }
  assert.deepEqual(
    rows.map(({ entries }) => entries),
    [2, 0],
  )
})

test('identifiers that the database makes are receipts’, of their instant and each once', async () => {
  const [row] = await kernel.database.query<{ ids: string[]; early: string }>({
    name: 'test_new_receipts',
    text: `select array(select consent.new_receipt($1) from generate_series(1, 2000)) as ids, consent.new_receipt($2) as early`,
    values: [new Date(instant), new Date(instant - 1)],
  })
  assert.ok(row)
  for (const receipt of row.ids) assert.ok(isId('receipt', receipt), receipt)
  assert.equal(new Set(row.ids).size, 2000)
  assert.ok(row.ids.every((receipt) => receipt > row.early))
  assert.equal(row.ids[0]?.slice(0, 13), newId('receipt', instant, new Uint8Array(10)).slice(0, 13))
})

const opening = {
  actor: full.actor,
  subject: full.subject,
  purpose: 'TREAT',
  at: full.at,
  bytes: 35,
  for_whom: undefined,
  sign_in: undefined,
  records: [
    { record: id('record', 2), entries: [id('entry', 3), id('entry', 2)] },
    { record: id('record', 1), entries: [] },
  ],
} as const

test('the receipt of an opening is written with its entry, in the one spelling, while its grant goes on', async () => {
  const [open, ended] = [id('grant', 5), id('grant', 6)]
  await kernel.database.query({
    name: 'test_grants',
    text: `insert into consent.grant ("grant", subject, grantee, purpose, not_before, until, ends_at, given_at, receipt, ended_at)
      select g, $3, $3, 'TREAT', now(), now(), now(), now(), 'rcp_given', case g when $2 then now() end
      from unnest(array[$1, $2]) g`,
    values: [open, ended, full.subject],
  })
  const [told, refused] = await writeOpenings(log.transparency, [
    { ...opening, receipt: id('receipt', 5), grant: open, sign_in: `0x${'3'.repeat(64)}` },
    { ...opening, receipt: id('receipt', 6), grant: ended },
  ])
  assert.deepEqual([told?.receipt, told?.grant, refused], [id('receipt', 5), open, undefined])
  const rows = await kernel.database.query<ReceiptRow & { entries: number }>({
    name: 'test_opening',
    text: `select * from consent.receipt where "grant" = any($1)`,
    values: [[open, ended]],
  })
  assert.equal(rows.length, 1)
  const [row] = rows as [(typeof rows)[0]]
  assert.equal(row.entries, 2)
  assert.equal(parseReceipt(receiptBody(row)).sign_in, `0x${'3'.repeat(64)}`)
  assert.deepEqual(parseReceipt(receiptBody(row)).records, [
    { record: id('record', 1), entries: [] },
    { record: id('record', 2), entries: [id('entry', 2), id('entry', 3)] },
  ])
})

test('a committed receipt goes into the log once, and is what a capsule is fetched with', async () => {
  const told = await kernel.database.query<ToldReceipt>({
    name: 'test_told_receipt',
    text: 'select * from consent.receipt where receipt = $1',
    values: [full.receipt],
  })
  const [proof] = await integrateReceipts(log.transparency, told)
  assert.ok(proof)
  assert.equal(await fetchCapsule(kernel.database, proof), undefined, 'there is no capsule of that grant')
  await integrateReceipts(log.transparency, told)
  const openings = await kernel.database.query({
    name: 'test_openings',
    text: 'select index from log.opening where name = $1',
    values: [full.receipt],
  })
  assert.equal(openings.length, 1)
})

test('a look brings in what nobody waited for, once', async () => {
  await log.sweep()
  await log.sweep()
  const [count] = await kernel.database.query<{ receipts: number; openings: number; size: number }>({
    name: 'test_swept',
    text: `select (select count(*) from consent.receipt) as receipts, (select count(*) from log.opening) as openings,
      (select size from log.tree) as size`,
  })
  assert.ok(count && count.receipts > 2)
  // One leaf is of the opening that was not let in.
  assert.deepEqual([count.openings, count.size], [count.receipts, count.receipts + 1])
})

test('the database and the protocol name the same purposes and roles', async () => {
  const rows = await kernel.database.query<{ purpose: string; roles: string[] }>({
    name: 'test_purposes',
    text: 'select purpose, roles from consent.purpose order by purpose',
  })
  const expected = [...purposeCodes].sort().map((purpose) => ({ purpose, roles: [...rolesFor(purpose)] }))
  assert.deepEqual(rows, expected)
})

test('the database takes the kinds of receipts and the forms of exports that the protocol has, and no other', async () => {
  const rows = await kernel.database.query<{ name: string; definition: string }>({
    name: 'test_checks',
    text: `select conname as name, pg_get_constraintdef(oid) as definition from pg_constraint
      where conname = any('{receipt_kind_check,receipt_form_check}') order by conname desc`,
  })
  const taken = rows.map(({ definition }) => new Set([...definition.matchAll(/'(\w+)'/g)].map(([, one]) => one)))
  assert.deepEqual(taken, [new Set(Object.keys(receiptKinds)), new Set(Object.keys(exportForms))])
})
