import type { Words } from '../../kernel/index.ts'
import { recordsErrors } from '../errors.ts'
import { ARCHIVE_ENTRIES_MAX, ARCHIVE_RATIO_MAX, ARCHIVE_UNPACKED_BYTES_MAX, DOCUMENT_BYTES_MAX } from './limits.ts'

/** One file as the archive's directory tells it. */
export interface ArchiveMember {
  readonly name: string
  /** 0 stored, 8 deflated. */
  readonly method: number
  readonly crc: number
  readonly packed: number
  readonly unpacked: number
  /** Where its own header starts. */
  readonly offset: number
}

export const archiveReasons = {
  directory: { en: 'its directory is missing or damaged', el: 'ο κατάλογός του λείπει ή έχει καταστραφεί' },
  large: { en: 'the Zip64 form is not read', el: 'η μορφή Zip64 δεν διαβάζεται' },
  parts: { en: 'it is split into parts', el: 'είναι χωρισμένο σε τμήματα' },
  method: { en: 'it is packed in an unknown way', el: 'είναι συμπιεσμένο με άγνωστο τρόπο' },
  content: { en: 'a file in it is damaged', el: 'ένα αρχείο του έχει καταστραφεί' },
  overlap: { en: 'two files share the same bytes', el: 'δύο αρχεία μοιράζονται τα ίδια bytes' },
  path: { en: 'a path that leaves the archive', el: 'μια διαδρομή που βγαίνει από το αρχείο' },
  link: { en: 'a symbolic link', el: 'ένας συμβολικός σύνδεσμος' },
  encrypted: { en: 'an encrypted file', el: 'ένα κρυπτογραφημένο αρχείο' },
  twice: { en: 'one path twice', el: 'μια διαδρομή δύο φορές' },
} as const satisfies Record<string, Words>

export const archiveLimits = {
  entries: { en: `${ARCHIVE_ENTRIES_MAX} files`, el: `${ARCHIVE_ENTRIES_MAX} αρχεία` },
  unpacked: {
    en: `${ARCHIVE_UNPACKED_BYTES_MAX} bytes unpacked`,
    el: `${ARCHIVE_UNPACKED_BYTES_MAX} bytes μετά την αποσυμπίεση`,
  },
  member: { en: `${DOCUMENT_BYTES_MAX} bytes in one file`, el: `${DOCUMENT_BYTES_MAX} bytes σε ένα αρχείο` },
  ratio: {
    en: `${ARCHIVE_RATIO_MAX} times its size unpacked`,
    el: `${ARCHIVE_RATIO_MAX} φορές το μέγεθός του μετά την αποσυμπίεση`,
  },
} as const satisfies Record<string, Words>

const endSignature = 0x06054b50
const memberSignature = 0x02014b50
const largeEndSignature = 0x06064b50
const endBytes = 22
const memberBytes = 46
const commentBytesMax = 65_535
/** Below this a high ratio is no danger. */
const smallBytes = 1024 * 1024
const modeLink = 0xa000
const modeMask = 0xf000

/** The files of a zip archive, all limits and paths checked before anything is unpacked. @throws RECORDS_ARCHIVE_* @source PKWARE APPNOTE 6.3.10 §4.3 */
export function readDirectory(bytes: Uint8Array): ArchiveMember[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const end = findEnd(view)
  const count = view.getUint16(end + 10, true)
  const start = view.getUint32(end + 16, true)
  if (view.getUint16(end + 4, true) !== 0) throw invalid('parts')
  if (count === 0xffff || start === 0xffffffff) throw invalid('large')
  if (count > ARCHIVE_ENTRIES_MAX) throw tooLarge('entries')
  const { members, next } = readMembers(view, { count, start, end })
  if (next !== start + view.getUint32(end + 12, true)) throw invalid('directory')
  if (next !== end) throw invalid(view.getUint32(next, true) === largeEndSignature ? 'large' : 'directory')
  checkMembers(members, bytes.length)
  return members
}

function readMembers(view: DataView, at: { count: number; start: number; end: number }) {
  const members: ArchiveMember[] = []
  let next = at.start
  for (let i = 0; i < at.count; i++) {
    if (next + memberBytes > at.end || view.getUint32(next, true) !== memberSignature) throw invalid('directory')
    const { member, next: following } = readMember(view, next)
    if (following > at.end) throw invalid('directory')
    if (!isFolder(member)) members.push({ ...member, name: member.name.replace(/\/$/, '') })
    next = following
  }
  return { members, next }
}

/** A folder has nothing in it; a file whose name ends like one is a file. */
function isFolder({ name, unpacked }: ArchiveMember): boolean {
  return name.endsWith('/') && unpacked === 0
}

function findEnd(view: DataView): number {
  const last = view.byteLength - endBytes
  for (let at = last; at >= Math.max(0, last - commentBytesMax); at--) {
    if (view.getUint32(at, true) === endSignature && at + endBytes + view.getUint16(at + 20, true) === view.byteLength)
      return at
  }
  throw invalid('directory')
}

function readMember(view: DataView, at: number): { member: ArchiveMember; next: number } {
  const flags = view.getUint16(at + 8, true)
  const method = view.getUint16(at + 10, true)
  const nameLength = view.getUint16(at + 28, true)
  const next = at + memberBytes + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
  if (next > view.byteLength) throw invalid('directory')
  if ((flags & 0x41) !== 0) throw unsafe('encrypted')
  const isUnix = view.getUint16(at + 4, true) >> 8 === 3
  if (isUnix && ((view.getUint32(at + 38, true) >>> 16) & modeMask) === modeLink) throw unsafe('link')
  const nameBytes = new Uint8Array(view.buffer, view.byteOffset + at + memberBytes, nameLength)
  const name = safeName(nameOf(nameBytes, flags))
  const packed = view.getUint32(at + 20, true)
  const unpacked = view.getUint32(at + 24, true)
  const offset = view.getUint32(at + 42, true)
  if ([packed, unpacked, offset].includes(0xffffffff)) throw invalid('large')
  if (method !== 0 && method !== 8) throw invalid('method')
  return { member: { name, method, crc: view.getUint32(at + 16, true), packed, unpacked, offset }, next }
}

/** Many archivers write UTF-8 without saying so. @source PKWARE APPNOTE 6.3.10 §4.4.4 bit 11, appendix D */
function nameOf(bytes: Uint8Array, flags: number): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder((flags & 0x800) !== 0 ? 'utf-8' : 'latin1').decode(bytes)
  }
}

/** A relative path that stays inside. */
function safeName(name: string): string {
  const isAbsolute = name.startsWith('/') || /^[A-Za-z]:/.test(name)
  const leaves = name.split('/').some((part) => part === '..')
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters have no place in a path
  if (name === '' || isAbsolute || leaves || /[\u0000-\u001f\\]/.test(name)) throw unsafe('path')
  return name
}

function checkMembers(members: readonly ArchiveMember[], size: number): void {
  if (new Set(members.map(({ name }) => name)).size !== members.length) throw unsafe('twice')
  let total = 0
  for (const { packed, unpacked } of members) {
    total += unpacked
    if (unpacked > DOCUMENT_BYTES_MAX) throw tooLarge('member')
    if (unpacked > smallBytes && unpacked > packed * ARCHIVE_RATIO_MAX) throw tooLarge('ratio')
  }
  if (total > ARCHIVE_UNPACKED_BYTES_MAX) throw tooLarge('unpacked')
  if (total > smallBytes && total > size * ARCHIVE_RATIO_MAX) throw tooLarge('ratio')
  let end = 0
  for (const { offset, packed } of members.toSorted((a, b) => a.offset - b.offset)) {
    if (offset < end) throw unsafe('overlap')
    end = offset + packed
  }
}

export function invalid(reason: keyof typeof archiveReasons) {
  return recordsErrors.RECORDS_ARCHIVE_INVALID({ reason: archiveReasons[reason] })
}

function unsafe(reason: keyof typeof archiveReasons) {
  return recordsErrors.RECORDS_ARCHIVE_UNSAFE({ reason: archiveReasons[reason] })
}

function tooLarge(limit: keyof typeof archiveLimits) {
  return recordsErrors.RECORDS_ARCHIVE_TOO_LARGE({ limit: archiveLimits[limit] })
}
