import { z } from 'zod'
import type { App } from '../kernel/index.ts'
import type { MailCatcher } from './mail/catcher.ts'

const mail = z.object({ to: z.string(), subject: z.string(), text: z.string(), at: z.string() })

/** /v1/dev/mails: what a node that is tried out on this machine would have sent. */
export function devRoutes(app: App, catcher: MailCatcher): void {
  const response = { 200: z.object({ items: z.array(mail) }) }
  const schema = { tags: ['dev'], summary: 'Mails that were caught, newest first', security: [], response }
  app.get('/v1/dev/mails', { schema }, async () => ({ items: [...catcher.caught()] }))
}
