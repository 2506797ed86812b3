import { open, readFile, stat } from 'node:fs/promises'
import { basename, dirname } from 'node:path'
import {
  BESIDE_BYTES_MAX,
  FHIR_FILE_BYTES_MAX,
  FILE_HEAD_BYTES,
  fileBytesMax,
  isArchive,
  REPORT_LIST_MAX,
  readingOfName,
  readRecordArchive,
} from '@symbolon/protocol/records'
import type { Client } from '@symbolon/sdk/kernel'
import { type ReadFile, type RecordFile, readFiles } from '@symbolon/sdk/records'
import { cliErrors, formatBytes, type Output } from '../kernel/index.ts'
import type { FoundFile } from './find-files.ts'

/** One file to add, or the reason why it can't be. */
export type Source = Listed & ({ readonly file: RecordFile | ReadFile } | { readonly error: unknown })

/** Something said of a folder or an archive and not of one file. */
export interface Remark {
  readonly name: string
  /** Files of an operating system were left out, or files of a folder too large to be read together. */
  readonly reason: 'passed-over' | 'read-apart'
  readonly total: number
  readonly first: readonly string[]
}

export interface Reading {
  readonly client: Client
  readonly output: Output
  /** Takes what has to be said of more than one file. */
  remark(remark: Remark): void
}

interface Listed {
  readonly name: string
  /** Among the files that were named, and inside an archive: reports come in this order. */
  readonly place: readonly [number, number]
  /** Its share of the work. */
  readonly size_bytes: number
}

/** A file that was not read yet, on the disk or in an archive. */
interface Unread extends Listed {
  /** The name that its record keeps. */
  readonly kept: string
  readonly folder: string
  readonly unpacked_bytes: number
  load(): Promise<Uint8Array>
}

/** The files to add behind paths, archives opened. FHIR files of one folder are read together and come one after another. */
export async function* readSources(found: readonly FoundFile[], reading: Reading): AsyncGenerator<Source> {
  const listed = found.map((file, place) => unreadOf(file, { place, output: reading.output }))
  for (const files of besideEachOther(listed)) {
    for await (const source of readTogether(files, reading)) {
      if ('file' in source && isArchive(source.file))
        yield* readArchive(source, { ...reading, bytes: source.file.bytes })
      else yield source
    }
  }
}

/** The files of an archive that had not to be unpacked to know them. */
async function* readArchive(archive: Source, reading: Reading & { bytes: Uint8Array }): AsyncGenerator<Source> {
  try {
    const { files, passed_over } = readRecordArchive(reading.bytes)
    if (passed_over.total > 0) reading.remark({ name: archive.name, reason: 'passed-over', ...passed_over })
    const listed = files.map(({ name, size_bytes, read }, place) => ({
      name: `${archive.name}!${name}`,
      kept: name,
      place: [archive.place[0], place] as const,
      size_bytes: archive.size_bytes / files.length,
      folder: `${archive.name}!${dirname(name)}`,
      unpacked_bytes: size_bytes,
      load: async () => read(),
    }))
    for (const beside of besideEachOther(listed)) yield* readTogether(beside, reading)
  } catch (error) {
    yield { ...archive, error }
  }
}

/** FHIR files by folder, every other file by itself, each where its first file stands. */
function besideEachOther(listed: readonly Unread[]): Iterable<readonly Unread[]> {
  return Map.groupBy(listed, (file) => (isFhirByName(file) ? file.folder : file)).values()
}

/** A file that is too large by itself is refused, and holds up nothing. */
function isFhirByName({ kept, unpacked_bytes }: Unread): boolean {
  const reading = readingOfName(kept)
  return (reading === 'json' || reading === 'lines') && unpacked_bytes <= FHIR_FILE_BYTES_MAX
}

async function* readTogether(files: readonly Unread[], reading: Reading): AsyncGenerator<Source> {
  const size_bytes = files.reduce((sum, { unpacked_bytes }) => sum + unpacked_bytes, 0)
  const isTooLarge = files.length > 1 && size_bytes > BESIDE_BYTES_MAX
  const loaded = files.length === 1 || isTooLarge ? undefined : await Promise.all(files.map(loadOrRefuse))
  const sources = loaded && (await together(loaded, reading.client))
  if (files.length > 1 && sources === undefined) {
    const first = files.slice(0, REPORT_LIST_MAX).map(({ name }) => name)
    reading.remark({ name: files[0]?.folder ?? '', reason: 'read-apart', total: files.length, first })
  }
  if (sources !== undefined) yield* sources
  else for (const file of files) yield await loadOrRefuse(file)
}

/** The loaded files as they are read beside each other; undefined when they are too many. */
async function together(loaded: readonly Source[], client: Client): Promise<Source[] | undefined> {
  const files = loaded.flatMap((source) => ('file' in source ? [source.file] : []))
  const read = (await readFiles(client, files))?.values()
  if (read === undefined) return undefined
  return loaded.map((source) => {
    const outcome = 'file' in source ? read.next().value : undefined
    if (outcome === undefined) return source
    const { name, place, size_bytes } = source
    return { name, place, size_bytes, ...('error' in outcome ? { error: outcome.error } : { file: outcome }) }
  })
}

async function loadOrRefuse({ name, kept, place, size_bytes, load }: Unread): Promise<Source> {
  try {
    return { name, place, size_bytes, file: { name: kept, bytes: await load() } }
  } catch (error) {
    return { name, place, size_bytes, error }
  }
}

function unreadOf(found: FoundFile, { place, output }: { place: number; output: Output }): Unread {
  const { name, path, size_bytes } = found
  return {
    name,
    kept: name,
    place: [place, 0],
    size_bytes,
    folder: dirname(path),
    unpacked_bytes: size_bytes,
    load: () => readWhole(found, output),
  }
}

/** The bytes of the one file that a path names, as `readSources` would read it. @throws CLI_FILE_UNREADABLE, CLI_FILE_EMPTY, CLI_FILE_TOO_LARGE */
export async function readSource(path: string, output: Output): Promise<RecordFile> {
  const { size } = await stat(path).catch((cause: NodeJS.ErrnoException) => {
    throw cliErrors.CLI_FILE_UNREADABLE({ path, reason: cause.code ?? '?' }, { cause })
  })
  const name = basename(path)
  return { name, bytes: await readWhole({ path, name, size_bytes: size }, output) }
}

// Refused by its size before it is read: its first bytes tell which limit holds.
async function readWhole(found: FoundFile, output: Output): Promise<Uint8Array> {
  if (found.size_bytes === 0) throw cliErrors.CLI_FILE_EMPTY()
  const file = await open(found.path).catch((cause: NodeJS.ErrnoException) => {
    throw cliErrors.CLI_FILE_UNREADABLE({ path: found.path, reason: cause.code ?? '?' }, { cause })
  })
  try {
    const { bytesRead, buffer } = await file.read({ buffer: new Uint8Array(FILE_HEAD_BYTES), position: 0 })
    const max = fileBytesMax({ name: found.name, bytes: buffer.subarray(0, bytesRead) })
    if (found.size_bytes > max) throw tooLarge(found, { max, output })
    return await readFile(found.path)
  } catch (cause) {
    if (!(cause instanceof Error) || !('syscall' in cause)) throw cause
    throw cliErrors.CLI_FILE_UNREADABLE(
      { path: found.path, reason: (cause as NodeJS.ErrnoException).code ?? '?' },
      { cause },
    )
  } finally {
    await file.close()
  }
}

function tooLarge(found: FoundFile, at: { max: number; output: Output }): Error {
  const { language } = at.output
  const size = formatBytes(found.size_bytes, language)
  return cliErrors.CLI_FILE_TOO_LARGE({ size, max: formatBytes(at.max, language) })
}
