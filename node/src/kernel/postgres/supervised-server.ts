import { setTimeout as wait } from 'node:timers/promises'
import type { Logger } from '../lifecycle/logger.ts'
import { type PostgresOptions, type PostgresServer, startPostgres } from './server.ts'

const pause_ms_max = 5_000

/** A server that is started again whenever it ends by itself: out of memory, or a disk that was full for a while. */
export async function superviseServer(
  options: PostgresOptions,
  log: Logger,
): Promise<Pick<PostgresServer, 'address' | 'adopted' | 'stop'>> {
  let server = await startPostgres(options)
  let stopping = false
  const watch = async (): Promise<void> => {
    await server.lost
    log.error('the database server ended by itself and is started again')
    for (let failures = 0; !stopping; failures++) {
      try {
        server = await startPostgres(options)
        return void watch()
      } catch (fault) {
        log.error({ err: fault }, 'the database server does not start')
        await wait(Math.min(pause_ms_max, 100 * 2 ** failures), undefined, { ref: false })
      }
    }
  }
  void watch()
  return {
    address: server.address,
    adopted: server.adopted,
    stop() {
      stopping = true
      return server.stop()
    },
  }
}
