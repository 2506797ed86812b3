import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { TestContext } from 'node:test'
import type { SessionStore } from './client.ts'

/** URL of a node on a real socket that answers as the test says, until the test is over. */
export async function serve(t: TestContext, answer: RequestListener): Promise<string> {
  const server = createServer(answer).listen(0, '127.0.0.1')
  t.after(() => server.close())
  await new Promise((done) => server.once('listening', done))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

/** Somebody who has signed in already. */
export const signedIn: SessionStore = {
  read: async () => ({ token: 'a', session: 's', expires_at: '2999-01-01T00:00:00.000Z', party: null }),
  write: async () => undefined,
}
