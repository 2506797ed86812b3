import type { Mail } from './mail.ts'

const lineCharacters = 76
/** UTF-8 bytes of one encoded word: 45 become 60 characters of base64, 72 with what stands around them. */
const wordBytesMax = 45

/**
 * The text of a mail as it goes over the wire, lines ended by CRLF, ASCII alone.
 * @source RFC 5322, RFC 2045 §6.8, RFC 2047 §2, RFC 3834 §5
 */
export function messageText(mail: Mail, { from, at_ms }: { readonly from: string; readonly at_ms: number }): string {
  const date = new Date(at_ms).toUTCString().replace('GMT', '+0000')
  const body = Buffer.from(mail.text.replaceAll(/\r?\n/g, '\r\n')).toString('base64')
  return [
    `From: Symbolon <${from}>`,
    `To: <${mail.to}>`,
    `Subject: ${encodedWords(mail.subject)}`,
    `Date: ${date}`,
    `Message-ID: <${mail.id}@${from.slice(from.lastIndexOf('@') + 1)}>`,
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: base64',
    'Auto-Submitted: auto-generated',
    '',
    ...(body.match(new RegExp(`.{1,${lineCharacters}}`, 'g')) ?? []),
    '',
  ].join('\r\n')
}

/** A header value in encoded words, each a whole number of characters. */
function encodedWords(text: string): string {
  const words: string[] = ['']
  for (const character of text) {
    const word = (words.at(-1) ?? '') + character
    if (Buffer.byteLength(word) <= wordBytesMax) words.splice(-1, 1, word)
    else words.push(character)
  }
  return words.map((word) => `=?utf-8?B?${Buffer.from(word).toString('base64')}?=`).join('\r\n ')
}
