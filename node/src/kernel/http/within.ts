import { setTimeout as wait } from 'node:timers/promises'

/** There was no answer in time. */
export class Late extends Error {
  override readonly name = 'Late'
}

/** What the work answers within the time; the work itself goes on, and nobody hears how it ends. @throws Late */
export async function within<T>(most_ms: number, work: () => Promise<T>): Promise<T> {
  const answered = new AbortController()
  const late = wait(most_ms, undefined, { signal: answered.signal }).then(() => {
    throw new Late(`no answer within ${most_ms} ms`)
  })
  const asked = work()
  try {
    return await Promise.race([asked, late])
  } finally {
    answered.abort()
    for (const end of [asked, late]) end.catch(() => undefined)
  }
}
