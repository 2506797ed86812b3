/** One page of a list; `next` goes into `after` of the following request. */
export interface Page<Item> {
  readonly items: readonly Item[]
  readonly has_more: boolean
  readonly next?: string
}

/** Which page of a list. */
export interface PageRequest {
  /** Items on the page, 1 to 200. */
  readonly limit?: number
  readonly after?: string
}

/** Every item of a list, page by page, in the node's order. */
export async function* walkPages<Item>(read: (page: PageRequest) => Promise<Page<Item>>): AsyncGenerator<Item> {
  let after: string | undefined
  do {
    const page: Page<Item> = await read(after === undefined ? { limit: 200 } : { limit: 200, after })
    yield* page.items
    after = page.has_more ? page.next : undefined
  } while (after !== undefined)
}

/** A query with the parts that are there: `?limit=5&after=…` or nothing. */
export function queryOf(parts: Readonly<Record<string, string | number | undefined>>): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(parts)) if (value !== undefined) query.set(name, String(value))
  const text = query.toString()
  return text === '' ? '' : `?${text}`
}
