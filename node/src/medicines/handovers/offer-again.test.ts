import assert from 'node:assert/strict'
import { test } from 'node:test'
import { commission, offerBody } from '../test-batches.ts'
import { ask, askFor, licenseMaker, newInstitution } from '../test-parties.ts'
import { startPackWorld } from '../test-world.ts'

test('an offer that is sent again is the same offer; once it is withdrawn it may be made anew', async (t) => {
  const world = await startPackWorld()
  t.after(() => world.stop())
  const maker = await newInstitution(world, 'manufacturer')
  const wholesaler = await newInstitution(world, 'wholesaler')
  await licenseMaker(world, maker)
  const { batch, number } = await commission(world, maker, { count: 10 })
  const numbers = new Map([[batch, number]])
  const ranges = [{ batch, first: 0, count: 2, moves: 0 }]
  const body = await offerBody(world, { from: maker, to: wholesaler, ranges, numbers })
  const offer = () => askFor(world, 201, { as: maker, method: 'POST', url: '/v1/handovers', body })
  const first = await offer()
  assert.deepEqual(await offer(), first)
  await askFor(world, 200, { as: maker, method: 'POST', url: `/v1/handovers/${first.handover}/withdrawal` })
  assert.notEqual((await offer()).handover, first.handover)
})

test('error: MEDICINES_RANGE_OFFERED for all but one of several offers of a pack at once; one that is sent twice is one', async (t) => {
  const world = await startPackWorld()
  t.after(() => world.stop())
  const maker = await newInstitution(world, 'manufacturer')
  const wholesalers = await Promise.all([1, 2, 3].map(() => newInstitution(world, 'wholesaler')))
  await licenseMaker(world, maker)
  const { batch, number } = await commission(world, maker, { count: 10 })
  const numbers = new Map([[batch, number]])
  const ranges = [{ batch, first: 0, count: 2, moves: 0 }]
  const bodies = await Promise.all(wholesalers.map((to) => offerBody(world, { from: maker, to, ranges, numbers })))
  const answers = await Promise.all(
    [...bodies, ...bodies].map((body) => ask(world, { as: maker, method: 'POST', url: '/v1/handovers', body })),
  )
  const taken = answers.filter(({ statusCode }) => statusCode === 201).map((answer) => answer.json().handover)
  assert.deepEqual([taken.length, new Set(taken).size], [2, 1])
  const refused = answers.filter(({ statusCode }) => statusCode !== 201).map((answer) => answer.json().code)
  assert.deepEqual(refused, Array(4).fill('MEDICINES_RANGE_OFFERED'))
})
