import type { ErrorFacts, Words } from '../../kernel/index.ts'
import type { Category } from '../catalogue/categories.ts'
import type { SensitiveLabel } from '../catalogue/sensitive-labels.ts'
import type { Problem } from '../fhir/problems.ts'
import type { RecordEntry } from './entry.ts'
import { REPORT_LIST_MAX } from './limits.ts'

/** What an import changes in what it was given. */
export const changeKinds = {
  id: { en: 'new identifiers', el: 'νέα αναγνωριστικά' },
  reference: {
    en: 'adjusted references',
    el: 'προσαρμοσμένες αναφορές',
  },
  link: { en: 'adjusted links', el: 'προσαρμοσμένοι σύνδεσμοι' },
  version: {
    en: 'references to one version made to point to the resource',
    el: 'αναφορές σε συγκεκριμένη έκδοση που δείχνουν πλέον στον πόρο',
  },
  beside: {
    en: 'references that lead into another file of the same folder',
    el: 'αναφορές που οδηγούν σε άλλο αρχείο του ίδιου καταλόγου',
  },
  name: { en: 'file name shortened', el: 'το όνομα του αρχείου συντομεύτηκε' },
  'byte-order-mark': { en: 'byte order mark taken off', el: 'αφαιρέθηκε η σήμανση σειράς bytes' },
} as const satisfies Record<string, Words>
/** The name of a kind of change. */
export type ChangeKind = keyof typeof changeKinds

/** What an import keeps without knowing what it means, or leaves. */
export const notUnderstoodReasons = {
  'modifier-extension': {
    en: 'an extension that may change the meaning',
    el: 'επέκταση που μπορεί να αλλάζει το νόημα',
  },
  'bundle-part': {
    en: 'belongs to the bundle and not to a resource, not kept',
    el: 'ανήκει στη δέσμη και όχι σε πόρο, δεν διατηρείται',
  },
  'bundle-unknown': {
    en: 'nothing that the standard knows in a bundle, not kept',
    el: 'άγνωστο στοιχείο δέσμης για το πρότυπο, δεν διατηρείται',
  },
  instruction: {
    en: 'asks to delete, read or change something and not to add it: not carried out, not imported',
    el: 'ζητά διαγραφή, ανάγνωση ή μεταβολή και όχι προσθήκη: δεν εκτελείται και δεν εισάγεται',
  },
  'no-resource': { en: 'a bundle entry without a resource', el: 'στοιχείο δέσμης χωρίς πόρο' },
  'reference-ambiguous': {
    en: 'a reference that several resources answer to, left as it is',
    el: 'αναφορά στην οποία απαντούν περισσότεροι πόροι, παραμένει όπως είναι',
  },
  'nested-bundle': { en: 'a bundle inside a bundle, kept whole', el: 'δέσμη μέσα σε δέσμη, διατηρείται ολόκληρη' },
  'not-fhir': {
    en: 'JSON that is no health record, kept as a file',
    el: 'JSON που δεν είναι φάκελος υγείας, διατηρείται ως αρχείο',
  },
  'fhir-xml': { en: 'a health record as XML, kept as a file', el: 'φάκελος υγείας σε XML, διατηρείται ως αρχείο' },
  'fhir-json': {
    en: 'a health record as JSON under a name for other files, kept as a file (.json would be read)',
    el: 'φάκελος υγείας σε JSON με όνομα άλλου είδους αρχείου, διατηρείται ως αρχείο (με κατάληξη .json θα διαβαζόταν)',
  },
  'like-json': {
    en: 'begins like JSON but is not valid JSON, kept as a file',
    el: 'αρχίζει όπως το JSON αλλά δεν είναι έγκυρο JSON, διατηρείται ως αρχείο',
  },
  archive: {
    en: 'an archive that was not opened, kept as a file',
    el: 'συμπιεσμένο αρχείο που δεν ανοίχτηκε, διατηρείται ως αρχείο',
  },
  'line-invalid': { en: 'a line that is not valid JSON', el: 'γραμμή που δεν είναι έγκυρο JSON' },
  'unknown-bytes': {
    en: 'a file of unknown form, kept as it is',
    el: 'αρχείο άγνωστης μορφής, διατηρείται όπως είναι',
  },
} as const satisfies Record<string, Words>
/** Why something was kept, or left, without being understood. */
export type NotUnderstoodReason = keyof typeof notUnderstoodReasons

/** A list that shows its first items and counts them all. */
export interface BoundedList<Item> {
  total: number
  first: Item[]
}

export interface NotUnderstood {
  readonly path: string
  readonly reason: NotUnderstoodReason
  readonly facts?: ErrorFacts
}

/** A resource that is not valid and did not become an entry. */
export interface RejectedResource {
  /** Where in the file: `Bundle.entry[3].resource` or `line[12]`. */
  readonly at: string
  /** Its resource type; `?` when it has none that FHIR R4 knows. */
  readonly type: string
  readonly problems: readonly Problem[]
}

export type FileForm = 'fhir-bundle' | 'fhir-resource' | 'fhir-ndjson' | 'file'

/** What became of one file. Every resource that was read is an entry or rejected: `read = entries + rejected.total`. */
export interface ImportReport {
  readonly name: string
  readonly form: FileForm
  readonly size_bytes: number
  /** Resources (or the one file) that were read. */
  read: number
  entries: number
  by_kind: Record<string, number>
  by_category: Partial<Record<Category, number>>
  sensitive: number
  by_label: Partial<Record<SensitiveLabel, number>>
  changed: Partial<Record<ChangeKind, number>>
  /** Extensions that are kept as they are. */
  extensions: number
  /** References to something that was not read with the file; kept as they are. */
  references_outside: BoundedList<string>
  /** References to a resource that was rejected; they lead nowhere. */
  references_rejected: BoundedList<string>
  not_understood: BoundedList<NotUnderstood>
  rejected: BoundedList<RejectedResource>
}

/** A report of a file of which nothing was read yet. */
export function newReport(file: { name: string; form: FileForm; size_bytes: number }): ImportReport {
  return {
    ...file,
    read: 0,
    entries: 0,
    by_kind: {},
    by_category: {},
    sensitive: 0,
    by_label: {},
    changed: {},
    extensions: 0,
    references_outside: { total: 0, first: [] },
    references_rejected: { total: 0, first: [] },
    not_understood: { total: 0, first: [] },
    rejected: { total: 0, first: [] },
  }
}

/** Counts an item and shows it while there is room. */
export function note<Item>(list: BoundedList<Item>, item: Item): void {
  list.total++
  if (list.first.length < REPORT_LIST_MAX) list.first.push(item)
}

/** Counts what was changed. */
export function noteChanges(report: ImportReport, kind: ChangeKind, count: number): void {
  if (count > 0) report.changed[kind] = (report.changed[kind] ?? 0) + count
}

/** Counts an entry by kind, category and label. */
export function noteEntry(report: ImportReport, entry: RecordEntry): void {
  report.entries++
  report.by_kind[entry.kind] = (report.by_kind[entry.kind] ?? 0) + 1
  report.by_category[entry.category] = (report.by_category[entry.category] ?? 0) + 1
  if (entry.sensitive.length > 0) report.sensitive++
  for (const label of entry.sensitive) report.by_label[label] = (report.by_label[label] ?? 0) + 1
}
