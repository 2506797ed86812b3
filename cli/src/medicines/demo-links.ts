import type { Client } from '@symbolon/sdk/kernel'
import type { BatchPack } from '@symbolon/sdk/medicines'

/** Doors of a node that show what a step of the story did; those of parties need a sign-in. */
export const doors = {
  licences: () => '/v1/licences',
  product: (gtin: string) => `/v1/products/${gtin}`,
  batch: (batch: string) => `/v1/batches/${batch}`,
  /** What was done with a logistic unit. @source GS1 Digital Link 1.6 (AI 00) */
  container: (sscc: string) => `/v1/custody/${encodeURIComponent(`https://id.gs1.org/00/${sscc}`)}/journey`,
  handover: (handover: string) => `/v1/handovers/${handover}`,
  /** The page of a pack, where its code leads at the node: for anybody. */
  page: ({ link }: BatchPack) => pathIn(link),
  /** What shows that the number of a pack is one of its batch: for anybody. */
  proof: ({ link }: BatchPack) => `/v1/packs/proof?link=${encodeURIComponent(link)}`,
  trace: ({ link }: BatchPack) => `/v1/packs/trace?link=${encodeURIComponent(link)}`,
  alert: (alert: string) => `/v1/alerts/${alert}`,
  alerts: () => '/v1/alerts',
  recall: (recall: string) => `/v1/recalls/${recall}`,
} as const

/** The door at the node of the client. */
export function linkTo({ url }: Pick<Client, 'url'>, path: string): string {
  return new URL(path, url).href
}

function pathIn(link: string): string {
  const { pathname, search } = new URL(link)
  return `${pathname}${search}`
}
