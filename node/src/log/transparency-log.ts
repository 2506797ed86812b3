declare const integrated: unique symbol

/** Something that is committed and belongs into the log. */
export interface EntryToLog<Name extends string = string> {
  /** Its identifier, as its source tells it. */
  readonly name: Name
  /** The party that it is about, who may open it. */
  readonly subject: string
  /** What the entry commits to, as its source writes it. */
  readonly body: string
}

/** An entry that stands in the tree, durably: what a key may leave under. Only the log makes one. */
export interface IntegratedEntry<Name extends string = string> {
  readonly name: Name
  readonly [integrated]: true
}

/** The log as higher slices see it. */
export interface TransparencyLog {
  /**
   * Resolves when the entries stand in the tree.
   * @param entries of rows that are committed
   * @throws LOG_IN_USE
   */
  integrate<Name extends string>(entries: readonly EntryToLog<Name>[]): Promise<IntegratedEntry<Name>[]>
}
