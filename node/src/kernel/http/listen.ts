import { kernelErrors } from '@symbolon/protocol/kernel'
import { isFault } from '../lifecycle/faults.ts'
import type { App } from '../slice.ts'

/**
 * The address at which the app now answers; port 0 takes a free one.
 * @throws KERNEL_PORT_IN_USE
 */
export async function listen(app: App, at: { readonly host: string; readonly port: number }): Promise<string> {
  try {
    await app.listen({ host: at.host, port: at.port, listenTextResolver: () => 'listening' })
  } catch (error) {
    if (isFault(error, 'EADDRINUSE')) throw kernelErrors.KERNEL_PORT_IN_USE({ port: at.port })
    throw error
  }
  const bound = app.server.address()
  const port = typeof bound === 'object' && bound !== null ? bound.port : at.port
  const host = at.host.includes(':') ? `[${at.host}]` : at.host
  return `http://${host}:${port}`
}
