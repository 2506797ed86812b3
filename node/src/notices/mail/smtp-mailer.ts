import type { Clock } from '@symbolon/protocol/kernel'
import { createTransport } from 'nodemailer'
import type { Fault, Outcome } from '../outcome.ts'
import { isTlsFault } from '../tls-fault.ts'
import type { Mail, Mailer } from './mail.ts'

/** From the connection to the last reply. */
export const MAIL_MS_MAX = 30_000

export interface SmtpSettings {
  readonly host: string
  readonly port: number
  /** `at-once`: TLS from the first byte. `upgrade`: STARTTLS, or nothing. `none`: this machine's own server. */
  readonly encryption: 'at-once' | 'upgrade' | 'none'
  readonly from: string
  readonly user?: string
  readonly password?: string
  /** PEM of further authorities, for tests. */
  readonly ca?: string
  /** `MAIL_MS_MAX` unless a test is in a hurry. */
  readonly ms_max?: number
}

/**
 * Hands mails to a submission server, each in a connection of its own. Names, passwords and mails cross a network
 * encrypted or not at all. Of what the server says its status alone is kept.
 * @source RFC 5321, RFC 6409, RFC 8314, RFC 3834 §5
 */
export function createSmtpMailer(settings: SmtpSettings, clock: Clock): Mailer {
  const { ms_max = MAIL_MS_MAX } = settings
  return {
    async send(mail, ending) {
      const late = AbortSignal.timeout(ms_max)
      const signal = ending === undefined ? late : AbortSignal.any([late, ending])
      try {
        const message = { ...messageOf(mail, settings.from, clock.now()), signal }
        const { response } = await createTransport(transportOptions(settings, ms_max)).sendMail(message)
        return { result: 'delivered', status: Number.parseInt(response, 10) }
      } catch (fault) {
        return late.aborted ? { result: 'failed', fault: 'time' } : failureOf(fault)
      }
    },
  }
}

function transportOptions({ host, port, encryption, from, user, password, ca }: SmtpSettings, ms_max: number) {
  return {
    host,
    port,
    name: domainOf(from),
    secure: encryption === 'at-once',
    requireTLS: encryption === 'upgrade',
    ignoreTLS: encryption === 'none',
    connectionTimeout: ms_max,
    greetingTimeout: ms_max,
    socketTimeout: ms_max,
    disableFileAccess: true,
    disableUrlAccess: true,
    ...(user !== undefined && { auth: { user, pass: password ?? '' }, forceAuth: true }),
    ...(ca !== undefined && { tls: { ca } }),
  }
}

function messageOf(mail: Mail, from: string, at_ms: number) {
  return {
    from: { name: 'Symbolon', address: from },
    to: mail.to,
    subject: mail.subject,
    text: mail.text,
    date: new Date(at_ms),
    messageId: `<${mail.id}@${domainOf(from)}>`,
    headers: { 'Auto-Submitted': 'auto-generated' },
  }
}

function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1)
}

interface FaultOfLibrary {
  readonly code?: string
  /** Of the system or of TLS, where the library put its own in its place. */
  readonly originalCode?: string
  readonly responseCode?: number
}

const faults: Readonly<Record<string, Fault>> = {
  EDNS: 'name',
  ETLS: 'encryption',
  EAUTH: 'sign-in',
  ENOAUTH: 'sign-in',
  EENVELOPE: 'refused',
  EMESSAGE: 'refused',
  EPROTOCOL: 'answer',
  ETIMEDOUT: 'time',
}

function failureOf(fault: unknown): Outcome {
  const { code = '', originalCode = '', responseCode } = fault as FaultOfLibrary
  const known = faults[code] ?? (isTlsFault(originalCode) ? 'encryption' : 'connection')
  return { result: 'failed', ...(responseCode !== undefined && { status: responseCode }), fault: known }
}
