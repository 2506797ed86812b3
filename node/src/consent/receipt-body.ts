/** A row of consent.receipt. */
export interface ReceiptRow {
  readonly receipt: string
  readonly kind: string
  readonly at: Date
  readonly actor: string
  readonly subject: string
  readonly for_whom: string | null
  /** Exports alone have one; statements that tell of something else leave it out. */
  readonly form?: string | null
  readonly purpose: string | null
  readonly grant: string | null
  /** Canonical JSON. */
  readonly records: string
  readonly bytes: number | null
  readonly reason: string | null
  readonly request_digest: string | null
  readonly request_signature: string | null
  /** Of what was asked within a session; statements that tell of something else leave it out. */
  readonly sign_in?: string | null
  readonly software: string
}

/**
 * The canonical JSON of a receipt, as `receiptText` of the protocol writes it: what its log entry commits to. Written
 * field by field, since records are stored in canonical form and may be many.
 * @source RFC 8785
 */
export function receiptBody(row: ReceiptRow): string {
  const members = [
    member('actor', row.actor),
    member('at', row.at.toISOString()),
    member('bytes', row.bytes),
    member('for_whom', row.for_whom),
    member('form', row.form ?? null),
    member('grant', row.grant),
    member('kind', row.kind),
    member('purpose', row.purpose),
    member('reason', row.reason),
    member('receipt', row.receipt),
    `"records":${row.records},`,
    member('request_digest', row.request_digest),
    member('request_signature', row.request_signature),
    member('sign_in', row.sign_in ?? null),
    member('software', row.software),
    member('subject', row.subject),
  ]
  return `{${members.join('')}"v":1}`
}

function member(name: string, value: string | number | null): string {
  return value === null ? '' : `"${name}":${JSON.stringify(value)},`
}
