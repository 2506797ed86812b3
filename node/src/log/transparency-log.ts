declare const integrated: unique symbol

/** An entry that stands in the tree, durably: what a key may leave under. Only the log makes one. */
export interface IntegratedEntry<Name extends string = string> {
  readonly name: Name
  readonly [integrated]: true
}

/** The log as higher slices see it. */
export interface TransparencyLog {
  /**
   * Resolves when the committed entries of these names stand in the tree.
   * @throws LOG_ENTRY_UNKNOWN, LOG_IN_USE
   */
  integrate<Name extends string>(names: readonly Name[]): Promise<IntegratedEntry<Name>[]>
}
