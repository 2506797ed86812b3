import type { Id, Words } from '@symbolon/protocol/kernel'
import type { Queries, Statement } from '../../kernel/index.ts'

export interface ProductRow {
  readonly gtin: string
  readonly holder: Id<'party'>
  readonly name: Words
  readonly form: string | null
  readonly strength: string | null
  readonly pack_size: number | null
  readonly markets: readonly string[]
  readonly updated_at: Date
}

export async function findProduct(queries: Queries, gtin: string): Promise<ProductRow | undefined> {
  const [row] = await queries.query<ProductRow>({
    name: 'medicines_product_find',
    text: 'select gtin, holder, name, form, strength, pack_size, markets, updated_at from medicines.product where gtin = $1',
    values: [gtin],
  })
  return row
}

export function saveProduct(row: ProductRow): Statement {
  return {
    name: 'medicines_product_save',
    text: `insert into medicines.product (gtin, holder, name, form, strength, pack_size, markets, updated_at)
      values ($1, $2, $3, $4, $5, $6, $7, $8)
      on conflict (gtin) do update set holder = excluded.holder, name = excluded.name, form = excluded.form,
        strength = excluded.strength, pack_size = excluded.pack_size, markets = excluded.markets,
        updated_at = excluded.updated_at`,
    values: [
      row.gtin,
      row.holder,
      JSON.stringify(row.name),
      row.form,
      row.strength,
      row.pack_size,
      row.markets,
      row.updated_at,
    ],
  }
}
