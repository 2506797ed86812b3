import { newId } from '@symbolon/protocol/kernel'
import type { NodeContext, Slice } from '../kernel/index.ts'
import { CodeLimit } from './code-limit.ts'
import { Deliverer } from './deliver.ts'
import { deliveryRoutes } from './delivery-routes.ts'
import { DELIVERY_DAYS, forgetOld } from './delivery-store.ts'
import { devRoutes } from './dev-routes.ts'
import { emailRoutes } from './email-routes.ts'
import { MailCatcher } from './mail/catcher.ts'
import { noticeMail } from './mail/notice-mail.ts'
import { openMailer } from './mail/open-mailer.ts'
import { makeDeliveries } from './make-deliveries.ts'
import { resolveName } from './resolve-name.ts'
import { webhookRoutes } from './webhook-routes.ts'
import { isOnThisMachineAlone, type WebhookNetwork } from './webhook-sender.ts'

export interface NoticesSlice extends Slice {
  /** Resolves when nothing is on its way. */
  settle(): Promise<void>
}

/** What tests put in the place of the network. */
export type NoticesParts = WebhookNetwork

/**
 * Notices: whoever a receipt is about is told of it, by webhook and by e-mail.
 * @throws KERNEL_CONFIG_INVALID naming a setting of mail
 */
export function createNoticesSlice(context: NodeContext, parts: NoticesParts = {}): NoticesSlice {
  const { config, clock, database } = context
  const loopback = isOnThisMachineAlone(config)
  const mailer = openMailer(config, { clock, loopback })
  const deliverer = new Deliverer({
    ...context,
    webhooks: { resolve: resolveName, ...parts, loopback },
    mail: async (delivery, ending) =>
      (await mailer?.send(noticeMail(delivery), ending)) ?? { result: 'failed', fault: 'connection' },
  })
  const look = async (): Promise<void> => {
    await makeDeliveries(database, clock.now())
    await deliverer.look()
  }
  return {
    name: 'notices',
    handlers: [],
    routes(app) {
      webhookRoutes(app, { context, reach: { loopback } })
      deliveryRoutes(app, { context, reach: { loopback } })
      emailRoutes(app, { context, mailer, limit: new CodeLimit(clock) })
      if (mailer instanceof MailCatcher) devRoutes(app, mailer)
    },
    jobs: [
      { name: 'notices-tell', every_ms: 1_000, run: look },
      { name: 'notices-forget', every_ms: 3_600_000, run: () => forget(context) },
    ],
    stop: () => deliverer.stop(),
    settle: () => deliverer.settle(),
  }
}

async function forget({ database, clock }: NodeContext): Promise<void> {
  const now = clock.now()
  const mark = newId('receipt', Math.max(0, now - DELIVERY_DAYS * 86_400_000), new Uint8Array(10))
  await database.query(forgetOld({ mark, now }))
}
