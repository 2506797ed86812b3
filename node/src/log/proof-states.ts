import type { Queries } from '../kernel/index.ts'

/** Whether an entry can be proved: not yet, now, or never again. */
export interface ProofState {
  readonly state: 'pending' | 'ready' | 'destroyed'
  /** Its place in the log, once it has one and while it is known. */
  readonly index: number | null
}

/** How far each entry of these names is from its proof. */
export async function proofStates(queries: Queries, names: readonly string[]): Promise<Map<string, ProofState>> {
  const rows = await queries.query<{ name: string; index: number | null; is_covered: boolean }>({
    name: 'log_proof_states',
    text: `select o.name, o.index, coalesce(o.index < (select max(c.size) from log.checkpoint c), false) as is_covered
      from log.opening o where o.name = any($1::text[])`,
    values: [names],
  })
  const states = new Map<string, ProofState>(names.map((name) => [name, { state: 'pending', index: null }]))
  for (const { name, index, is_covered } of rows) {
    const state = index === null ? 'destroyed' : is_covered ? 'ready' : 'pending'
    states.set(name, { state, index })
  }
  return states
}
