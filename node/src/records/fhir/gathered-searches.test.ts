import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { parseSearch } from '@symbolon/protocol/records'
import type { TransparencyLog } from '../../log/index.ts'
import { newPerson } from '../test-world.ts'
import { GatheredSearches } from './gathered-searches.ts'
import { fhir, idsOf, ledgerOf, letIn, outcomeOf, startHospitalWorld } from './test-hospital.ts'
import { addResources, observation } from './test-resources.ts'

const count = 12
const codeOf = (i: number) => `code-${i}`

const world = await startHospitalWorld()
after(() => world.stop())
const eleni = await newPerson(world)
const observations = Array.from({ length: count }, (_, i) => ({
  ...observation,
  id: `o${i}`,
  code: { coding: [{ system: 'http://loinc.org', code: codeOf(i) }] },
}))
const record = await addResources(world, eleni, observations)

async function newReader() {
  const hospital = await world.newHospital()
  const { grant, end } = await letIn(world, { giver: eleni, to: hospital, records: [record] })
  await fhir(world, hospital, '/Observation?_summary=count')
  return { hospital, grant, end }
}

test('searches of one form at the same time share statements, and each answers with its own under its own receipt', async () => {
  const { hospital } = await newReader()
  const before = world.kernel.database.statements
  await fhir(world, hospital, '/Observation?code=alone')
  const alone = world.kernel.database.statements - before
  const { length } = await ledgerOf(world, eleni, 'seen')
  const { statements } = world.kernel.database
  const paths = observations.map((_, i) => `/Observation?code=${codeOf(i)}`)
  const others = ['/Observation?code=none', '/Observation?_count=3&_sort=-_id', '/Device']
  const answers = await Promise.all([...paths, ...others].map((path) => fhir(world, hospital, path)))
  assert.deepEqual(
    answers.map(({ body }) => body.total),
    [...paths.map(() => 1), 0, count, 0],
  )
  const found = answers.slice(0, count).map((answer) => idsOf(answer)[0])
  assert.equal(new Set(found).size, count)
  const sent = world.kernel.database.statements - statements
  // Ten of 45 when all arrive at once; a slow machine takes them in as they come.
  assert.ok(sent < (alone * answers.length) / 2, `${sent} statements`)
  const seen = await ledgerOf(world, eleni, 'seen')
  assert.equal(seen.length, length + answers.length)
  const entries = seen.slice(0, answers.length).map(({ entries }) => entries)
  const ofCount = (wanted: number) => entries.filter((entries) => entries === wanted).length
  assert.deepEqual([ofCount(3), ofCount(1), ofCount(0)], [1, count, 2])
})

test('what ends between a search and its receipt is not answered, and leaves no receipt', async () => {
  const { hospital, grant, end } = await newReader()
  const { length } = await ledgerOf(world, eleni, 'seen')
  const ending: TransparencyLog = {
    ...world.log.transparency,
    async write(source, entries) {
      await end()
      return world.log.transparency.write(source, entries)
    },
  }
  const unsaid = { for_whom: undefined, sign_in: undefined }
  const reader = { party: hospital.party, purpose: 'TREAT', ...unsaid, now: world.clock.now() } as const
  const search = parseSearch('Observation', new URLSearchParams('_count=2'))
  const searches = new GatheredSearches({ context: world.kernel, log: ending })
  const found = await searches.find(reader, search, { isPartial: false })
  assert.deepEqual([found.hits.length, found.hits[0]?.grant, found.isCurrent, found.proofs], [2, grant, false, []])
  assert.equal((await ledgerOf(world, eleni, 'seen')).length, length)
  assert.equal(outcomeOf(await fhir(world, hospital, '/Observation?_count=2')), 'CONSENT_GRANT_REVOKED')
})

test('error: a value that no row can hold fails its own search and none beside it', async () => {
  const { hospital } = await newReader()
  const answers = await Promise.all(
    [codeOf(1), '%00', codeOf(2)].map((code) => fhir(world, hospital, `/Observation?code=${code}`)),
  )
  assert.deepEqual(
    answers.map(({ status }) => status),
    [200, 400, 200],
  )
  assert.equal(outcomeOf(answers[1] as (typeof answers)[0]), 'KERNEL_BYTES_INVALID')
})
