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
    pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
    epub: 'application/epub+zip',
    odt: 'application/vnd.oasis.opendocument.text',
    ods: 'application/vnd.oasis.opendocument.spreadsheet',
    odp: 'application/vnd.oasis.opendocument.presentation',
  }),
)

const jsonExtensions = new Set(['json', 'fhir'])
const linesExtensions = new Set(['ndjson', 'jsonl'])
/** Read to tell the form of a file. */
const headBytes = 4096
const zipMagic = 'PK\u0003\u0004'
const emptyZipMagic = 'PK\u0005\u0006'

/** The part of a name after its last dot, in lower case. */
export function extensionOf(name: string): string {
  const file = name.slice(name.lastIndexOf('/') + 1)
  return file.includes('.') ? file.slice(file.lastIndexOf('.') + 1).toLowerCase() : ''
}

/**
 * True for a zip archive that holds files to add: by its first bytes, and by a name that ends in `.zip` or has no ending.
 * Many documents are zips too (`.docx`, `.epub`, `.pptx`) and stay documents.
 */
export function isArchive(file: { name: string; bytes: Uint8Array }): boolean {
  const extension = extensionOf(file.name)
  return (extension === 'zip' || extension === '') && isZip(file.bytes)
}

/** As one JSON text, as one JSON text a line, as either if it is one (`guess`), or not at all. */
export type Reading = 'json' | 'lines' | 'guess' | 'none'

/** How a file is read, by its name and, where that says nothing, by how it begins. @throws RECORDS_FILE_ENCODING */
export function readingOf(file: { name: string; bytes: Uint8Array }): Reading {
  const named = readingOfName(file.name)
  if (named === 'json' || named === 'lines') refuseUtf16(file.bytes)
  if (named !== 'guess') return named
  return /^\s*\{\s*"/.test(latin1(file.bytes, { start: bomLength(file.bytes), end: 64 })) ? 'guess' : 'none'
}

/** How the name alone says that a file is read. */
export function readingOfName(name: string): Reading {
  const extension = extensionOf(name)
  if (linesExtensions.has(extension)) return 'lines'
  if (jsonExtensions.has(extension)) return 'json'
  return typesOfExtension.has(extension) ? 'none' : 'guess'
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
  if (isZip(file.bytes)) return 'application/zip'
  return isText(file.bytes) ? 'text/plain' : 'application/octet-stream'
}

/** FHIR in a form, or under a name, that is not read: as XML, or as JSON in a text file. */
export function unreadFhirOf(bytes: Uint8Array): 'fhir-xml' | 'fhir-json' | undefined {
  const start = latin1(bytes, { start: 0, end: headBytes }).replaceAll('\0', '')
  if (/^\W*</.test(start) && /\sxmlns(?::\w+)?\s*=\s*["']http:\/\/hl7\.org\/fhir["']/.test(start)) return 'fhir-xml'
  return /^\W*"/.test(start) && /"resourceType"\s*:\s*"/.test(start) ? 'fhir-json' : undefined
}

function isZip(bytes: Uint8Array): boolean {
  return startsWith(bytes, zipMagic) || startsWith(bytes, emptyZipMagic)
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
