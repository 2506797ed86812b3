import { recordsErrors } from '@symbolon/protocol/records'
import { z } from 'zod'
import type { App, NodeContext } from '../kernel/index.ts'

const states = ['unminted', 'held', 'erased'] as const
type TokenState = readonly [owner: string, commitment: string, version: number, state: number, day: number]

const token = z
  .object({
    token_id: z.string(),
    owner: z.string(),
    commitment: z.string(),
    version: z.int(),
    state: z.enum(states),
  })
  .meta({ id: 'Token', description: 'What stands on the ledger about a record: nothing that names a person' })

/** /v1/tokens: what the ledger says of a token, for whoever has to prove what a grant opened. */
export function tokenRoutes(app: App, { ledger }: Pick<NodeContext, 'ledger'>): void {
  const params = z.object({ token_id: z.string().regex(/^0x[0-9a-f]{64}$/) })
  const schema = { tags: ['records'], summary: 'A token on the ledger', params, security: [], response: { 200: token } }
  app.get('/v1/tokens/:token_id', { schema }, async (request) => {
    const { token_id } = request.params
    const call = { contract: 'Records', functionName: 'recordOf', args: [BigInt(token_id)] } as const
    const [owner, commitment, version, state] = await ledger.read<TokenState>(call)
    const known = states[state]
    if (known === undefined || known === 'unminted') throw recordsErrors.RECORDS_RECORD_UNKNOWN()
    return { token_id, owner, commitment, version, state: known }
  })
}
