import type { Clock } from '@symbolon/protocol/kernel'
import type { Fault, Outcome } from '../outcome.ts'
import type { Mail, Mailer } from './mail.ts'
import { messageText } from './message.ts'
import { SmtpConnection, type SmtpPlace } from './smtp-connection.ts'
import { type SmtpReply, SmtpReplyFault } from './smtp-replies.ts'

/** From the connection to the last reply. */
export const MAIL_MS_MAX = 30_000

export interface SmtpSettings extends SmtpPlace {
  readonly from: string
  readonly user?: string
  readonly password?: string
  /** `MAIL_MS_MAX` unless a test is in a hurry. */
  readonly ms_max?: number
}

/** A server that said no, or that lacks what is asked of it. */
class Refusal extends Error {
  readonly outcome: Outcome

  constructor(outcome: Outcome) {
    super('refused')
    this.outcome = outcome
  }
}

/**
 * Hands mails to a submission server, each in a connection of its own. Names, passwords and mails cross a network
 * encrypted or not at all.
 * @source RFC 5321, RFC 6409, RFC 3207, RFC 4954, RFC 8314
 */
export function createSmtpMailer(settings: SmtpSettings, clock: Clock): Mailer {
  return {
    async send(mail, ending) {
      const late = AbortSignal.timeout(settings.ms_max ?? MAIL_MS_MAX)
      const connection = new SmtpConnection(settings, ending === undefined ? late : AbortSignal.any([late, ending]))
      try {
        return await submit(connection, settings, { mail, at_ms: clock.now() })
      } catch (fault) {
        if (fault instanceof Refusal) return fault.outcome
        return { result: 'failed', fault: late.aborted ? 'time' : faultOf(fault) }
      } finally {
        connection.close()
      }
    },
  }
}

async function submit(
  connection: SmtpConnection,
  settings: SmtpSettings,
  { mail, at_ms }: { readonly mail: Mail; readonly at_ms: number },
): Promise<Outcome> {
  const { from } = settings
  expect(await connection.reply(), 220, 'answer')
  await signIn(connection, settings, await greet(connection, settings))
  expect(await connection.command(`MAIL FROM:<${from}>`), 250, 'refused')
  expect(await connection.command(`RCPT TO:<${mail.to}>`), 250, 'refused')
  expect(await connection.command('DATA'), 354, 'refused')
  const { code } = expect(await connection.command(dotted(messageText(mail, { from, at_ms }))), 250, 'refused')
  // It is accepted; how the conversation ends changes nothing.
  connection.command('QUIT').catch(() => undefined)
  return { result: 'delivered', status: code }
}

/** What the server says it can do, once the connection is as safe as it has to be. */
async function greet(connection: SmtpConnection, { encryption, from }: SmtpSettings): Promise<ReadonlySet<string>> {
  const hello = `EHLO ${from.slice(from.lastIndexOf('@') + 1)}`
  const offered = abilities(expect(await connection.command(hello), 250, 'answer'))
  if (encryption !== 'upgrade') return offered
  if (!offered.has('STARTTLS')) throw new Refusal({ result: 'failed', fault: 'encryption' })
  expect(await connection.command('STARTTLS'), 220, 'encryption')
  await connection.encrypt()
  return abilities(expect(await connection.command(hello), 250, 'answer'))
}

async function signIn(
  connection: SmtpConnection,
  { user, password = '' }: SmtpSettings,
  offered: ReadonlySet<string>,
): Promise<void> {
  if (user === undefined) return
  if (offered.has('AUTH PLAIN')) {
    expect(await connection.command(`AUTH PLAIN ${base64(`\0${user}\0${password}`)}`), 235, 'sign-in')
  } else if (offered.has('AUTH LOGIN')) {
    expect(await connection.command('AUTH LOGIN'), 334, 'sign-in')
    expect(await connection.command(base64(user)), 334, 'sign-in')
    expect(await connection.command(base64(password)), 235, 'sign-in')
  } else throw new Refusal({ result: 'failed', fault: 'sign-in' })
}

/** Keywords of an EHLO reply; each way to sign in is one. */
function abilities({ lines }: SmtpReply): ReadonlySet<string> {
  const found = lines.slice(1).flatMap((line) => {
    const [keyword = '', ...rest] = line.toUpperCase().split(/[ =]/)
    return keyword === 'AUTH' ? rest.map((way) => `AUTH ${way}`) : [keyword]
  })
  return new Set(found)
}

function expect(reply: SmtpReply, code: number, fault: Fault): SmtpReply {
  // 251 forwards: accepted all the same.
  if (reply.code === code || (code === 250 && reply.code === 251)) return reply
  throw new Refusal({ result: 'failed', status: reply.code, fault })
}

/** The text with its end. No line of it may be taken for that end. @source RFC 5321 §4.5.2 */
export function dotted(text: string): string {
  return `${text.replace(/^\./gm, '..')}${text.endsWith('\r\n') ? '' : '\r\n'}.`
}

function base64(text: string): string {
  return Buffer.from(text).toString('base64')
}

function faultOf(fault: unknown): Fault {
  if (fault instanceof SmtpReplyFault) return 'answer'
  const code = fault instanceof Error && 'code' in fault ? String(fault.code) : ''
  if (/^(ENOTFOUND|EAI_)/.test(code)) return 'name'
  return /CERT|SELF_SIGNED|ALTNAME|ISSUER|ERR_SSL|ERR_TLS|EPROTO/.test(code) ? 'encryption' : 'connection'
}
