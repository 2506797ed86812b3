import { ageCore } from '#age-core'
import { equalBytes, utf8, type Words } from '../kernel/index.ts'
import { asciiText } from './ascii.ts'
import { vaultErrors } from './errors.ts'
import { hkdf } from './hkdf.ts'

/** Bytes of a header, more than 100 hybrid recipients. */
export const HEADER_BYTES_MAX = 256 * 1024
const columns = 64
const bytesInFullLine = 48
const macBytes = 32
const versionLine = 'age-encryption.org/v1'

/** One wrapping of the file key in a header. @source C2SP age, Recipient stanza */
export interface Stanza {
  /** The type, then its arguments. */
  readonly args: readonly [string, ...string[]]
  readonly body: Uint8Array
}

/** A header whose grammar is right; its MAC is not checked before a file key is known. */
export interface Header {
  readonly stanzas: readonly Stanza[]
  readonly mac: Uint8Array
  /** What the MAC covers: all up to and including `---`. */
  readonly covered: Uint8Array
  readonly size_bytes: number
}

const reasons = {
  version: { en: 'it does not start as an age v1 file', el: 'δεν αρχίζει ως αρχείο age v1' },
  end: { en: 'its header has no end', el: 'η κεφαλίδα του δεν έχει τέλος' },
  size: { en: 'its header is too long', el: 'η κεφαλίδα του είναι πολύ μεγάλη' },
  stanza: { en: 'a recipient line is malformed', el: 'μια γραμμή παραλήπτη είναι εσφαλμένη' },
  mac: { en: 'its last header line is malformed', el: 'η τελευταία γραμμή της κεφαλίδας είναι εσφαλμένη' },
  alone: { en: 'a passphrase must stand alone', el: 'η φράση πρόσβασης πρέπει να είναι μόνη' },
  nonce: { en: 'it ends before its content', el: 'τελειώνει πριν από το περιεχόμενό του' },
} as const satisfies Record<string, Words>

/** The header at the start of a file, read to the letter. @throws VAULT_HEADER_INVALID @source C2SP age, Header */
export function parseHeader(file: Uint8Array): Header {
  const lines = new Lines(file)
  if (lines.next() !== versionLine) throw invalidHeader('version')
  const stanzas: Stanza[] = []
  for (;;) {
    const start = lines.at
    const line = lines.next()
    if (line.startsWith('-> ')) stanzas.push(parseStanza(line, lines))
    else return checkAlone({ stanzas, mac: parseMac(line), covered: file.subarray(0, start + 3), size_bytes: lines.at })
  }
}

/** A header for stanzas that wrap the file key, with its MAC. @source C2SP age, Header MAC */
export function writeHeader(stanzas: readonly Stanza[], fileKey: Uint8Array): Uint8Array<ArrayBuffer> {
  const text = `${versionLine}\n${stanzas.map(stanzaText).join('')}---`
  const mac = ageCore.hmac(macKey(fileKey), utf8(text))
  return utf8(`${text} ${ageCore.toBase64(mac)}\n`)
}

/** @throws VAULT_HEADER_ALTERED when the header was not made with the file key */
export function checkHeader(header: Header, fileKey: Uint8Array): void {
  if (!equalBytes(ageCore.hmac(macKey(fileKey), header.covered), header.mac)) throw vaultErrors.VAULT_HEADER_ALTERED()
}

export function invalidHeader(reason: keyof typeof reasons) {
  return vaultErrors.VAULT_HEADER_INVALID({ reason: reasons[reason] })
}

function macKey(fileKey: Uint8Array): Uint8Array {
  return hkdf({ secret: fileKey, info: 'header' })
}

function parseStanza(line: string, lines: Lines): Stanza {
  const args = line.slice(3).split(' ')
  const [type, ...rest] = args
  if (!type || !args.every((arg) => /^[\x21-\x7e]+$/.test(arg))) throw invalidHeader('stanza')
  return { args: [type, ...rest], body: parseBody(lines) }
}

/** Every line but the last is full, so the text of the whole body is canonical exactly when each line is. */
function parseBody(lines: Lines): Uint8Array {
  let text = ''
  for (;;) {
    const line = lines.next()
    if (line.length > columns) throw invalidHeader('stanza')
    text += line
    if (line.length < columns) break
  }
  const body = ageCore.fromBase64(text)
  if (!body) throw invalidHeader('stanza')
  return body
}

function parseMac(line: string): Uint8Array {
  const mac = line.startsWith('--- ') ? ageCore.fromBase64(line.slice(4)) : undefined
  if (mac?.length !== macBytes) throw invalidHeader('mac')
  return mac
}

function checkAlone(header: Header): Header {
  const { stanzas } = header
  if (stanzas.length === 0) throw invalidHeader('stanza')
  if (stanzas.length > 1 && stanzas.some(({ args }) => args[0] === 'scrypt')) throw invalidHeader('alone')
  return header
}

function stanzaText({ args, body }: Stanza): string {
  let text = `-> ${args.join(' ')}\n`
  for (let i = 0; i <= body.length; i += bytesInFullLine) {
    text += `${ageCore.toBase64(body.subarray(i, i + bytesInFullLine))}\n`
  }
  return text
}

/** Lines that end with a line feed and nothing else, of bytes below 0x80. */
class Lines {
  at = 0
  readonly #bytes: Uint8Array

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes
  }

  next(): string {
    const end = this.#bytes.indexOf(0x0a, this.at)
    if (end > HEADER_BYTES_MAX) throw invalidHeader('size')
    if (end < 0) throw invalidHeader(this.at === 0 ? 'version' : 'end')
    const line = asciiText(this.#bytes.subarray(this.at, end))
    if (line === undefined) throw invalidHeader('stanza')
    this.at = end + 1
    return line
  }
}
