import type { ProofState } from './proof-states.ts'
import type { EntryProof } from './prove-entry.ts'

declare const integrated: unique symbol

/** Something that is committed and belongs into the log. */
export interface EntryToLog<Name extends string = string> {
  /** Its identifier, as its source tells it. */
  readonly name: Name
  /** The party that it is about, who may open it; null where its salt is in clear, and its source says who is shown it. */
  readonly subject: string | null
  /** What the entry commits to, as its source writes it. */
  readonly body: string
}

/** An entry of a row that is not written yet: its source writes it in the statement that takes the entry in. */
export interface EntryToWrite<Name extends string = string> extends EntryToLog<Name> {
  /** What the row is written from, as JSON has it. */
  readonly row: Readonly<Record<string, unknown>>
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

  /**
   * Resolves when the rows that their source lets in are written and their entries stand in the tree, both or neither.
   * @param source of the rows, by its name
   * @returns nothing for a row that was not let in
   * @throws LOG_IN_USE
   */
  write<Name extends string>(
    source: string,
    entries: readonly EntryToWrite<Name>[],
  ): Promise<(IntegratedEntry<Name> | undefined)[]>

  /** What shows that the entry of this name stands in the log. @throws LOG_PROOF_PENDING, LOG_OPENING_DESTROYED */
  prove(name: string): Promise<EntryProof>
  /** What an entry commits to that anybody may see; nothing where it is about a party, or there is none of the name. */
  readPublic(name: string): Promise<string | undefined>
  /** How far each entry is from its proof; a name that is not in the log yet is pending. */
  proofStates(names: readonly string[]): Promise<ReadonlyMap<string, ProofState>>
}
