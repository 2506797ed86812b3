/** Where entries come from: a higher slice answers, and tells what of its rows an entry commits to. */
export interface EntrySource {
  /** Of the source, in the names of prepared statements. */
  readonly name: string
  /**
   * SQL of a relation, one row an entry, found by `name`; `subject` is the party that the entry is about, who may open
   * it, or null where its salt stands in clear: it says only what is public, or its source shows it to those who may see
   * what lies in clear beside it. Names are identifiers of receipts: unique in the log, whatever the source, and ascending with time.
   */
  readonly sql: string
  /** What an entry commits to: canonical JSON. @param row of the relation */
  bodyOf(row: Readonly<Record<string, unknown>>): string
  /**
   * SQL of an insert of rows that their entries stand in the tree with, one statement for both; whichever the source
   * lets in by then. It returns `name`. Without it the source writes its rows itself.
   * @param rows SQL of their JSON: an array of what `write` of the log was given
   */
  readonly insert?: (rows: string) => string
}

/** Seals a secret so that the party, and the auditors of the node, can open it; a higher slice answers. */
export type SealToReaders = (subject: string, secret: Uint8Array) => Promise<Uint8Array>
