import { killAtRandom, seededRandom } from '@symbolon/e2e/kill'
import { temporaryFolder } from '@symbolon/e2e/symbolon'
import { type Bench, cpuOfTrees_ms } from './measure.ts'

const kills = 200
const seed = 20_260_101

/** Imports and grants while everything is killed at random: what was acknowledged must be there once, and open. */
export const killBench: Bench = {
  name: 'kill',
  describe: `${kills} random kill -9 of command line, node and database during imports and grants; about 30 minutes`,
  async run() {
    const folder = await temporaryFolder()
    const started = { cpu_ms: cpuOfTrees_ms([process.pid]), wall_ms: performance.now() }
    try {
      const report = (line: string) => void process.stderr.write(`${line}\n`)
      const { kills: n, ...counted } = await killAtRandom({
        folder: folder.path,
        kills,
        random: seededRandom(seed),
        report,
      })
      const cpu_ms = cpuOfTrees_ms([process.pid]) - started.cpu_ms
      return [{ operation: 'kill', n, cpu_ms, wall_ms: performance.now() - started.wall_ms, counters: counted }]
    } finally {
      await folder.remove()
    }
  },
}
