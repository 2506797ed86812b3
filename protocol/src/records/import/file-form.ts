import { recordsErrors } from '../errors.ts'

const magics: readonly (readonly [string, number, string])[] = [
  ['%PDF-', 0, 'application/pdf'],
  ['\u0089PNG\r\n\u001a\n', 0, 'image/png'],
  ['\u00ff\u00d8\u00ff', 0, 'image/jpeg'],
  ['GIF8', 0, 'image/gif'],
  ['II*\0', 0, 'image/tiff'],
  ['MM\0*', 0, 'image/tiff'],
  ['WEBP', 8, 'image/webp'],
  ['ftypheic', 4, 'image/heic'],
  ['DICM', 128, 'application/dicom'],
  ['\u001f\u008b', 0, 'application/gzip'],
  ['{\\rtf', 0, 'application/rtf'],
  ['\u00d0\u00cf\u0011\u00e0', 0, 'application/x-ole-storage'],
]

const typesOfExtension = new Map(
  Object.entries({
    txt: 'text/plain',
    md: 'text/markdown',
    csv: 'text/csv',
    xml: 'application/xml',
    html: 'text/html',
    htm: 'text/html',
    docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    odt: 'application/vnd.oasis.opendocument.text',
    ods: 'application/vnd.oasis.opendocument.spreadsheet',
  }),
)

const jsonExtensions = new Set(['json', 'fhir'])
const linesExtensions = new Set(['ndjson', 'jsonl'])
const zipMagic = 'PK\u0003\u0004'
const emptyZipMagic = 'PK\u0005\u0006'

/** The part of a name after its last dot, in lower case. */
export function extensionOf(name: string): string {
  const file = name.slice(name.lastIndexOf('/') + 1)
  return file.includes('.') ? file.slice(file.lastIndexOf('.') + 1).toLowerCase() : ''
}

/** True for a zip archive that holds files to add; office documents, which are zips too, are documents. */
export function isArchive(file: { name: string; bytes: Uint8Array }): boolean {
  if (!startsWith(file.bytes, zipMagic) && !startsWith(file.bytes, emptyZipMagic)) return false
  return !typesOfExtension.has(extensionOf(file.name))
}

/** How a file is read: as one JSON text, as one JSON text a line, or not at all. @throws RECORDS_FILE_ENCODING */
export function readingOf(file: { name: string; bytes: Uint8Array }): 'json' | 'lines' | 'none' {
  const extension = extensionOf(file.name)
  const reading = linesExtensions.has(extension) ? 'lines' : jsonExtensions.has(extension) ? 'json' : undefined
  if (reading !== undefined) refuseUtf16(file.bytes)
  if (reading !== undefined || typesOfExtension.has(extension)) return reading ?? 'none'
  return /^\s*\{\s*"/.test(latin1(file.bytes, { start: bomLength(file.bytes), end: 64 })) ? 'json' : 'none'
}

/** 3 when the bytes start with a UTF-8 byte order mark, else 0. */
export function bomLength(bytes: Uint8Array): number {
  return startsWith(bytes, '\u00ef\u00bb\u00bf') ? 3 : 0
}

/** The media type of a document, by its first bytes and then by its name. */
export function mediaTypeOf(file: { name: string; bytes: Uint8Array }): string {
  for (const [magic, at, type] of magics) if (startsWith(file.bytes.subarray(at), magic)) return type
  const named = typesOfExtension.get(extensionOf(file.name))
  if (named !== undefined) return named
  return isText(file.bytes) ? 'text/plain' : 'application/octet-stream'
}

/** True for XML whose root is in FHIR's namespace. */
export function isFhirXml(bytes: Uint8Array): boolean {
  const start = latin1(bytes, { start: 0, end: 2048 })
  return /^\W*</.test(start) && start.includes('xmlns="http://hl7.org/fhir"')
}

function refuseUtf16(bytes: Uint8Array): void {
  const hasMark = startsWith(bytes, '\u00ff\u00fe') || startsWith(bytes, '\u00fe\u00ff')
  const hasZeros = bytes.length > 3 && (bytes[0] === 0) !== (bytes[1] === 0)
  if (hasMark || hasZeros) throw recordsErrors.RECORDS_FILE_ENCODING({ encoding: 'UTF-16' })
}

function isText(bytes: Uint8Array): boolean {
  if (bytes.includes(0)) return false
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return true
  } catch {
    return false
  }
}

function startsWith(bytes: Uint8Array, magic: string): boolean {
  for (let i = 0; i < magic.length; i++) if (bytes[i] !== magic.charCodeAt(i)) return false
  return true
}

function latin1(bytes: Uint8Array, range: { start: number; end: number }): string {
  return String.fromCharCode(...bytes.subarray(range.start, range.end))
}
