import { createHash } from 'node:crypto'
import type { JsonValue } from '@symbolon/protocol/kernel'
import type { Queries } from '../kernel/index.ts'

/** Contexts whose number this process remembers. */
export const CONTEXTS_MAX = 1_000

/** Where the contexts of captures are kept, each once. */
export class Contexts {
  private readonly queries: Queries
  private readonly known = new Map<string, number>()

  constructor(queries: Queries) {
    this.queries = queries
  }

  /** The number of a context, which is there from now on. */
  async numberOf(context: JsonValue): Promise<number> {
    const text = JSON.stringify(context)
    const digest = createHash('sha256').update(text).digest('hex')
    const number = this.known.get(digest) ?? (await this.keep(digest, text))
    if (this.known.size >= CONTEXTS_MAX) this.known.clear()
    this.known.set(digest, number)
    return number
  }

  /** Somebody else may be keeping it at the same time: then it is there at the second look. */
  private async keep(digest: string, text: string): Promise<number> {
    for (;;) {
      const [row] = await this.queries.query<{ context: number }>({
        name: 'custody_keep_context',
        text: `with kept as (
            insert into custody.context (digest, body) values (decode($1, 'hex'), $2)
            on conflict (digest) do nothing returning context
          )
          select context from kept
          union all select context from custody.context where digest = decode($1, 'hex') limit 1`,
        values: [digest, text],
      })
      if (row !== undefined) return row.context
    }
  }
}
