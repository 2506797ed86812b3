import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { startDemo, temporaryFolder } from '@symbolon/e2e/symbolon'
import { type Bench, type BenchResult, cpuOfTrees_ms } from './measure.ts'

const synthea = fileURLToPath(new URL('../../../shared/data/fhir/synthea-r4', import.meta.url))
const rounds = 3

interface Added {
  readonly added: number
  readonly entries: number
}

/** The real command on the ten Synthea patients: command line, node, ledger and database, each import into a fresh node. */
export const importBench: Bench = {
  name: 'import',
  describe: 'record add of the ten Synthea patients: validate, seal, store, mint, receipt',
  async run() {
    if (!existsSync(synthea))
      throw new Error(`${synthea} is not there: the Synthea files are test data beside the project`)
    const results: BenchResult[] = []
    for (let round = 1; round <= rounds; round++) results.push(await importOnce(round))
    return results
  },
}

async function importOnce(round: number): Promise<BenchResult> {
  const folder = await temporaryFolder()
  const node = await startDemo({ data: join(folder.path, 'data'), commandsApart: true })
  try {
    const before_ms = cpuOfTrees_ms([process.pid])
    const own = process.cpuUsage()
    const started = performance.now()
    const { added, entries } = await node.json<Added>(['record', 'add', synthea, '--as', 'eleni'])
    const wall_ms = performance.now() - started
    const used = process.cpuUsage(own)
    const cpu_ms = cpuOfTrees_ms([process.pid]) - before_ms - (used.user + used.system) / 1_000
    return { operation: `import, round ${round}`, n: entries, cpu_ms, wall_ms, counters: { records: added } }
  } finally {
    await node.stop()
    await folder.remove()
  }
}
