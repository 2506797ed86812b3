/** Something that is committed and belongs into the log. */
export interface EntryToLog {
  /** Its identifier, unique in the log: `rcp_…`. */
  readonly name: string
  /** The party that the entry is about, who may open it. */
  readonly subject: string
  /** What the entry commits to: canonical JSON. */
  readonly body: string
}

/** Where entries come from; a higher slice answers. */
export interface EntrySource {
  /** SQL of a relation with the columns name, subject and body, found by name; names ascend with time. */
  readonly sql: string
  /** The name that everything made before the instant stands in front of. */
  nameAt(instant_ms: number): string
}

/** Seals a secret so that the party, and the auditors of the node, can open it; a higher slice answers. */
export type SealToReaders = (subject: string, secret: Uint8Array) => Promise<Uint8Array>
