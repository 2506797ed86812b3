import assert from 'node:assert/strict'
import { rename } from 'node:fs/promises'
import { test } from 'node:test'
import type { Id } from '@symbolon/protocol/kernel'
import { giveGrant, makeGiving, open, openingOf, revocationOf, revoke } from './test-grants.ts'
import { addRecord, ask, askFor, runJob, startPeopledWorld } from './test-world.ts'

test('of many openings that race with the end of a grant none that begins after the answer gets a capsule', async () => {
  const { world, eleni, hospital } = await startPeopledWorld()
  const record = await addRecord(world, eleni)
  for (let round = 0; round < 5; round++) {
    const { grant, made } = await giveGrant(world, { giver: eleni, to: hospital, records: [record] })
    const bodies = await Promise.all(Array.from({ length: 60 }, () => openingOf(world, { grantee: hospital, grant })))
    const body = await revocationOf(world, { giver: eleni, grant, made })
    let acknowledged = Number.POSITIVE_INFINITY
    const openings = bodies.map(async (opening, index) => {
      await new Promise((resolve) => setTimeout(resolve, index))
      const begun = performance.now()
      const reply = await ask(world, { as: hospital, method: 'POST', path: '/v1/openings', body: opening })
      return { begun, reply }
    })
    await new Promise((resolve) => setTimeout(resolve, 15))
    const ended = await ask(world, { as: eleni, method: 'POST', path: `/v1/grants/${grant}/revocation`, body })
    acknowledged = performance.now()
    assert.equal(ended.status, 200)
    const all = await Promise.all(openings)
    for (const { begun, reply } of all) {
      if (begun > acknowledged) assert.equal(reply.body.code, 'CONSENT_GRANT_REVOKED')
      assert.ok(reply.status === 201 || reply.body.code === 'CONSENT_GRANT_REVOKED', reply.body.code)
    }
    const released = all.filter(({ reply }) => reply.status === 201).length
    const [told] = await world.kernel.database.query<{ receipts: number }>({
      name: 'test_opened',
      text: `select count(*)::int as receipts from consent.receipt where "grant" = $1 and kind = 'opened'`,
      values: [grant],
    })
    assert.ok((told?.receipts ?? 0) >= released, 'no capsule without a receipt')
  }
  await world.stop()
})

test('a grant ends while the ledger and the blobs are away; the revocation waits for the ledger', async () => {
  const { world, eleni, hospital } = await startPeopledWorld()
  const record = await addRecord(world, eleni)
  const { grant, made } = await giveGrant(world, { giver: eleni, to: hospital, records: [record] })
  const body = await revocationOf(world, { giver: eleni, grant, made })
  const opening = await openingOf(world, { grantee: hospital, grant })
  await world.kernel.ledger.stop()
  const { blobs } = world.kernel.config
  await rename(blobs, `${blobs}.away`)
  const ended = await ask(world, { as: eleni, method: 'POST', path: `/v1/grants/${grant}/revocation`, body })
  assert.equal(ended.status, 200, JSON.stringify(ended.body))
  assert.equal(ended.body.state, 'saved')
  assert.notEqual((await ask(world, { as: hospital, method: 'POST', path: '/v1/openings', body: opening })).status, 201)
  const [capsules] = await world.kernel.database.query<{ left: number }>({
    name: 'test_capsules_left',
    text: 'select count(*)::int as left from consent.capsule where "grant" = $1',
    values: [grant],
  })
  assert.equal(capsules?.left, 0)
  const [waiting] = await world.kernel.database.query<{ revocation_sent: boolean; ended_as: string }>({
    name: 'test_waiting',
    text: 'select revocation_sent, ended_as from consent.grant where "grant" = $1',
    values: [grant],
  })
  assert.deepEqual(waiting, { revocation_sent: false, ended_as: 'revoked' })
  await rename(`${blobs}.away`, blobs)
  await world.stop()
})

test('a thousand grants over ten records: four requests, four transactions on the ledger, few statements', async (t) => {
  const { world, eleni, hospital } = await startPeopledWorld()
  const records = []
  for (let i = 0; i < 10; i++) records.push(await addRecord(world, eleni, { text: `record ${i}` }))
  const made = await makeGiving(world, { giver: eleni, to: Array.from({ length: 1000 }, () => hospital), records })
  const { ledger, database } = world.kernel
  const before = {
    statements: database.statements,
    block: ledger.head().number,
    at: performance.now(),
    cpu: process.cpuUsage(),
  }
  for (let from = 0; from < 1000; from += 250) {
    const body = { ...made.body, grants: made.body.grants.slice(from, from + 250) }
    const { body: answer } = await askFor(world, 201, { as: eleni, method: 'POST', path: '/v1/grants', body })
    assert.ok(answer.grants.every(({ state }: { state: string }) => state === 'recorded'))
  }
  const cpu = process.cpuUsage(before.cpu)
  const statements = database.statements - before.statements
  t.diagnostic(
    `${statements} statements, ${Math.round(performance.now() - before.at)} ms, ${Math.round((cpu.user + cpu.system) / 1000)} CPU-ms`,
  )
  assert.ok(statements <= 4 * 60, `${statements} statements`)
  const [outbox] = await database.query<{ calls: number }>({
    name: 'test_give_calls',
    text: `select count(*)::int as calls from kernel.outbox where contract = 'Consents'`,
  })
  assert.equal(outbox?.calls, 4)
  const [stored] = await database.query<{ capsules: number; bodies: number }>({
    name: 'test_capsules',
    text: `select (select count(*)::int from consent.capsule) as capsules, (select count(*)::int from consent.capsule_body) as bodies`,
  })
  assert.deepEqual(stored, { capsules: 1000, bodies: 1 })
  const grant = made.grants[777] as Id<'grant'>
  assert.equal((await open(world, { grantee: hospital, grant })).status, 201)
  const counted = database.statements
  const at = performance.now()
  assert.equal((await revoke(world, { giver: eleni, grant, made })).body.state, 'recorded')
  t.diagnostic(
    `revocation: ${database.statements - counted} statements, ${Math.round(performance.now() - at)} ms with the ledger`,
  )
  await world.stop()
})

test('pages of a list follow each other without gap or repeat', async () => {
  const { world, eleni, hospital } = await startPeopledWorld()
  const record = await addRecord(world, eleni)
  const made = await makeGiving(world, {
    giver: eleni,
    to: [hospital, hospital, hospital, hospital, hospital],
    records: [record],
  })
  await askFor(world, 201, { as: eleni, method: 'POST', path: '/v1/grants', body: made.body })
  for (const path of ['/v1/grants?side=given&limit=2', '/v1/grants?side=received&limit=2', '/v1/ledger?limit=2']) {
    const found: string[] = []
    for (let after: string | undefined = ''; after !== undefined; ) {
      const as = path.includes('received') ? hospital : eleni
      const { body } = await askFor(world, 200, { as, method: 'GET', path: `${path}${after && `&after=${after}`}` })
      found.push(...body.items.map((item: { grant: string }) => item.grant))
      after = body.next
    }
    assert.deepEqual([...found].sort(), [...made.grants].sort(), path)
  }
  await world.stop()
})

test('a revocation that waited is on the ledger once the ledger is there', async () => {
  const { world, eleni, hospital } = await startPeopledWorld()
  const record = await addRecord(world, eleni)
  const { grant, made } = await giveGrant(world, { giver: eleni, to: hospital, records: [record] })
  const { signature } = await revocationOf(world, { giver: eleni, grant, made })
  await world.kernel.database.query({
    name: 'test_crash_before_sending',
    text: `update consent.grant set ended_at = now(), ended_as = 'revoked', revocation = $2 where "grant" = $1`,
    values: [grant, signature],
  })
  await runJob(world, 'consent-send-revocations')
  const shown = await askFor(world, 200, { as: eleni, method: 'GET', path: `/v1/grants/${grant}` })
  const active = await world.kernel.ledger.read<boolean>({
    contract: 'Consents',
    functionName: 'isActive',
    args: [shown.body.hash],
  })
  assert.equal(active, false)
  await world.stop()
})
