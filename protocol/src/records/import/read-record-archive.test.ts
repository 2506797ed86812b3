import assert from 'node:assert/strict'
import { test } from 'node:test'
import { zipSync } from 'fflate'
import { hasCode, utf8 } from '../../kernel/index.ts'
import { ARCHIVE_BYTES_MAX, ARCHIVE_ENTRIES_MAX } from './limits.ts'
import { readRecordArchive } from './read-record-archive.ts'
import { read } from './test-files.ts'

const code = (expected: string) => (error: unknown) => hasCode(error, expected)
/** The names of the files, each of which can be read. */
const names = (archive: Uint8Array) => readRecordArchive(archive).files.map((file) => file.read() && file.name)
const hello = utf8('hello')
const localSignature = [0x50, 0x4b, 3, 4]
const memberSignature = [0x50, 0x4b, 1, 2]
const endSignature = [0x50, 0x4b, 5, 6]

/** The archive with a field of its first directory entry (or of its end) set to a number, little end first. */
function changed(bytes: Uint8Array, change: { signature: number[]; at: number; size: number; to: number }): Uint8Array {
  const copy = new Uint8Array(bytes)
  const start = Buffer.from(copy.buffer).indexOf(Uint8Array.from(change.signature))
  for (let i = 0; i < change.size; i++) copy[start + change.at + i] = (change.to / 256 ** i) & 255
  return copy
}

/** The archive of one file, which its directory names so many times. */
function withDirectoryOf(count: number, one: Uint8Array): Uint8Array {
  const [member, end] = [memberSignature, endSignature].map((signature) =>
    Buffer.from(one).indexOf(Buffer.from(signature)),
  )
  const entry = one.subarray(member, end)
  const whole = Buffer.concat([
    one.subarray(0, member),
    ...Array.from({ length: count }, () => entry),
    one.subarray(end),
  ])
  const here = changed(whole, { signature: endSignature, at: 8, size: 2, to: count })
  const counted = changed(here, { signature: endSignature, at: 10, size: 2, to: count })
  return changed(counted, { signature: endSignature, at: 12, size: 4, to: count * entry.length })
}

test('the files of an archive are read in their order, folders left out', () => {
  const archive = zipSync({
    'a.txt': hello,
    folder: { 'β.txt': [utf8('β'), { level: 0 }] },
    'empty.txt': new Uint8Array(),
  })
  const { files } = readRecordArchive(archive)
  assert.deepEqual(
    files.map(({ name }) => name),
    ['a.txt', 'folder/β.txt', 'empty.txt'],
  )
  assert.deepEqual(files[0]?.read(), hello)
  assert.deepEqual([files[1]?.read(), files[1]?.size_bytes], [utf8('β'), 2])
})

test('documents that are zips themselves are documents', () => {
  const inner = zipSync({ 'word/document.xml': hello })
  for (const name of ['letter.docx', 'talk.pptx', 'book.epub', 'library.jar', 'data.bin', 'export.2024']) {
    assert.deepEqual(names(zipSync({ [name]: inner })), [name])
    assert.equal(read(inner, name).report.form, 'file')
  }
  const { entries, report } = read(inner, 'data.bin')
  assert.deepEqual([entries[0]?.media_type, report.not_understood.first[0]?.reason], ['application/zip', 'archive'])
})

test('error: an archive inside an archive, or where one file is read, is refused by itself', () => {
  const inner = zipSync({ 'a.txt': hello })
  const { files } = readRecordArchive(zipSync({ 'before.txt': hello, 'inner.zip': inner, inner, 'after.txt': hello }))
  assert.throws(() => files[1]?.read(), code('RECORDS_ARCHIVE_NESTED'))
  assert.throws(() => files[2]?.read(), code('RECORDS_ARCHIVE_NESTED'))
  assert.deepEqual([files[0]?.read(), files[3]?.read()], [hello, hello])
  assert.throws(() => read(inner, 'a.zip'), code('RECORDS_ARCHIVE_NESTED'))
})

test('names are UTF-8 also where the archive does not say so', () => {
  const archive = zipSync({ 'εξετάσεις.txt': hello })
  const flags = [
    { signature: localSignature, at: 6, size: 2, to: 0 },
    { signature: memberSignature, at: 8, size: 2, to: 0 },
  ]
  assert.deepEqual(names(flags.reduce(changed, archive)), ['εξετάσεις.txt'])
  const latin = zipSync({ 'cafe.txt': hello })
  assert.deepEqual(names(changed(latin, { signature: memberSignature, at: 46 + 3, size: 1, to: 0xe9 })), ['café.txt'])
})

test('what an operating system puts beside the files is passed over and told', () => {
  const archive = zipSync({
    'a.txt': hello,
    '__MACOSX/._a.txt': hello,
    'deep/.DS_Store': hello,
    'deep/b.txt': hello,
    '.DS_Store': hello,
  })
  assert.deepEqual(names(archive), ['a.txt', 'deep/b.txt'])
  const first = ['__MACOSX/._a.txt', 'deep/.DS_Store', '.DS_Store']
  assert.deepEqual(readRecordArchive(archive).passed_over, { total: 3, first })
})

test('error: a directory that tells of fewer files than it holds is refused', () => {
  const archive = zipSync({ 'a.txt': hello, 'b.txt': hello, 'c.txt': hello })
  const fewer = changed(archive, { signature: endSignature, at: 10, size: 2, to: 1 })
  assert.throws(() => names(fewer), code('RECORDS_ARCHIVE_INVALID'))
  const smaller = changed(fewer, { signature: endSignature, at: 12, size: 4, to: 46 + 5 })
  assert.throws(() => names(smaller), code('RECORDS_ARCHIVE_INVALID'))
  const none = changed(archive, { signature: endSignature, at: 10, size: 2, to: 0 })
  assert.throws(() => names(none), code('RECORDS_ARCHIVE_INVALID'), 'the count of 65,536 files wraps to none')
})

test('a file whose name ends like a folder is a file', () => {
  const { files } = readRecordArchive(zipSync({ 'empty/': new Uint8Array(), 'hidden.json/': hello }))
  assert.deepEqual(
    files.map((file) => [file.name, file.read()]),
    [['hidden.json', hello]],
  )
})

test('error: paths that leave the archive are refused before anything is unpacked', () => {
  for (const name of ['../a', 'a/../../b', '/etc/passwd', 'C:/a', 'a\\b', 'a\u0000b', '..']) {
    assert.throws(() => names(zipSync({ 'first.txt': hello, [name]: hello })), code('RECORDS_ARCHIVE_UNSAFE'), name)
  }
})

test('error: symbolic links, encrypted files and overlapping files are refused', () => {
  const archive = zipSync({ 'a.txt': [hello, { os: 3, attrs: 0o120777 << 16 }] })
  assert.throws(() => names(archive), code('RECORDS_ARCHIVE_UNSAFE'))
  const plain = zipSync({ 'a.txt': hello, 'b.txt': utf8('other') })
  assert.throws(
    () => names(changed(plain, { signature: memberSignature, at: 8, size: 2, to: 1 })),
    code('RECORDS_ARCHIVE_UNSAFE'),
  )
  const overlapping = changed(plain, { signature: memberSignature, at: 42, size: 4, to: 37 })
  assert.throws(() => names(overlapping), code('RECORDS_ARCHIVE_UNSAFE'))
})

test('error: zip bombs are refused by what the directory says', () => {
  assert.throws(() => names(zipSync({ bomb: new Uint8Array(20_000_000) })), code('RECORDS_ARCHIVE_TOO_LARGE'))
  const plain = zipSync({ 'a.txt': hello })
  const huge = changed(plain, { signature: memberSignature, at: 24, size: 4, to: 300 * 1024 * 1024 })
  assert.throws(() => names(huge), code('RECORDS_ARCHIVE_TOO_LARGE'))
  assert.throws(() => names(new Uint8Array(ARCHIVE_BYTES_MAX + 1)), code('RECORDS_FILE_TOO_LARGE'))
  assert.deepEqual(names(withDirectoryOf(1, plain)), ['a.txt'])
  assert.throws(() => names(withDirectoryOf(ARCHIVE_ENTRIES_MAX, plain)), code('RECORDS_ARCHIVE_UNSAFE'))
  assert.throws(() => names(withDirectoryOf(ARCHIVE_ENTRIES_MAX + 1, plain)), code('RECORDS_ARCHIVE_TOO_LARGE'))
})

test('error: a file that unpacks to more than its directory says is refused', () => {
  const plain = zipSync({ 'a.txt': utf8('hello '.repeat(1000)) })
  const lying = changed(plain, { signature: memberSignature, at: 24, size: 4, to: 10 })
  assert.throws(() => names(lying), code('RECORDS_ARCHIVE_INVALID'))
})

test('error: damaged, truncated, split and Zip64 archives are refused', () => {
  const plain = zipSync({ 'a.txt': hello })
  assert.throws(() => names(plain.subarray(0, plain.length - 3)), code('RECORDS_ARCHIVE_INVALID'))
  assert.throws(() => names(utf8('PK\u0003\u0004')), code('RECORDS_ARCHIVE_INVALID'))
  assert.throws(() => names(new Uint8Array()), code('RECORDS_ARCHIVE_INVALID'))
  const changes = [
    { signature: memberSignature, at: 16, size: 4, to: 12345 },
    { signature: memberSignature, at: 10, size: 2, to: 12 },
    { signature: memberSignature, at: 20, size: 4, to: 0xffffffff },
    { signature: memberSignature, at: 42, size: 4, to: 0x00ffffff },
    { signature: localSignature, at: 0, size: 1, to: 0 },
    { signature: endSignature, at: 4, size: 2, to: 1 },
    { signature: endSignature, at: 10, size: 2, to: 0xffff },
    { signature: endSignature, at: 16, size: 4, to: 3 },
  ]
  for (const change of changes) {
    assert.throws(() => names(changed(plain, change)), code('RECORDS_ARCHIVE_INVALID'), JSON.stringify(change))
  }
})
