import { noticesErrors } from './errors.ts'

/** Characters of an address. @source RFC 5321 §4.5.3.1 (path of 256 with its brackets) */
const addressCharactersMax = 254
const localCharactersMax = 64

const atoms = /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/
const domainName = /^(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?$/

/**
 * The only door from text to an e-mail address that mail is sent to: a dot-atom in front of a domain name, ASCII alone, so
 * that no text in it can be read as a command or as a second address. The domain comes back in lower case.
 * @throws NOTICES_EMAIL_INVALID, which does not repeat the text
 * @source RFC 5321 §4.1.2, without quoted strings and address literals
 */
export function parseEmailAddress(text: string): string {
  const at = text.lastIndexOf('@')
  const [local, domain] = [text.slice(0, Math.max(at, 0)), text.slice(at + 1)]
  const fits = text.length <= addressCharactersMax && local.length <= localCharactersMax
  if (!fits || !atoms.test(local) || !domainName.test(domain)) throw noticesErrors.NOTICES_EMAIL_INVALID()
  return `${local}@${domain.toLowerCase()}`
}
