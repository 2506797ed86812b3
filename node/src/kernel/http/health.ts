import { kernelErrors } from '@symbolon/protocol/kernel'
import { z } from 'zod'
import type { NodeContext } from '../context.ts'
import type { App } from '../slice.ts'
import { READY_MS_MAX } from './http-limits.ts'
import { within } from './within.ts'

const healthSchema = z.object({ status: z.literal('ok') })
const readySchema = z.object({ status: z.literal('ready'), chain_id: z.int(), block: z.int() })

/** `/healthz` says that the process answers, `/readyz` that database and ledger do too. */
export function tellHealth(app: App, { database, ledger }: Pick<NodeContext, 'database' | 'ledger'>): void {
  const tags = ['operation']
  app.get(
    '/healthz',
    { schema: { tags, security: [], summary: 'The process answers', response: { 200: healthSchema } } },
    async () => ({ status: 'ok' as const }),
  )
  app.get(
    '/readyz',
    { schema: { tags, security: [], summary: 'Database and ledger answer', response: { 200: readySchema } } },
    async () => {
      // Whoever asks decides within seconds, whatever the database does.
      await within(READY_MS_MAX, () => database.query({ name: 'kernel_ready', text: 'select 1' })).catch((cause) => {
        throw kernelErrors.KERNEL_NOT_READY({ failing: { en: 'database', el: 'η βάση δεδομένων' } }, { cause })
      })
      if (!ledger.isWell()) throw kernelErrors.KERNEL_NOT_READY({ failing: { en: 'ledger', el: 'το κατάστιχο' } })
      return { status: 'ready' as const, chain_id: ledger.chainId, block: ledger.head().number }
    },
  )
}
