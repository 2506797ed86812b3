import { canonicalJson, type Id, type JsonValue, parseId, readJson, type Words } from '../kernel/index.ts'
import { consentErrors } from './errors.ts'
import { forWhomPattern } from './for-whom.ts'
import { instantOf } from './instant.ts'
import { RECEIPT_ENTRIES_MAX, RECORDS_PER_GRANT_MAX } from './limits.ts'
import { StrictValue } from './strict-value.ts'

/** What a receipt may be of, with the word for people. */
export const receiptKinds = {
  added: { en: 'record added', el: 'προστέθηκε φάκελος' },
  granted: { en: 'access given', el: 'δόθηκε πρόσβαση' },
  indexed: { en: 'made ready to be searched', el: 'ετοιμάστηκε για αναζήτηση' },
  opened: { en: 'opened', el: 'ανοίχτηκε' },
  refused: { en: 'refused', el: 'δεν επιτράπηκε' },
  revoked: { en: 'access stopped', el: 'διακόπηκε η πρόσβαση' },
  amended: { en: 'record amended', el: 'τροποποιήθηκε φάκελος' },
  erased: { en: 'record erased', el: 'διαγράφηκε φάκελος' },
  exported: { en: 'record exported', el: 'εξήχθη φάκελος' },
  emergency_opened: { en: 'opened in an emergency', el: 'ανοίχτηκε σε επείγουσα ανάγκη' },
  emergency_closed: { en: 'emergency access ended', el: 'έληξε η πρόσβαση επείγουσας ανάγκης' },
  custody: { en: 'custody changed or confirmed', el: 'άλλαξε ή επιβεβαιώθηκε η φύλαξη' },
  anchored: { en: 'checkpoint written to the ledger', el: 'γράφτηκε σημείο αναφοράς στο κατάστιχο' },
} as const satisfies Readonly<Record<string, Words>>

/** In which form a record left its owner's client, with the words for people. */
export const exportForms = {
  bundle: { en: 'readable, entries together', el: 'αναγνώσιμη, οι εγγραφές μαζί' },
  original: { en: 'readable, each entry by itself', el: 'αναγνώσιμη, κάθε εγγραφή χωριστά' },
  age: { en: 'sealed files', el: 'σφραγισμένα αρχεία' },
} as const satisfies Readonly<Record<string, Words>>

/** In which form a record was exported. */
export type ExportForm = keyof typeof exportForms

/** What a receipt is of. */
export type ReceiptKind = keyof typeof receiptKinds

/** The entries of one record that a receipt names. */
export interface ReceiptRecord {
  readonly record: Id<'record'>
  /** What the record's token committed to then, `0x…`: which version it was. Gone once the record is erased. */
  readonly commitment?: string
  /** Ascending; empty when the node cannot know them, as in a sealed capsule opened whole, and when none left. */
  readonly entries: readonly Id<'entry'>[]
}

/** What happened once, told to the patient for ever: who, about whom, why, which entries, when. */
export interface Receipt {
  readonly v: 1
  readonly receipt: Id<'receipt'>
  readonly kind: Exclude<ReceiptKind, 'anchored'>
  readonly at: string
  readonly actor: Id<'party'>
  /** The patient. */
  readonly subject: Id<'party'>
  /** On behalf of whom of its own people the actor acted, when it said so. */
  readonly for_whom?: string
  /** Of an export: in which form, as the owner's client said. */
  readonly form?: ExportForm
  readonly purpose?: string
  readonly grant?: Id<'grant'>
  readonly records: readonly ReceiptRecord[]
  readonly bytes?: number
  /** Code of the error that refused it. */
  readonly reason?: string
  /** SHA-256 or EIP-712 digest of the request, `0x…`. */
  readonly request_digest?: string
  readonly request_signature?: string
  /** Of what was asked within a session: SHA-256 of the message that was signed to open it, `0x…`. @source ERC-4361 */
  readonly sign_in?: string
  readonly software: string
}

const spelling: Words = { en: 'it is not in canonical form', el: 'δεν είναι σε κανονική μορφή' }
const kinds = Object.keys(receiptKinds).filter((kind) => kind !== 'anchored')

const formPattern = new RegExp(`^(?:${Object.keys(exportForms).join('|')})$`)

/** The text of a receipt, one spelling: what a log entry will commit to. @source RFC 8785 */
export function receiptText(receipt: Receipt): string {
  return canonicalJson(receipt as unknown as JsonValue)
}

/** The only door from text to a receipt. @throws CONSENT_RECEIPT_INVALID, KERNEL_JSON_INVALID, KERNEL_JSON_REFUSED, KERNEL_ID_INVALID */
export function parseReceipt(text: string): Receipt {
  const receipt = readReceipt(new StrictValue(readJson(text), { pointer: '', refuse }))
  if (receiptText(receipt) !== text) refuse({ pointer: '/', reason: spelling })
  return receipt
}

function readReceipt(value: StrictValue): Receipt {
  const fields = value.fields({
    required: ['v', 'receipt', 'kind', 'at', 'actor', 'subject', 'records', 'software'],
    optional: [
      'for_whom',
      'form',
      'purpose',
      'grant',
      'bytes',
      'reason',
      'request_digest',
      'request_signature',
      'sign_in',
    ],
  })
  return {
    v: fields.v.exactly(1),
    receipt: fields.receipt.parsed((text) => parseId('receipt', text)),
    kind: fields.kind.text(new RegExp(`^(?:${kinds.join('|')})$`)) as Receipt['kind'],
    at: instantOf(fields.at),
    actor: fields.actor.parsed((text) => parseId('party', text)),
    subject: fields.subject.parsed((text) => parseId('party', text)),
    ...(fields.for_whom && { for_whom: fields.for_whom.text(forWhomPattern) }),
    ...(fields.form && { form: fields.form.text(formPattern) as ExportForm }),
    ...(fields.purpose && { purpose: fields.purpose.text(/^[A-Z]{1,32}$/) }),
    ...(fields.grant && { grant: fields.grant.parsed((text) => parseId('grant', text)) }),
    records: fields.records.set({ min: 0, max: RECORDS_PER_GRANT_MAX, read: readRecord, key: ({ record }) => record }),
    ...(fields.bytes && { bytes: fields.bytes.count() }),
    ...(fields.reason && { reason: fields.reason.text(/^[A-Z][A-Z0-9_]{2,63}$/) }),
    ...(fields.request_digest && { request_digest: fields.request_digest.text(/^0x[0-9a-f]{64}$/) }),
    ...(fields.request_signature && {
      request_signature: fields.request_signature.text(/^0x(?:[0-9a-f]{2}){1,1024}$/),
    }),
    ...(fields.sign_in && { sign_in: fields.sign_in.text(/^0x[0-9a-f]{64}$/) }),
    software: fields.software.text(/^[a-z]+\/[0-9A-Za-z.+-]{1,64}$/),
  }
}

function readRecord(value: StrictValue): ReceiptRecord {
  const fields = value.fields({ required: ['record', 'entries'], optional: ['commitment'] })
  const readEntry = (entry: StrictValue) => entry.parsed((text) => parseId('entry', text))
  return {
    record: fields.record.parsed((text) => parseId('record', text)),
    ...(fields.commitment && { commitment: fields.commitment.text(/^0x[0-9a-f]{64}$/) }),
    entries: fields.entries.set({ min: 0, max: RECEIPT_ENTRIES_MAX, read: readEntry, key: (entry) => entry }),
  }
}

function refuse(at: { pointer: string; reason: Words }): never {
  throw consentErrors.CONSENT_RECEIPT_INVALID(at)
}
