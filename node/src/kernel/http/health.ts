import { kernelErrors } from '@symbolon/protocol/kernel'
import { z } from 'zod'
import type { NodeContext } from '../context.ts'
import type { App, Slice } from '../slice.ts'
import { READY_MS_MAX } from './http-limits.ts'
import { within } from './within.ts'

const healthSchema = z.object({ status: z.literal('ok') })
const detailSchema = z.record(z.string(), z.union([z.string(), z.number(), z.null()]))
const readySchema = z.object({
  status: z.literal('ready'),
  chain_id: z.int(),
  block: z.int(),
  detail: z
    .record(z.string(), detailSchema)
    .describe('By slice, for whoever watches; the node is ready whatever it says'),
})

/** `/healthz` says that the process answers, `/readyz` that database and ledger do too. */
export function tellHealth(
  app: App,
  { database, ledger }: Pick<NodeContext, 'database' | 'ledger'>,
  slices: readonly Slice[],
): void {
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
      const detail = await within(READY_MS_MAX, () => readDetail(slices)).catch((): Record<string, Detail> => ({}))
      return { status: 'ready' as const, chain_id: ledger.chainId, block: ledger.head().number, detail }
    },
  )
}

type Detail = Readonly<Record<string, string | number | null>>

async function readDetail(slices: readonly Slice[]): Promise<Record<string, Detail>> {
  const detail: Record<string, Detail> = {}
  for (const slice of slices) {
    const told = await slice.health?.()
    if (told !== undefined) detail[slice.name] = told
  }
  return detail
}
