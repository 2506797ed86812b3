/** One file that a generator makes. */
export interface GeneratedFile {
  /** From the root of the repository, with forward slashes. */
  readonly path: string
  readonly content: string
}

/** What every `tools/src/generate-<what>.ts` exports as `generate`. It reads, it writes nothing. */
export type Generator = () => Promise<GeneratedFile[]>
