import assert from 'node:assert/strict'
import type { JsonObject } from '@symbolon/protocol/kernel'
import { askFor, type Party } from './test-parties.ts'
import type { PackWorld } from './test-world.ts'

/** One run of a job of the slices. */
export async function runJob({ kernel }: PackWorld, name: string): Promise<void> {
  const job = kernel.slices.flatMap(({ jobs = [] }) => jobs).find((one) => one.name === name)
  assert.ok(job, name)
  await job.run()
}

/** EPCIS events that the party sees, told until now; oldest first. */
export async function eventsSeen(world: PackWorld, as: Party, query = ''): Promise<JsonObject[]> {
  await runJob(world, 'medicines-events')
  const { epcisBody } = await askFor(world, 200, { as, method: 'GET', url: `/epcis/events?perPage=1000${query}` })
  return epcisBody.queryResults.resultsBody.eventList
}
