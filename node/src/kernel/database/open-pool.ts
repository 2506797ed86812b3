import pg from 'pg'

/**
 * A connection that may break at any time, also before it stands and after it is given back: whoever waits for an answer
 * is told, nobody else. Without a listener of its own the process would end.
 */
export class BreakableClient extends pg.Client {
  constructor(config?: pg.ClientConfig) {
    super(config)
    this.on('error', () => undefined)
  }
}

/** A pool of connections that may break at any time. */
export function openPool(options: pg.PoolConfig): pg.Pool {
  const pool = new pg.Pool({ ...options, Client: BreakableClient })
  pool.on('error', () => undefined)
  return pool
}
