import type { Words } from '@symbolon/protocol/kernel'
import { deliveryId, eventTypes } from '@symbolon/protocol/notices'
import type { DueDelivery } from '../delivery-store.ts'
import type { Mail } from './mail.ts'

const words = {
  subject: { en: 'notice', el: 'ειδοποίηση' },
  codeSubject: { en: 'your code', el: 'ο κωδικός σας' },
  when: { en: '{what}, {time} UTC.', el: '{what}, {time} UTC.' },
  look: { en: 'Who, what and why: {command}', el: 'Ποιος, τι και γιατί: {command}' },
  off: { en: 'No more of these mails: {command}', el: 'Για να μη λαμβάνετε άλλα τέτοια μηνύματα: {command}' },
  code: {
    en: 'Your code is {code}. It is valid for {minutes} minutes.\nIf you did not ask for it, do nothing: nothing more will be sent to you.',
    el: 'Ο κωδικός σας είναι {code}. Ισχύει για {minutes} λεπτά.\nΑν δεν τον ζητήσατε εσείς, μην κάνετε τίποτα: δεν θα σας σταλεί τίποτε άλλο.',
  },
} as const satisfies Record<string, Words>

const commands = { off: 'symbolon notices off' } as const

/** The mail that tells of a delivery: that something happened and where to look, in Greek and in English. */
export function noticeMail({
  receipt,
  subscription,
  type,
  at,
  grant,
  address,
}: DueDelivery & { address: string }): Mail {
  const look =
    type === 'grant.revoked' && grant !== null ? `symbolon grant show ${grant}` : `symbolon ledger receipt ${receipt}`
  const what = eventTypes[type].words
  const parts = (['el', 'en'] as const).map((language) =>
    [
      fill(words.when[language], { what: what[language], time: timeOf(at, language) }),
      fill(words.look[language], { command: look }),
      fill(words.off[language], { command: commands.off }),
    ].join('\n'),
  )
  return {
    to: address,
    subject: bothOf(words.subject),
    text: parts.join('\n\n'),
    id: deliveryId({ receipt, subscription }),
  }
}

/** The mail that a new address is confirmed with. */
export function codeMail({
  address,
  code,
  minutes,
  id,
}: {
  address: string
  code: string
  minutes: number
  id: string
}): Mail {
  const parts = (['el', 'en'] as const).map((language) =>
    fill(words.code[language], { code, minutes: String(minutes) }),
  )
  return { to: address, subject: bothOf(words.codeSubject), text: parts.join('\n\n'), id }
}

function bothOf({ el, en }: Words): string {
  return `Symbolon: ${el} · ${en}`
}

function timeOf(at: Date, language: 'el' | 'en'): string {
  const [day = '', time = ''] = at.toISOString().slice(0, 16).split('T')
  return `${language === 'el' ? day.split('-').reverse().join('/') : day}, ${time}`
}

function fill(text: string, facts: Readonly<Record<string, string>>): string {
  return text.replace(/\{(\w+)\}/g, (_, name: string) => facts[name] ?? '')
}
