import { type NoteVerifier, parseVerifierKey } from '@symbolon/protocol/log'
import { type Client, remember, send } from '../kernel/index.ts'

/** The key that the node's log signs with, as the node says; asked once while a client lives. @throws LOG_KEY_INVALID */
export async function getLogKey(client: Client): Promise<NoteVerifier> {
  return await remember(client, 'log-key', async () => {
    const response = await send(client, { method: 'GET', path: '/log/key' })
    return parseVerifierKey((await response.text()).replace(/\n$/, ''))
  })
}
