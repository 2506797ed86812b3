import assert from 'node:assert/strict'
import { test } from 'node:test'
import { killAtRandom, nodeLog, seededRandom } from './kill.ts'
import { folderFor } from './test-demo.ts'

/** A few in every run; `npm run bench -- kill` does two hundred. */
const kills = 3

test('nothing that was acknowledged is lost or there twice when everything is killed at random', async (t) => {
  const folder = await folderFor(t)
  const seed = Date.now()
  t.diagnostic(`seed ${seed}`)
  const result = await killAtRandom({
    folder,
    kills,
    random: seededRandom(seed),
    report: (line) => t.diagnostic(line),
  })
  t.diagnostic(JSON.stringify(result))
  const { lost, twice, damaged } = result
  assert.deepEqual({ lost, twice, damaged }, { lost: 0, twice: 0, damaged: 0 }, await nodeLog(folder))
})
