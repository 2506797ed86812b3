import type { Words } from '@symbolon/protocol/kernel'
import type { NoteVerifier, ReceiptTrust } from '@symbolon/protocol/log'
import type { Client } from '@symbolon/sdk/kernel'
import type { Output } from '../kernel/index.ts'

/** A file to be verified, and whose word counts. */
export interface ProofAsked {
  readonly file: Uint8Array
  readonly trust: ReceiptTrust
  /** A ledger to be asked. */
  readonly rpc_url: string | undefined
}

/** What a file was found to show. */
export interface ShownProof {
  /** What `--json` prints besides `ok`. */
  readonly json: object
  /** A name and a value in each line. */
  lines(output: Output): [string, string][]
  /** Whose word says that the key is the log’s. */
  readonly trusted_by: 'policy' | 'pinned' | 'file'
  /** Checks that found nothing to look at, and why. */
  readonly unseen: Readonly<Record<string, Words>>
  /** What a reader should know besides. */
  readonly notes: readonly Words[]
}

/** A file that was fetched and verified, and what it is about. */
export interface FetchedProof {
  readonly text: string
  readonly index: number
  readonly size: number
  readonly origin: string
  readonly log: NoteVerifier
}

/** One kind of file that `proof verify` takes, and `proof get` where it has a name. */
export interface ProofKind {
  /** True for a file of this kind, as far as it shows before it is verified. */
  isOne(file: Uint8Array): boolean
  /** What is looked at, in this order. */
  readonly checks: Readonly<Record<string, Words>>
  /** Those that ask a ledger. */
  readonly asks_ledger: readonly string[]
  /** Which of them an error comes from; nothing when the file could not be looked at. */
  failedCheck(error: unknown): string | undefined
  verify(asked: ProofAsked): Promise<ShownProof>
  /** Fetches the file of what has a name of this kind. */
  readonly get?: {
    isNamed(name: string): boolean
    /** @throws LOG_PROOF_PENDING */
    file(
      client: Client,
      asked: { readonly name: string; readonly pinned: readonly NoteVerifier[] },
    ): Promise<FetchedProof>
  }
}
