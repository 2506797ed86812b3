import { createHash } from 'node:crypto'
import { newId } from '@symbolon/protocol/kernel'
import { eventTypeNames, noticesErrors, parseEmailAddress } from '@symbolon/protocol/notices'
import { z } from 'zod'
import { requireParty } from '../identity/index.ts'
import type { App, NodeContext } from '../kernel/index.ts'
import type { CodeLimit } from './code-limit.ts'
import {
  activateEmail,
  CODE_ATTEMPTS_MAX,
  CODE_MINUTES,
  confirmEmail,
  deleteEmail,
  type EmailRow,
  findEmail,
  replaceEmail,
} from './email-store.ts'
import type { Mailer } from './mail/mail.ts'
import { codeMail } from './mail/notice-mail.ts'
import { eventsSchema } from './webhook-routes.ts'

export interface EmailDoor {
  readonly context: NodeContext
  readonly mailer: Mailer | undefined
  readonly limit: CodeLimit
}

const tags = ['notices']
const codeDigits = 8
const giving = z.object({ address: z.string().max(1_000), events: eventsSchema.optional() })
const given = z.object({ state: z.literal('unconfirmed'), code_minutes: z.int() })
const emailSchema = z
  .object({ address: z.string(), events: z.array(z.string()), state: z.enum(['unconfirmed', 'active']) })
  .meta({ id: 'NoticesEmail', description: 'Where a party has notices sent; told to nobody else' })

/** /v1/notices/email: give an address, confirm it, see it, erase it. */
export function emailRoutes(app: App, door: EmailDoor): void {
  giveRoute(app, door)
  confirmRoute(app, door)
  const { database } = door.context
  const config = { problems: ['404'] } as const
  const show = { tags, summary: 'Show your address for notices', response: { 200: emailSchema } }
  app.get('/v1/notices/email', { schema: show, config }, async (request) => {
    const [row] = await database.query<EmailRow>(findEmail(requireParty(request).party))
    if (!row) throw noticesErrors.NOTICES_EMAIL_UNKNOWN()
    return { address: row.address, events: row.events, state: row.state }
  })
  const erase = { tags, summary: 'Erase your address for notices', response: { 204: z.null() } }
  app.delete('/v1/notices/email', { schema: erase, config }, async (request, reply) => {
    const [gone] = await database.query(deleteEmail(requireParty(request).party))
    if (!gone) throw noticesErrors.NOTICES_EMAIL_UNKNOWN()
    return reply.code(204).send(null)
  })
}

/** The mail goes first: an address that cannot be reached takes no other one's place. */
function giveRoute(app: App, { context, mailer, limit }: EmailDoor): void {
  const schema = { tags, summary: 'Give an address for notices', body: giving, response: { 200: given } }
  app.put('/v1/notices/email', { schema }, async (request) => {
    const { party } = requireParty(request)
    const { events = eventTypeNames } = request.body
    if (mailer === undefined) throw noticesErrors.NOTICES_EMAIL_NOT_OFFERED()
    const address = parseEmailAddress(request.body.address)
    limit.take(party, address)
    const now = context.clock.now()
    const subscription = newId('subscription', now, context.random(10))
    const code = newCode(context)
    const outcome = await mailer.send(codeMail({ address, code, minutes: CODE_MINUTES, id: subscription }))
    if (outcome.result !== 'delivered') {
      throw noticesErrors.NOTICES_MAIL_FAILED({ reason: outcome.fault ?? String(outcome.status) })
    }
    const email = { subscription, party, address, events, code: digestOf(code, subscription), now }
    await replaceEmail(context.database, email)
    return { state: 'unconfirmed' as const, code_minutes: CODE_MINUTES }
  })
}

function confirmRoute(app: App, { context: { database, clock } }: EmailDoor): void {
  const body = z.object({ code: z.string().max(64) })
  const response = { 200: z.object({ state: z.literal('active') }) }
  const schema = { tags, summary: 'Confirm your address for notices', body, response }
  // No answer is kept: when the address is erased nothing of it is left.
  const config = { idempotency: 'by-handler', problems: ['404'] } as const
  app.post('/v1/notices/email/confirmation', { schema, config }, async (request) => {
    const [row] = await database.query<EmailRow & { subscription: string }>(findEmail(requireParty(request).party))
    if (!row) throw noticesErrors.NOTICES_EMAIL_UNKNOWN()
    const { subscription, state } = row
    if (state === 'active') return { state }
    const code = digestOf(request.body.code.replaceAll(/\s/g, ''), subscription)
    const [guess] = await database.query<{ is_right: boolean }>(confirmEmail({ subscription, code, now: clock.now() }))
    if (!guess?.is_right) {
      throw noticesErrors.NOTICES_CODE_INVALID({ minutes: CODE_MINUTES, attempts: CODE_ATTEMPTS_MAX })
    }
    await database.query(activateEmail(subscription))
    return { state: 'active' as const }
  })
}

function newCode({ random }: NodeContext): string {
  return String(Buffer.from(random(6)).readUIntBE(0, 6) % 10 ** codeDigits).padStart(codeDigits, '0')
}

function digestOf(code: string, subscription: string): Buffer {
  return createHash('sha256').update(`${subscription} ${code}`).digest()
}
