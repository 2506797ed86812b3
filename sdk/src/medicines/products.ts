import type { Words } from '@symbolon/protocol/kernel'
import { type Gtin, medicinesErrors, parseGtin } from '@symbolon/protocol/medicines'
import { askSigned } from '../identity/index.ts'
import { type Client, sendForJson } from '../kernel/index.ts'
import { coveringLicence } from './covering-licence.ts'

/** What a product is called and where it may be sold. */
export interface ProductDescription {
  /** 14 digits. */
  readonly gtin: string
  /** 1 to 200 characters in each language. */
  readonly name: Words
  readonly form?: string
  readonly strength?: string
  /** Units in a pack. */
  readonly pack_size?: number
  /** ISO 3166-1 alpha-2, 1 to 60. */
  readonly markets: readonly string[]
}

/** A product as everybody reads it. */
export interface Product {
  readonly gtin: Gtin
  /** `pty_…` of whoever holds the licence of its number. */
  readonly holder: string
  readonly name: Words
  readonly form: string | null
  readonly strength: string | null
  readonly pack_size: number | null
  readonly markets: readonly string[]
  /** ISO instant. */
  readonly updated_at: string
}

/**
 * The product has this description; only whoever holds the licence of its number gives one.
 * @throws MEDICINES_LICENCE_MISSING, MEDICINES_ROLE_MISSING, MEDICINES_ORDER_INVALID for a GTIN that is none
 */
export async function describeProduct(client: Client, description: ProductDescription): Promise<Product> {
  const { gtin, ...body } = description
  return await askSigned(client, { method: 'PUT', path: `/v1/products/${parseGtin(gtin)}`, body })
}

/** The licence under which `describeProduct` would act; nothing is sent. @throws as `describeProduct` */
export async function simulateDescribeProduct(
  client: Client,
  description: ProductDescription,
): Promise<{ readonly gtin: Gtin; readonly licence: string }> {
  const gtin = parseGtin(description.gtin)
  const licence = await coveringLicence(client, gtin)
  if (licence === undefined) throw medicinesErrors.MEDICINES_LICENCE_MISSING({ gtin })
  return { gtin, licence: licence.number }
}

/** A product; anybody may ask. @throws MEDICINES_PRODUCT_UNKNOWN, MEDICINES_ORDER_INVALID */
export async function getProduct(client: Client, { gtin }: { readonly gtin: string }): Promise<Product> {
  return await sendForJson(client, { method: 'GET', path: `/v1/products/${parseGtin(gtin)}` })
}
