import { askSigned } from '../identity/index.ts'
import { type Client, type Request, sendForJson } from '../kernel/index.ts'

/** The answer to what some things are told to everybody and others to their party: a client without keys asks as nobody. */
export function askAsAnybody<Answer>(client: Client, request: Request): Promise<Answer> {
  return client.root === undefined ? sendForJson<Answer>(client, request) : askSigned<Answer>(client, request)
}
