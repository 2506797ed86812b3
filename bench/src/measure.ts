import { readdirSync, readFileSync } from 'node:fs'

/** One measured operation. CPU is of the whole process tree and the database; counters are deterministic. */
export interface BenchResult {
  operation: string
  /** How many times the operation ran inside the figures. */
  n: number
  cpu_ms: number
  wall_ms: number
  counters?: Record<string, number>
  /** The same work done by another tool in the same run. */
  peer?: { name: string; n: number; cpu_ms: number; wall_ms: number }
}

export interface Bench {
  name: string
  describe: string
  /** @param flags what else was asked for, `--large` where there is more to be had */
  run(flags: ReadonlySet<string>): Promise<BenchResult[]>
}

const clockTicks_ms = 10

/** CPU milliseconds used so far by the processes and all their descendants, those that ended included (Linux, 10 ms steps). */
export function cpuOfTrees_ms(roots: readonly number[]): number {
  const children = new Map<number, number[]>()
  const used = new Map<number, number>()
  for (const name of readdirSync('/proc')) {
    const stat = /^\d+$/.test(name) ? readStat(Number(name)) : undefined
    if (!stat) continue
    used.set(stat.pid, stat.ticks * clockTicks_ms)
    children.set(stat.parent, [...(children.get(stat.parent) ?? []), stat.pid])
  }
  return sumTree([...new Set(roots)], { children, used })
}

function sumTree(
  roots: number[],
  { children, used }: { children: Map<number, number[]>; used: Map<number, number> },
): number {
  const seen = new Set<number>()
  let total_ms = 0
  for (let pid = roots.pop(); pid !== undefined; pid = roots.pop()) {
    if (seen.has(pid)) continue
    seen.add(pid)
    total_ms += used.get(pid) ?? 0
    roots.push(...(children.get(pid) ?? []))
  }
  return total_ms
}

/** @source proc_pid_stat(5): fields 4 (ppid), 14 to 17 (utime, stime and those of reaped children) */
function readStat(pid: number): { pid: number; parent: number; ticks: number } | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
    const ticks = fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0)
    return { pid, parent: Number(fields[1]), ticks }
  } catch {
    return undefined
  }
}

/** CPU and wall time of work done inside this process. */
export async function measure(work: () => Promise<void> | void): Promise<{ cpu_ms: number; wall_ms: number }> {
  const started = process.hrtime.bigint()
  const before = process.cpuUsage()
  await work()
  const used = process.cpuUsage(before)
  return {
    cpu_ms: (used.user + used.system) / 1_000,
    wall_ms: Number(process.hrtime.bigint() - started) / 1_000_000,
  }
}
