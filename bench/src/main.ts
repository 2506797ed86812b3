import { mkdirSync, writeFileSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'
import type { Bench, BenchResult } from './measure.ts'

const benches: Record<string, () => Promise<Bench>> = {
  capture: async () => (await import('./capture.ts')).captureBench,
  commission: async () => (await import('./commission.ts')).commissionBench,
  fhir: async () => (await import('./fhir.ts')).fhirBench,
  import: async () => (await import('./import.ts')).importBench,
  kill: async () => (await import('./kill.ts')).killBench,
  log: async () => (await import('./log.ts')).logBench,
  'log-kill': async () => (await import('./log-kill.ts')).logKillBench,
  'pack-tree': async () => (await import('./pack-tree.ts')).packTreeBench,
  replay: async () => (await import('./replay.ts')).replayBench,
  revoke: async () => (await import('./revoke.ts')).revokeBench,
  seal: async () => (await import('./seal.ts')).sealBench,
  trace: async () => (await import('./trace.ts')).traceBench,
  verify: async () => (await import('./verify.ts')).verifyBench,
  wrap: async () => (await import('./wrap.ts')).wrapBench,
}

const asked = process.argv.slice(2)
const names = asked.filter((argument) => !argument.startsWith('--'))
const flags = new Set(asked.filter((argument) => argument.startsWith('--')))

if (names.length === 0 || names.some((name) => !(name in benches))) {
  process.stderr.write(
    `usage: npm run bench -- NAME… [--large] [--json] [--save]\nNAME: ${Object.keys(benches).join(', ')}\n`,
  )
  process.exit(3)
}
for (const name of names) await runOne(name)

async function runOne(name: string): Promise<void> {
  const bench = await benches[name]?.()
  if (!bench) return
  process.stderr.write(`${bench.describe}\n`)
  const results = await bench.run(flags)
  const report = { bench: name, machine: machine(), results }
  process.stdout.write(flags.has('--json') ? `${JSON.stringify(report)}\n` : `${table(results)}\n`)
  if (flags.has('--save')) save(flags.has('--large') ? `${name}-large` : name, report)
}

function machine(): Record<string, string | number> {
  const cores = cpus()
  return { cpu: cores[0]?.model ?? 'unknown', cores: cores.length, memory_bytes: totalmem(), node: process.version }
}

function save(name: string, report: object): void {
  const folder = new URL('../results/', import.meta.url)
  mkdirSync(folder, { recursive: true })
  writeFileSync(new URL(`${name}.json`, folder), `${JSON.stringify(report, null, 2)}\n`)
}

function table(results: readonly BenchResult[]): string {
  return results.map(describeResult).join('\n')
}

function describeResult(result: BenchResult): string {
  const each_us = (result.cpu_ms * 1_000) / result.n
  const line = `${result.operation}: n ${result.n}, ${each_us.toFixed(1)} CPU-µs each, ${result.cpu_ms.toFixed(0)} CPU-ms and ${result.wall_ms.toFixed(0)} ms in all`
  const counters = Object.entries(result.counters ?? {}).map(([name, count]) => `${name} ${count}`)
  const peer = result.peer
    ? [`${result.peer.name} ${((result.peer.cpu_ms * 1_000) / result.peer.n).toFixed(1)} CPU-µs each`]
    : []
  return [line, ...counters, ...peer].join(' · ')
}
