import { type NoteSignature, noteText, parseNote } from '@symbolon/protocol/log'
import type { Database, Queries, Statement } from '../kernel/index.ts'

/** How a witness answered last. */
export type WitnessAnswer = 'cosigned' | 'unreachable' | 'refused' | 'ahead' | 'contradicted'

/** How far a witness has cosigned. */
export interface WitnessRow {
  readonly verifier_key: string
  readonly size: number
  readonly at: Date | null
  readonly answer: WitnessAnswer
}

export function readWitnesses(queries: Queries): Promise<WitnessRow[]> {
  const text = 'select verifier_key, size, at, answer from log.witness'
  return queries.query<WitnessRow>({ name: 'log_read_witnesses', text })
}

/** What a witness has answered; what it cosigned before stays known. */
export function saveAnswer({ verifier_key, size, at, answer }: WitnessRow): Statement {
  return {
    name: 'log_save_witness',
    text: `insert into log.witness as w (verifier_key, size, at, answer) values ($1, $2, $3, $4)
      on conflict (verifier_key) do update set
        size = greatest(w.size, excluded.size), at = coalesce(excluded.at, w.at), answer = excluded.answer`,
    values: [verifier_key, size, at, answer],
  }
}

/** The published note of a size carries the line, in the place of an older one by the same key. */
export async function addCosignature(database: Database, size: number, line: NoteSignature): Promise<void> {
  await database.transaction(async (queries) => {
    const [row] = await queries.query<{ note: string }>({
      name: 'log_lock_published',
      text: 'select note from log.checkpoint where size = $1 for update',
      values: [size],
    })
    if (row === undefined) return
    const { text, signatures } = parseNote(row.note)
    const others = signatures.filter(({ key_name, key_id }) => key_name !== line.key_name || key_id !== line.key_id)
    const note = noteText({ text, signatures: [...others, line] })
    await queries.query({
      name: 'log_cosign_published',
      text: 'update log.checkpoint set note = $2 where size = $1',
      values: [size, note],
    })
  })
}
