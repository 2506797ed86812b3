import { inflateSync } from 'fflate'
import { recordsErrors } from '../errors.ts'
import { type ArchiveMember, invalid, readDirectory } from './archive-directory.ts'
import { crc32 } from './crc32.ts'
import { isArchive } from './file-form.ts'
import { ARCHIVE_BYTES_MAX } from './limits.ts'
import { type BoundedList, note } from './report.ts'

/** A file of an archive, packed as yet. */
export interface ArchiveFile {
  /** Its path inside the archive, with forward slashes. */
  readonly name: string
  /** Unpacked. */
  readonly size_bytes: number
  /** Unpacks it. @throws RECORDS_ARCHIVE_INVALID, RECORDS_ARCHIVE_NESTED */
  read(): Uint8Array
}

/** What a zip archive holds. */
export interface RecordArchive {
  readonly files: readonly ArchiveFile[]
  /** Paths of what an operating system puts beside the files: `__MACOSX/…` and `.DS_Store`. */
  readonly passed_over: BoundedList<string>
}

const localSignature = 0x04034b50
const localBytes = 30

/**
 * The files of a zip archive in its order, folders left out; each is read with `readRecordFile`. Before the first is
 * unpacked, every path, size and count has been checked: what leaves the archive, links elsewhere, is encrypted, overlaps,
 * or unpacks to more than 1 GiB, 256 MiB a file or 100 times its size is refused. A damaged file, or an archive inside the
 * archive, is refused by itself when it is unpacked.
 * @throws RECORDS_FILE_TOO_LARGE, RECORDS_ARCHIVE_INVALID, RECORDS_ARCHIVE_TOO_LARGE, RECORDS_ARCHIVE_UNSAFE
 * @source PKWARE APPNOTE 6.3.10
 */
export function readRecordArchive(bytes: Uint8Array): RecordArchive {
  if (bytes.length > ARCHIVE_BYTES_MAX)
    throw recordsErrors.RECORDS_FILE_TOO_LARGE({ size_bytes_max: ARCHIVE_BYTES_MAX })
  const passed_over: BoundedList<string> = { total: 0, first: [] }
  const files: ArchiveFile[] = []
  for (const member of readDirectory(bytes)) {
    if (isOfTheSystem(member.name)) note(passed_over, member.name)
    else files.push({ name: member.name, size_bytes: member.unpacked, read: () => readMember(member, bytes) })
  }
  return { files, passed_over }
}

function isOfTheSystem(name: string): boolean {
  const parts = name.split('/')
  return parts[0] === '__MACOSX' || parts.at(-1) === '.DS_Store'
}

function readMember(member: ArchiveMember, archive: Uint8Array): Uint8Array {
  const file = { name: member.name, bytes: unpack(member, archive) }
  if (isArchive(file)) throw recordsErrors.RECORDS_ARCHIVE_NESTED()
  return file.bytes
}

function unpack(member: ArchiveMember, archive: Uint8Array): Uint8Array {
  const packed = packedBytes(member, archive)
  const unpacked = member.method === 0 ? packed : inflate(packed, member.unpacked)
  if (unpacked.length !== member.unpacked || crc32(unpacked) !== member.crc) throw invalid('content')
  return unpacked
}

function packedBytes({ offset, packed }: ArchiveMember, archive: Uint8Array): Uint8Array {
  const view = new DataView(archive.buffer, archive.byteOffset, archive.byteLength)
  if (offset + localBytes > archive.length || view.getUint32(offset, true) !== localSignature) throw invalid('content')
  const start = offset + localBytes + view.getUint16(offset + 26, true) + view.getUint16(offset + 28, true)
  if (start + packed > archive.length) throw invalid('content')
  return archive.subarray(start, start + packed)
}

/** Never more than the size that the directory promised: what would go beyond it is cut off, and its checksum is wrong. */
function inflate(packed: Uint8Array, size: number): Uint8Array {
  try {
    return inflateSync(packed, { out: new Uint8Array(size) })
  } catch {
    throw invalid('content')
  }
}
