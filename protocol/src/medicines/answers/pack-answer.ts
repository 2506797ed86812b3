import type { VerdictOutcome, VerdictReason } from '../verdict/verdict.ts'

/** What a node says of one scanned pack. Its members stand in the order of RFC 8785, so writing it is making it canonical. */
export interface PackAnswer {
  /** When it was given; ISO 8601 in UTC. */
  readonly at: string
  /** What the records knew then; absent where no status was known. */
  readonly as_of?: string
  readonly emvs?: string
  readonly fault?: string
  readonly kind?: string
  readonly language: 'el' | 'en'
  readonly location?: string
  readonly outcome: VerdictOutcome
  /** The recorded pack; absent where none was found. */
  readonly pack?: AnsweredPack
  readonly reason: VerdictReason
  /** What the verdict means, and what to do, in the language. */
  readonly said: string
  /** What was read, as far as it could be. */
  readonly scan: ReadPack
  /** How old the records were, seconds; null when cut off from them. */
  readonly status_age_s: number | null
  readonly todo: string
  readonly undo_until?: string
}

/** Identifiers as they were read. */
export interface ReadPack {
  readonly expiry?: string
  readonly gtin?: string
  readonly lot?: string
  readonly serial?: string
}

/** What the records say of a pack, and what proves that it is in its batch. */
export interface AnsweredPack {
  /** Identifier of the batch. */
  readonly batch: string
  /** Last day of use, YYYY-MM-DD. */
  readonly expiry: string
  readonly gtin: string
  /** For parties that handle packs: who holds it, and how often it became active again. */
  readonly holder?: string
  readonly lot: string
  readonly name?: { readonly el: string; readonly en: string }
  readonly proof: AnsweredProof
  readonly round?: number
  readonly serial: string
  /** What holds for it now, its batch and product included. */
  readonly state: string
  readonly token_id: string
}

/** The way from the pack to the root of its batch, which the ledger has. */
export interface AnsweredProof {
  readonly count: number
  readonly index: number
  /** Siblings from the leaf up, 32 bytes each, one after another in base64url. */
  readonly path: string
  readonly root: string
  readonly salt: string
}
