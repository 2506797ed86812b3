/** One link of a Link header. */
export interface HeaderLink {
  readonly href: string
  readonly rel: string
  readonly title: string
  readonly type?: string
}

const encoder = new TextEncoder()

/** The value of a Link header. @source RFC 8288 §3, RFC 8187 §3.2 for titles beyond ASCII */
export function linkHeader(links: readonly HeaderLink[]): string {
  return links
    .map(({ href, rel, title, type }) => {
      const typed = type === undefined ? '' : `; type="${type}"`
      return `<${href}>; rel="${rel}"${typed}; ${titled(title)}`
    })
    .join(', ')
}

function titled(title: string): string {
  if (/^[\x20-\x7e]*$/.test(title)) return `title="${title.replace(/["\\]/g, '\\$&')}"`
  const encoded = Array.from(encoder.encode(title), (byte) => {
    const character = String.fromCharCode(byte)
    return /[A-Za-z0-9]/.test(character) ? character : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`
  })
  return `title*=UTF-8''${encoded.join('')}`
}
