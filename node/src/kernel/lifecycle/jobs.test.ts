import { strict as assert } from 'node:assert'
import { test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { newTestDatabase } from '../test-node.ts'
import { startJobs } from './jobs.ts'
import { createLogger } from './logger.ts'

const log = createLogger('silent')

test('a job runs again and again, never twice at once, and a failing one does not stop it', async () => {
  const address = await newTestDatabase()
  let [runs, now, most, failures] = [0, 0, 0, 0]
  const job = {
    name: 'slow',
    every_ms: 5,
    async run() {
      most = Math.max(most, ++now)
      await wait(20)
      now--
      runs++
    },
  }
  const failing = { name: 'failing', every_ms: 5, run: () => Promise.reject(new Error(`no ${++failures}`)) }
  const runner = startJobs({ jobs: [job, failing], address, log })
  while (runs < 3 || failures < 3) await wait(10)
  await runner.stop()
  const after = runs
  await wait(30)
  assert.deepEqual([most, now, runs], [1, 0, after])
})

test('a job with a long interval runs soon after the start, once', async () => {
  const address = await newTestDatabase()
  let runs = 0
  const hourly = { name: 'hourly', every_ms: 3_600_000, run: async () => void runs++ }
  const runner = startJobs({ jobs: [hourly], address, log })
  assert.equal(runs, 0)
  while (runs === 0) await wait(10)
  await wait(50)
  await runner.stop()
  assert.equal(runs, 1)
})

test('of two nodes on one database one runs the jobs, and the other one when it has gone', async () => {
  const address = await newTestDatabase()
  const runs = { first: 0, second: 0 }
  const jobOf = (node: keyof typeof runs) => ({ name: node, every_ms: 5, run: async () => void runs[node]++ })
  const first = startJobs({ jobs: [jobOf('first')], address, log })
  while (runs.first === 0) await wait(5)
  const second = startJobs({ jobs: [jobOf('second')], address, log })
  await wait(60)
  assert.equal(runs.second, 0)
  await first.stop()
  while (runs.second === 0) await wait(5)
  await second.stop()
})
