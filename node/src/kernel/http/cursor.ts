import { fromBase64Url, fromUtf8, kernelErrors, toBase64Url, utf8 } from '@symbolon/protocol/kernel'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { LIST_ITEMS_DEFAULT, LIST_ITEMS_MAX } from './http-limits.ts'

const cursorCharactersMax = 400

/** Query of every list; spread it into a route's own query schema. */
export const pageQuery = {
  limit: z.coerce.number().int().min(1).max(LIST_ITEMS_MAX).default(LIST_ITEMS_DEFAULT),
  after: z.string().max(cursorCharactersMax).optional(),
} as const

/** Answer of every list. */
export function pageSchema<Item extends z.ZodType>(item: Item) {
  return z.object({ items: z.array(item), has_more: z.boolean(), next: z.string().optional() })
}

/** Opaque text of the sort keys of the last row of a page. */
export function writeCursor(keys: readonly (string | number)[]): string {
  return toBase64Url(utf8(JSON.stringify(keys)))
}

/**
 * The sort keys behind a cursor, one for each example and of its type; nothing for the first page.
 * @throws KERNEL_CURSOR_INVALID
 * @example const [at, id] = readCursor(query.after, [0, '']) ?? []
 */
export function readCursor<const Keys extends readonly (string | number)[]>(
  text: string | undefined,
  examples: Keys,
): Widened<Keys> | undefined {
  if (text === undefined) return undefined
  let keys: unknown
  try {
    keys = JSON.parse(fromUtf8(fromBase64Url(text)))
  } catch {}
  const fits =
    Array.isArray(keys) &&
    keys.length === examples.length &&
    keys.every((key, index) => typeof key === typeof examples[index] && isStorable(key))
  if (!fits) throw kernelErrors.KERNEL_CURSOR_INVALID()
  return keys as Widened<Keys>
}

/** No caller may make the database trip over a number or a text that no row can hold. */
function isStorable(key: string | number): boolean {
  return typeof key === 'string' ? !key.includes('\0') : Number.isSafeInteger(key)
}

type Widened<Keys extends readonly (string | number)[]> = {
  [Index in keyof Keys]: Keys[Index] extends string ? string : number
}

/**
 * One page of rows that were read with `limit + 1`, with the address of the next in `Link`.
 * @source RFC 8288
 */
export function presentPage<Row, Item>(
  { request, reply }: { request: FastifyRequest; reply: FastifyReply },
  page: {
    readonly rows: readonly Row[]
    readonly limit: number
    present(row: Row): Item
    keys(row: Row): readonly (string | number)[]
  },
): { items: Item[]; has_more: boolean; next?: string } {
  const shown = page.rows.slice(0, page.limit)
  const last = shown.at(-1)
  const items = shown.map((row) => page.present(row))
  if (page.rows.length <= page.limit || last === undefined) return { items, has_more: false }
  const next = writeCursor(page.keys(last))
  const url = new URL(request.url, 'http://node')
  url.searchParams.set('after', next)
  reply.header('link', `<${url.pathname}${url.search}>; rel="next"`)
  return { items, has_more: true, next }
}
