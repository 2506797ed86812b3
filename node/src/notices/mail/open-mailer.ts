import { type Clock, kernelErrors } from '@symbolon/protocol/kernel'
import { parseEmailAddress } from '@symbolon/protocol/notices'
import type { Config } from '../../kernel/index.ts'
import { isLoopbackAddress } from '../addresses.ts'
import { MailCatcher } from './catcher.ts'
import type { Mailer } from './mail.ts'
import { createSmtpMailer, type SmtpSettings } from './smtp-mailer.ts'

type MailConfig = Pick<Config, 'smtp_url' | 'smtp_from'>

const ports = { 'smtp:': 587, 'smtps:': 465 } as const

/**
 * What sends mails: the server of `smtp://user:password@host` (STARTTLS) or `smtps://…`, or with `catch:` nothing: they are
 * kept in memory, on a node that listens on this machine alone.
 * @returns nothing when the configuration names none
 * @throws KERNEL_CONFIG_INVALID
 */
export function openMailer(
  config: MailConfig,
  { clock, loopback }: { readonly clock: Clock; readonly loopback: boolean },
): Mailer | undefined {
  const { smtp_url } = config
  if (smtp_url === undefined) return undefined
  if (smtp_url !== 'catch:') return createSmtpMailer(smtpSettings(smtp_url, config.smtp_from), clock)
  if (!loopback) throw kernelErrors.KERNEL_CONFIG_INVALID({ setting: 'SYMBOLON_SMTP_URL' })
  return new MailCatcher(clock)
}

/** @throws KERNEL_CONFIG_INVALID which does not repeat the password */
export function smtpSettings(text: string, sender: string | undefined): SmtpSettings {
  const url = URL.parse(text)
  if (url === null || !isKnown(url.protocol) || !isBare(url) || (url.username === '') !== (url.password === '')) {
    throw kernelErrors.KERNEL_CONFIG_INVALID({ setting: 'SYMBOLON_SMTP_URL' })
  }
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1')
  const isHere = host === 'localhost' || isLoopbackAddress(host)
  const encryption = url.protocol === 'smtps:' ? 'at-once' : isHere ? 'none' : 'upgrade'
  return {
    // In clear to this machine itself, not to whatever a name server says that its name stands for.
    host: encryption === 'none' && host === 'localhost' ? '127.0.0.1' : host,
    port: url.port === '' ? ports[url.protocol] : Number(url.port),
    encryption,
    from: senderAddress(sender),
    ...(url.username !== '' && { user: decoded(url.username), password: decoded(url.password) }),
  }
}

function isKnown(protocol: string): protocol is keyof typeof ports {
  return Object.hasOwn(ports, protocol)
}

function isBare({ hostname, pathname, search, hash }: URL): boolean {
  return /^(?:[\w.-]+|\[[\da-f:.]+\])$/i.test(hostname) && /^\/?$/.test(pathname) && search === '' && hash === ''
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    throw kernelErrors.KERNEL_CONFIG_INVALID({ setting: 'SYMBOLON_SMTP_URL' })
  }
}

function senderAddress(text: string | undefined): string {
  try {
    return parseEmailAddress(text ?? '')
  } catch {
    throw kernelErrors.KERNEL_CONFIG_INVALID({ setting: 'SYMBOLON_SMTP_FROM' })
  }
}
