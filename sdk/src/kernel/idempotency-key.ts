import { toHex } from '@symbolon/protocol/kernel'
import type { Client } from './client.ts'

const randomBytes = 12

/** A key for one request and its repeats: the node acts once on it, whatever is lost on the way. */
export function newKey(client: Client, of: string): string {
  return `${of}-${toHex(client.random(randomBytes)).slice(2)}`
}
