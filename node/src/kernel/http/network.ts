import { z } from 'zod'
import type { NodeContext } from '../context.ts'
import type { App } from '../slice.ts'

const address = z.string().regex(/^0x[0-9a-fA-F]{40}$/)
const networkSchema = z
  .object({
    chain_id: z.int(),
    contracts: z.object({
      parties: address,
      records: address,
      consents: address,
      checkpoints: address,
      prefixes: address,
      packs: address,
    }),
    ledger: z.object({
      transactions: z.int(),
      transactions_max: z.int().describe('Beyond it only urgent ones, such as revocations, are taken'),
      nearly_full: z.boolean().describe('True from 80 % on'),
    }),
  })
  .meta({ id: 'Network', description: 'The ledger that signatures are made for: chain id and contract addresses' })

/** `/v1/network` tells which ledger this node keeps: who signs needs its chain id and contracts. */
export function tellNetwork(app: App, { ledger }: Pick<NodeContext, 'ledger'>): void {
  const schema = {
    tags: ['operation'],
    security: [],
    summary: 'The ledger that signatures are made for',
    response: { 200: networkSchema },
  }
  app.get('/v1/network', { schema }, async () => ({
    chain_id: ledger.chainId,
    contracts: {
      parties: ledger.address('Parties'),
      records: ledger.address('Records'),
      consents: ledger.address('Consents'),
      checkpoints: ledger.address('Checkpoints'),
      prefixes: ledger.address('Prefixes'),
      packs: ledger.address('Packs'),
    },
    ledger: ledger.use(),
  }))
}
