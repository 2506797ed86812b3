const encoder = new TextEncoder()

/** The text with every character outside the set as `%XX`, in capitals. */
function percentEncoded(text: string, kept: RegExp): string {
  let encoded = ''
  for (const character of text) encoded += kept.test(character) ? character : escaped(character)
  return encoded
}

function escaped(character: string): string {
  return Array.from(encoder.encode(character), (byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join(
    '',
  )
}

/** Data of an application identifier as it stands in a path of a Digital Link. @source GS1 Digital Link URI Syntax 1.2 §4.9 */
export function linkText(data: string): string {
  return percentEncoded(data, /[A-Za-z0-9\-._';=]/)
}

/** Data of an application identifier as it stands in an EPC URI. @source EPC Tag Data Standard 1.13 §6.3, appendix A */
export function urnText(data: string): string {
  return percentEncoded(data, /[A-Za-z0-9\-._';=!()*+,:]/)
}

/** The text that was percent-encoded, or nothing when an escape is broken. */
export function percentDecoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text)
  } catch {
    return undefined
  }
}
