import type { DemoNode } from '@symbolon/e2e/symbolon'
import { cpuOfTrees_ms } from './measure.ts'

/** This process asks; what its children used is the node and the database. */
export function cpuOfNode_ms(): number {
  const own = process.cpuUsage()
  return cpuOfTrees_ms([process.pid]) - (own.user + own.system) / 1_000
}

/** Statements that the node has sent since its start. */
export async function countStatements(node: DemoNode): Promise<number> {
  const metrics = await (await fetch(`${node.url}/metrics`)).text()
  return Number(/^symbolon_database_statements(?:\{[^}]*\})? (\d+)/m.exec(metrics)?.[1])
}
