import { setTimeout as wait } from 'node:timers/promises'

/** What the work answers within the time; the work itself goes on, and nobody hears how it ends. @throws when it is late */
export async function within<T>(most_ms: number, work: () => Promise<T>): Promise<T> {
  const answered = new AbortController()
  const late = wait(most_ms, undefined, { signal: answered.signal }).then(() => {
    throw new Error(`no answer within ${most_ms} ms`)
  })
  const asked = work()
  try {
    return await Promise.race([asked, late])
  } finally {
    answered.abort()
    for (const end of [asked, late]) end.catch(() => undefined)
  }
}
