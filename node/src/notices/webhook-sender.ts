import type { Config } from '../kernel/index.ts'
import { isLoopbackAddress } from './addresses.ts'
import type { Outcome } from './outcome.ts'
import { postWebhook, type WebhookPost } from './post-webhook.ts'
import { type ResolveName, resolveName } from './resolve-name.ts'
import { parseWebhookUrl } from './webhook-url.ts'

/** What tests put in the place of the network. */
export interface WebhookNetwork {
  readonly resolve?: ResolveName
  readonly ca?: string
}

/** Lends the care with which webhooks are sent to whoever sends others than notices. */
export function createWebhookSender(config: Config, network: WebhookNetwork = {}) {
  const loopback = isOnThisMachineAlone(config)
  return {
    /** The address in its one spelling. @throws NOTICES_URL_REFUSED */
    parseUrl: (text: string): string => parseWebhookUrl(text, { loopback }),
    /** Sends it and says what came of it; never throws. */
    post: (post: WebhookPost): Promise<Outcome> => postWebhook(post, { resolve: resolveName, ...network, loopback }),
  }
}

/** Then its callers are on this machine too, and may be told things here. */
export function isOnThisMachineAlone({ host, public_url }: Config): boolean {
  return public_url === undefined && (host === 'localhost' || isLoopbackAddress(host))
}
