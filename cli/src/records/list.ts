import { SymbolonError } from '@symbolon/protocol/kernel'
import { categories, isCategory } from '@symbolon/protocol/records'
import type { ManifestEntry } from '@symbolon/protocol/vault'
import { type Client, walkPages } from '@symbolon/sdk/kernel'
import { getRecord, listRecords, type OpenedRecord, type RecordSummary } from '@symbolon/sdk/records'
import { openClient } from '../identity/index.ts'
import {
  cliErrors,
  exitCodes,
  formatBytes,
  formatCount,
  formatInstant,
  listOption,
  type Output,
  pairs,
  table,
  type Verb,
} from '../kernel/index.ts'
import { words } from './words.ts'

/** `symbolon record list`. */
export const recordList: Verb = async (run) => {
  const { client } = await openClient(run)
  const found: RecordSummary[] = []
  for await (const record of walkPages((page) => listRecords(client, page))) found.push(record)
  const sources = await sourcesOf(client, found)
  const items = found.map((record, i) => ({ ...record, source: sources[i] ?? null }))
  run.output.result({ items }, () => listText(items, run.output))
  return exitCodes.ok
}

/** Manifests that are opened for one list, the newest; and how many of them at once. */
const namedMax = 200
const openingsAtOnce = 8

/** The name of the file that each record came from. It stands in the sealed manifest, which opens here only. */
async function sourcesOf(client: Client, found: readonly RecordSummary[]): Promise<(string | undefined)[]> {
  const names: (string | undefined)[] = []
  const waiting = [...found.entries()].slice(-namedMax).values()
  const work = async () => {
    for (const [place, record] of waiting) names[place] = await sourceOf(client, record)
  }
  await Promise.all(Array.from({ length: openingsAtOnce }, work))
  return names
}

// One that does not open is listed all the same; `record show` says what is wrong with it.
async function sourceOf(client: Client, { record, state }: RecordSummary): Promise<string | undefined> {
  if (state === 'erased') return undefined
  try {
    return (await getRecord(client, { record })).manifest.source.name
  } catch (error) {
    if (error instanceof SymbolonError && error.row.status < 500) return undefined
    throw error
  }
}

/** `symbolon record show`: entries by what is known of them; keys never leave the process. */
export const recordShow: Verb = async (run, input) => {
  const wanted = listOption(input, 'category')
  const unknown = wanted.find((name) => !isCategory(name))
  if (unknown !== undefined)
    throw cliErrors.CLI_OPTION_INVALID({ option: '--category', expected: Object.keys(categories).join(', ') })
  const { client } = await openClient(run)
  const opened = await getRecord(client, { record: input.operands[0] ?? '' })
  const entries = opened.manifest.entries.filter(({ category }) => wanted.length === 0 || wanted.includes(category))
  const { source } = opened.manifest
  const value = {
    ...opened.summary,
    source: { name: source.name, media_type: source.media_type },
    items: entries.map(withoutKeys),
  }
  run.output.result(value, () => showText({ opened, entries }, run.output))
  return exitCodes.ok
}

function withoutKeys(entry: ManifestEntry) {
  const { id, index, kind, category, sensitive, date, codes, title, media_type, source_id } = entry
  return { id, index, kind, category, sensitive, date, codes, title, media_type, source_id }
}

type NamedRecord = RecordSummary & { readonly source: string | null }

function listText(found: readonly NamedRecord[], output: Output): string {
  if (found.length === 0) return output.words(words.emptyRecord)
  const heading = [words.record, words.source, words.state, words.version, words.entriesHead, words.size, words.addedAt]
  const rows = found.map((record) => [
    record.record,
    record.source ?? '–',
    output.words(words[record.state]),
    String(record.version),
    formatCount(record.entries, output.language),
    formatBytes(record.size_bytes, output.language),
    formatInstant(record.created_at, output.language),
  ])
  return table(
    heading.map((text) => output.words(text)),
    rows,
  )
}

function showText(
  { opened, entries }: { opened: OpenedRecord; entries: readonly ManifestEntry[] },
  output: Output,
): string {
  const { summary, manifest } = opened
  const head = pairs([
    [output.words(words.record), summary.record],
    [output.words(words.source), manifest.source.name],
    [output.words(words.state), output.words(words[summary.state])],
    [output.words(words.version), String(summary.version)],
    [output.words(words.receipt), summary.receipt],
  ])
  const heading = [words.entry, words.category, words.date, words.kind, words.title].map((text) => output.words(text))
  const rows = entries.map((entry) => [
    entry.id,
    `${isCategory(entry.category) ? output.words(categories[entry.category]) : entry.category}${entry.sensitive.length > 0 ? ' !' : ''}`,
    entry.date?.slice(0, 10) ?? '',
    entry.kind,
    entry.title ?? '',
  ])
  return `${head}\n\n${table(heading, rows)}`
}
