import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type DemoNode, startDemo, temporaryFolder } from '@symbolon/e2e/symbolon'
import { countStatements, cpuOfNode_ms } from './demo-node.ts'
import type { Bench, BenchResult } from './measure.ts'

const synthea = fileURLToPath(new URL('../../../shared/data/fhir/synthea-r4', import.meta.url))
const warmup = 1_000
const requests = 5_000
const atOnce = 8

interface Bundle {
  readonly total: number
  readonly entry: readonly { resource: { id: string } }[]
}

/** A hospital that was let into lab results reads and searches them: node, ledger and database, without the asking side. */
export const fhirBench: Bench = {
  name: 'fhir',
  describe: 'FHIR read and search of a hosted institution over the ten Synthea patients',
  async run() {
    const folder = await temporaryFolder()
    const env = { SYMBOLON_SESSION_REQUESTS_MAX: '1000000' }
    const node = await startDemo({ data: join(folder.path, 'data'), env })
    try {
      return await measureAll(node)
    } finally {
      await node.stop()
      await folder.remove()
    }
  },
}

async function measureAll(node: DemoNode): Promise<BenchResult[]> {
  await node.json(['record', 'add', synthea, '--as', 'eleni'])
  const give = ['grant', 'give', '--all', '--to', 'hospital-a', '--purpose', 'TREAT', '--what', 'tests']
  await node.json([...give, '--until', '7d', '--as', 'eleni'])
  const first = await node.json<Bundle>(['api', 'GET', '/fhir/Observation?_count=50', '--as', 'hospital-a'])
  const session = await readFile(join(node.home, 'profiles', 'hospital-a', 'session.json'), 'utf8')
  const { token } = (JSON.parse(session) as { session: { token: string } }).session
  const ids = first.entry.map(({ resource }) => resource.id)
  const read = (i: number) => `/fhir/Observation/${ids[i % ids.length]}`
  const search = (count: number) => (i: number) =>
    `/fhir/Observation?category=laboratory&_sort=-date&_count=${count}&date=ge20${10 + (i % 9)}`
  return [
    await ask('read', { node, token, path: read }),
    await ask('search, 10 a page', { node, token, path: search(10) }),
    await ask('search, 50 a page', { node, token, path: search(50) }),
    await ask('count', { node, token, path: () => '/fhir/Observation?category=laboratory&_summary=count' }),
  ]
}

interface Asking {
  readonly node: DemoNode
  readonly token: string
  path(i: number): string
}

async function ask(operation: string, asking: Asking): Promise<BenchResult> {
  await askMany(asking, warmup)
  const before = { cpu_ms: cpuOfNode_ms(), statements: await countStatements(asking.node) }
  const started = performance.now()
  const bytes = await askMany(asking, requests)
  const wall_ms = performance.now() - started
  const cpu_ms = cpuOfNode_ms() - before.cpu_ms
  const statements = ((await countStatements(asking.node)) - before.statements) / requests
  const counters = { statements_each: Math.round(statements * 100) / 100, bytes_each: Math.round(bytes / requests) }
  return { operation, n: requests, cpu_ms, wall_ms, counters }
}

async function askMany({ node, token, path }: Asking, count: number): Promise<number> {
  let next = 0
  let bytes = 0
  const headers = { authorization: `Bearer ${token}`, accept: 'application/fhir+json' }
  const worker = async () => {
    for (let i = next++; i < count; i = next++) {
      const answer = await fetch(node.url + path(i), { headers })
      bytes += (await answer.arrayBuffer()).byteLength
      if (answer.status !== 200) throw new Error(`${path(i)} answered ${answer.status}`)
    }
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
  return bytes
}
