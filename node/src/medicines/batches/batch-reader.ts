import type { Id } from '@symbolon/protocol/kernel'
import type { ExpiryDay, Gtin, Lot } from '@symbolon/protocol/medicines'
import type { NodeContext, Statement } from '../../kernel/index.ts'
import { hexOf, numberBytes, numberOf } from '../ledger-values.ts'
import type { BatchReader, SealedBatch } from '../ports.ts'
import { dayNumber } from './batch-store.ts'
import { readChunks } from './serial-store.ts'

interface SealedRow {
  readonly batch: Id<'batch'>
  readonly number: Buffer
  readonly root: Buffer
  readonly gtin: Gtin
  readonly lot: Lot
  readonly expiry: string
  readonly count: number
  readonly maker: Id<'party'>
  readonly secret: Buffer
  readonly crown: Buffer
  readonly state: SealedBatch['state']
}

const select = `select batch, number, root, gtin, lot, expiry, count, maker, secret, crown, state from medicines.batch
  where state <> 'open'`

/** Batches as they are stored. */
export function createBatchReader({ database }: Pick<NodeContext, 'database'>): BatchReader {
  const read = async (statement: Statement): Promise<SealedBatch[]> =>
    (await database.query<SealedRow>(statement)).map(sealedBatch)
  return {
    async byId(batch) {
      return (await read({ name: 'medicines_sealed_by_id', text: `${select} and batch = $1`, values: [batch] }))[0]
    },
    async byNumber(number) {
      const values = [numberBytes(number)]
      return (await read({ name: 'medicines_sealed_by_number', text: `${select} and number = $1`, values }))[0]
    },
    ofProduct(gtin, lot) {
      const text = `${select} and state = 'recorded' and gtin = $1 and ($2::text is null or lot = $2) order by batch`
      return read({ name: 'medicines_sealed_of_product', text, values: [gtin, lot ?? null] })
    },
    async recorded() {
      const text = `select batch from medicines.batch where state = 'recorded' order by batch`
      return (await database.query<{ batch: Id<'batch'> }>({ name: 'medicines_recorded', text })).map(
        ({ batch }) => batch,
      )
    },
    rows: (batch) => readChunks(database, batch),
  }
}

function sealedBatch({ number, root, expiry, ...row }: SealedRow): SealedBatch {
  return { ...row, number: numberOf(number), root: hexOf(root), expiry: dayNumber(expiry) as ExpiryDay }
}
