/** One SQL statement. The name is its key among the prepared statements: one name, one text, for ever. */
export interface Statement {
  readonly name: string
  readonly text: string
  readonly values?: readonly unknown[]
}

/** Somewhere that statements run: the pool, or one transaction. */
export interface Queries {
  query<Row>(statement: Statement): Promise<Row[]>
}

export interface TransactionOptions {
  /** `read committed` unless asked otherwise; under `serializable` the work runs again when PostgreSQL says so. */
  readonly isolation?: 'read committed' | 'serializable'
}

/** What row-level security goes by: a role that owns nothing, and one setting that names whose rows it may see. */
export interface Fence {
  readonly role: string
  readonly setting: string
  readonly value: string
}

/**
 * The node's database. Columns arrive as: int8 as number (a value beyond 2^53-1 is a broken promise), numeric as
 * text, date as its ISO text, timestamptz as Date, bytea as Buffer, json parsed.
 */
export interface Database extends Queries {
  /**
   * Runs the work in one transaction and commits it. The work may run more than once (deadlock, serialization failure),
   * so it must have no effect outside its queries.
   */
  transaction<T>(work: (queries: Queries) => Promise<T>, options?: TransactionOptions): Promise<T>
  /**
   * Runs statements that are known beforehand in one transaction, in one way to the server and back; which has to check
   * them itself, since nothing can be looked at before the commit. It may run them more than once, as above.
   * @returns the rows of each
   */
  together(statements: readonly Statement[]): Promise<unknown[][]>
  /** Where statements run behind a fence, each committed when it returns, on connections of their own. */
  fenced(fence: Fence): Queries
  /** Statements sent since the start, for tests and metrics that hold a request to a number of statements. */
  readonly statements: number
  close(): Promise<void>
}
