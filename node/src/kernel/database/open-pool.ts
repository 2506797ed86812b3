import pg from 'pg'

/** A pool whose connections may break at any time: whoever waits for an answer is told, nobody else. */
export function openPool(options: pg.PoolConfig): pg.Pool {
  const pool = new pg.Pool(options)
  pool.on('error', () => undefined)
  pool.on('connect', (client) => client.on('error', () => undefined))
  return pool
}
