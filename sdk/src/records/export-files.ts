import type { ExportForm } from '@symbolon/protocol/consent'
import { fromUtf8, utf8 } from '@symbolon/protocol/kernel'
import { exportAge, exportAgeArchive, type ManifestEntry, openEntry, type Recipient } from '@symbolon/protocol/vault'
import type { Client } from '../kernel/index.ts'
import type { OpenedEntry, SealedBytes } from './open-record.ts'
import type { OpenedRecord } from './records.ts'

/** A file that leaves. */
export interface ExportedFile {
  readonly name: string
  readonly media_type: string
  readonly bytes: Uint8Array
}

/** Sealed entries of a record and how they are to leave. */
export interface FilesToMake {
  readonly opened: OpenedRecord
  readonly sealed: readonly SealedBytes[]
  readonly form: ExportForm
  readonly recipients: readonly Recipient[]
  /** Several entries that leave as `age` become one archive. */
  readonly isTogether: boolean
}

/** The files that leave: at least one, each under a name of its own. */
export function makeFiles(client: Client, making: FilesToMake): ExportedFile[] {
  const { opened, sealed, form, recipients, isTogether } = making
  if (form === 'age' && (!isTogether || sealed.length === 1)) return sealedFiles(client, { sealed, opened, recipients })
  const files = sealed.map(({ entry, payload }) => ({ entry, bytes: openEntry({ entry, payload }) }))
  if (form === 'bundle') return bundleAndFiles(client, { files, opened })
  const originals = namedFiles({ files, opened })
  if (form === 'original') return originals
  return [archiveOf(client, { originals, opened, recipients })]
}

interface OpenFiles {
  readonly files: readonly OpenedEntry[]
  readonly opened: OpenedRecord
}

function bundleAndFiles(client: Client, { files, opened }: OpenFiles): ExportedFile[] {
  const resources = files.filter(({ entry }) => entry.kind !== 'file')
  const others = files.filter(({ entry }) => entry.kind === 'file')
  const bundle = resources.length > 0 ? [bundleOf(client, { files: resources, opened })] : []
  return [...bundle, ...namedFiles({ files: others, opened }, bundle)]
}

function sealedFiles(
  client: Client,
  of: { sealed: readonly SealedBytes[]; opened: OpenedRecord; recipients: readonly Recipient[] },
): ExportedFile[] {
  const { sealed, opened, recipients } = of
  const names = fileNames(sealed, opened)
  return sealed.map(({ entry, payload }, at) => ({
    name: `${names[at]}.age`,
    media_type: 'application/age',
    bytes: exportAge({ fileKey: entry.key, payload, recipients, random: client.random }),
  }))
}

function archiveOf(
  client: Client,
  of: { originals: readonly ExportedFile[]; opened: OpenedRecord; recipients: readonly Recipient[] },
): ExportedFile {
  const { originals: files, opened, recipients } = of
  const bytes = exportAgeArchive({ files, at: client.clock.now(), recipients, random: client.random })
  return { name: `${opened.summary.record}.zip.age`, media_type: 'application/age', bytes }
}

function namedFiles({ files, opened }: OpenFiles, beside: readonly ExportedFile[] = []): ExportedFile[] {
  const names = fileNames(files, opened, beside)
  return files.map(({ entry, bytes }, at) => ({ name: names[at] ?? entry.id, media_type: entry.media_type, bytes }))
}

// The resources are joined as text: their decimals stay as they were written.
function bundleOf(client: Client, of: OpenFiles): ExportedFile {
  const entries = of.files.map(({ entry, bytes }) => {
    // An address under which the references between the resources resolve (FHIR R4 2.36.4.1).
    const fullUrl = `${client.url}/fhir/${entry.kind}/${entry.id.replace('_', '-')}`
    return `{"fullUrl":${JSON.stringify(fullUrl)},"resource":${fromUtf8(bytes)}}`
  })
  const text = `{"resourceType":"Bundle","type":"collection","entry":[${entries.join(',\n')}]}\n`
  return { name: `${of.opened.summary.record}.json`, media_type: 'application/fhir+json', bytes: utf8(text) }
}

/** A name for each entry; where two would be one on a disk that ignores case, the later one starts with its entry's id. */
function fileNames(
  files: readonly { readonly entry: ManifestEntry }[],
  opened: OpenedRecord,
  beside: readonly ExportedFile[] = [],
): string[] {
  const folded = (name: string) => name.normalize('NFC').toLowerCase()
  const taken = new Set(beside.map(({ name }) => folded(name)))
  return files.map(({ entry }) => {
    const usual = fileName(entry, opened)
    const name = taken.has(folded(usual)) ? `${entry.id}-${usual}` : usual
    taken.add(folded(name))
    return name
  })
}

function fileName(entry: ManifestEntry, opened: OpenedRecord): string {
  if (entry.kind !== 'file') return `${entry.kind}-${entry.id}.json`
  const base = opened.manifest.source.name.split(/[/\\]/).at(-1) ?? ''
  return base.replace(/[^\p{L}\p{N}._ -]/gu, '_').replace(/^\.+/, '') || entry.id
}
