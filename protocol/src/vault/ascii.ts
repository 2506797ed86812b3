const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** The text of bytes that are all below 0x80, else `undefined`. */
export function asciiText(bytes: Uint8Array): string | undefined {
  try {
    const text = decoder.decode(bytes)
    return text.length === bytes.length ? text : undefined
  } catch {
    return undefined
  }
}
