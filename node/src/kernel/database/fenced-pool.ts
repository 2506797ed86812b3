import type pg from 'pg'
import type { Fence, Statement } from './database.ts'
import { openPool } from './open-pool.ts'

/** Connections that speak in another role, apart from all others, so that no statement of theirs ever runs as the owner. */
export interface FencedPool {
  run(fence: Fence, statement: Statement): Promise<pg.QueryResult>
  close(): Promise<void>
}

/**
 * A connection is raised to a fence before its first statement and stays there; it is raised again only for another
 * party. The statement is sent when the fence stands, never before.
 */
export function openFencedPool(options: pg.PoolConfig, counter: { statements: number }): FencedPool {
  const pool = openPool(options)
  const standing = new WeakMap<pg.PoolClient, Fence>()
  const raise = async (client: pg.PoolClient, fence: Fence): Promise<void> => {
    if (isSame(standing.get(client), fence)) return
    standing.delete(client)
    counter.statements++
    await client.query({ name: 'raise_fence', text: raiseText, values: [fence.role, fence.setting, fence.value] })
    standing.set(client, fence)
  }
  return {
    async run(fence, { name, text, values = [] }) {
      const client = await pool.connect()
      try {
        await raise(client, fence)
        return await client.query({ name, text, values: [...values] })
      } finally {
        client.release(!standing.has(client))
      }
    },
    close: () => pool.end(),
  }
}

const raiseText = `select set_config('role', $1, false), set_config($2, $3, false)`

function isSame(standing: Fence | undefined, fence: Fence): boolean {
  return standing?.value === fence.value && standing.role === fence.role && standing.setting === fence.setting
}
