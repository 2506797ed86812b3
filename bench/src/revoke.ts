import { join } from 'node:path'
import { type DemoNode, rootOfProfile, startDemo, temporaryFolder } from '@symbolon/e2e/symbolon'
import { utf8 } from '@symbolon/protocol/kernel'
import { addRecord, type Client, createClient, getParty, giveGrants, revokeGrant } from '@symbolon/sdk'
import { countStatements, cpuOfNode_ms } from './demo-node.ts'
import type { Bench, BenchResult } from './measure.ts'

const sizes = [10, 5_000] as const
const grants = 40
const day_ms = 86_400_000

/** Revoking takes a grant's capsule away, never the record apart: its cost must not depend on how much was granted. */
export const revokeBench: Bench = {
  name: 'revoke',
  describe: `Revoking a grant over a record of ${sizes.join(' and of ')} entries: node, ledger and database, without the asking side`,
  async run() {
    const folder = await temporaryFolder()
    const node = await startDemo({ data: join(folder.path, 'data') })
    try {
      const client = createClient({ url: node.url, root: await rootOfProfile(node, 'eleni') })
      const results: BenchResult[] = []
      for (const entries of sizes) results.push(await revokeAll(node, client, entries))
      return results
    } finally {
      await node.stop()
      await folder.remove()
    }
  },
}

async function revokeAll(node: DemoNode, client: Client, entries: number): Promise<BenchResult> {
  const { record } = await addRecord(client, { name: `${entries}.ndjson`, bytes: observations(entries) })
  const hospital = await getParty(client, { party: 'hospital-a' })
  const until = Date.now() + 7 * day_ms
  const giving = {
    to: Array.from({ length: grants }, () => hospital),
    records: [record],
    what: { all: true },
    until,
  } as const
  const given = await giveGrants(client, { ...giving, purpose: 'TREAT' })
  const before = { cpu_ms: cpuOfNode_ms(), statements: await countStatements(node), at: performance.now() }
  for (const { grant } of given.grants) {
    const { state } = await revokeGrant(client, { grant })
    if (state !== 'recorded') throw new Error('a revocation was not recorded')
  }
  const wall_ms = performance.now() - before.at
  const cpu_ms = cpuOfNode_ms() - before.cpu_ms
  const statements_each = Math.round(((await countStatements(node)) - before.statements) / grants)
  const counters = { entries_granted: given.coverage.entries, statements_each }
  return { operation: `revoke a grant over ${entries} entries`, n: grants, cpu_ms, wall_ms, counters }
}

/** Invented haemoglobin values. */
function observations(count: number): Uint8Array {
  const lines = Array.from({ length: count }, (_, i) =>
    JSON.stringify({
      resourceType: 'Observation',
      id: `o${i}`,
      status: 'final',
      category: [
        { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/observation-category', code: 'laboratory' }] },
      ],
      code: { coding: [{ system: 'http://loinc.org', code: '718-7' }] },
      effectiveDateTime: '2024-03-09',
      valueQuantity: { value: 120 + (i % 40), unit: 'g/L' },
    }),
  )
  return utf8(lines.join('\n'))
}
