import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { after, test } from 'node:test'
import { fromUtf8, hasCode, utf8 } from '@symbolon/protocol/kernel'
import {
  addRecord,
  type Client,
  createClient,
  giveGrants,
  listGrants,
  listLedger,
  openGrant,
  type Party,
  registerPerson,
  revokeGrant,
  simulateAddRecord,
  simulateEraseRecord,
  simulateGiveGrants,
  simulateRevokeGrant,
  walkPages,
} from '@symbolon/sdk'
import { startTestDemo } from './test-demo.ts'

// More than one request holds, so that the last chunk is told apart from the first.
const people = 260
const atOnce = 20
const until = Date.now() + 86_400_000

const { node, end } = await startTestDemo()
after(end)

interface Person {
  readonly client: Client
  readonly party: Party
}

async function newPerson(): Promise<Person> {
  const client = createClient({ url: node.url, root: randomBytes(32) })
  return { client, party: await registerPerson(client) }
}

async function newPeople(count: number): Promise<Person[]> {
  const made: Person[] = []
  while (made.length < count)
    made.push(...(await Promise.all(Array.from({ length: Math.min(atOnce, count - made.length) }, newPerson))))
  return made
}

test('a note is shared with 260 people at once, each opens it, one is stopped and the others are not', async () => {
  const { client: owner } = await newPerson()
  const readers = await newPeople(people)
  const { record } = await addRecord(owner, { name: 'note.txt', bytes: utf8('for all of you') })
  const giving = {
    to: readers.map(({ party }) => party),
    records: [record],
    what: { all: true },
    purpose: 'FAMRQT',
    until,
  } as const
  assert.deepEqual(await simulateGiveGrants(owner, giving), {
    records: 1,
    entries: 1,
    of: 1,
    by_category: { documents: 1 },
    grantees: people,
  })
  const { grants } = await giveGrants(owner, giving)
  assert.equal(grants.length, people)
  assert.ok(grants.every(({ state }) => state === 'recorded'))

  for (const place of [0, 249, 250, 259]) {
    const { entries } = await openGrant((readers[place] as Person).client, { grant: grants[place]?.grant ?? '' })
    assert.equal(fromUtf8(entries[0]?.bytes ?? new Uint8Array()), 'for all of you')
  }
  const stopped = grants[250]?.grant ?? ''
  const { seen } = await revokeGrant(owner, { grant: stopped })
  assert.ok(seen.first_at !== null)
  const again = openGrant((readers[250] as Person).client, { grant: stopped })
  await assert.rejects(again, (error) => hasCode(error, 'CONSENT_GRANT_REVOKED'))
  await openGrant((readers[249] as Person).client, { grant: grants[249]?.grant ?? '' })

  let active = 0
  for await (const { state } of walkPages((page) => listGrants(owner, { ...page, side: 'given' })))
    if (state === 'active') active++
  assert.equal(active, people - 1)
  const { items } = await listLedger(owner, { group: 'seen', limit: 200 })
  assert.equal(items.length, 5)
})

test('what would be written can be seen before, and nothing is written', async () => {
  const { client: owner } = await newPerson()
  const { report, size_bytes } = await simulateAddRecord(owner, { name: 'note.txt', bytes: utf8('hello') })
  assert.deepEqual([report.entries, size_bytes], [1, 5 + 32])
  const { record } = await addRecord(owner, { name: 'note.txt', bytes: utf8('hello') })
  const reader = await newPerson()
  const { grants } = await giveGrants(owner, { to: [reader.party], what: { all: true }, purpose: 'PATRQT', until })
  const grant = grants[0]?.grant ?? ''
  assert.deepEqual(await simulateEraseRecord(owner, { record }), { record, entries: 1, grants_kept: 0 })
  assert.equal((await simulateRevokeGrant(owner, { grant })).state, 'active')
  assert.equal((await openGrant(reader.client, { grant })).entries.length, 1)
})

test('error: SDK_SELECTION_EMPTY and SDK_PARTIES_TOO_MANY before anything is sent', async () => {
  const { client: owner, party } = await newPerson()
  await addRecord(owner, { name: 'note.txt', bytes: utf8('hello') })
  const giving = { what: { categories: ['tests'] }, purpose: 'PATRQT', until } as const
  await assert.rejects(giveGrants(owner, { ...giving, to: [party] }), (error) => hasCode(error, 'SDK_SELECTION_EMPTY'))
  const crowd = Array.from({ length: 1001 }, () => party)
  await assert.rejects(giveGrants(owner, { ...giving, to: crowd }), (error) => hasCode(error, 'SDK_PARTIES_TOO_MANY'))
})
