import type { Language } from '../../kernel/index.ts'
import type { AlertKind, EmvsClass } from '../verdict/emvs-classes.ts'
import type { ScanFault } from '../verdict/pack-scan.ts'
import type { PublicOutcome } from '../verdict/public-outcome.ts'
import type { VerdictOutcome, VerdictReason } from '../verdict/verdict.ts'

/** What a node says of one scanned pack. Its members stand in the order of RFC 8785, so writing it is making it canonical. */
export interface PackAnswer {
  /** When what the records say was true; absent where no status was known. ISO 8601 in UTC. */
  readonly as_of?: string | undefined
  /** When the answer was given. */
  readonly at: string
  /** `professional`: a party that handles packs, or a regulator; all others are told one of five outcomes. */
  readonly audience: 'professional' | 'public'
  /** Class of the alert that the scan raises. */
  readonly emvs?: EmvsClass | undefined
  /** What scanner or keyboard did to the code. */
  readonly fault?: ScanFault | undefined
  /** Where and why a code that cannot be read is refused. */
  readonly flaw?: { readonly ai: string; readonly position: number; readonly reason: string } | undefined
  readonly kind?: AlertKind | undefined
  readonly language: Language
  /** Where the pack was ended, against where it is now. */
  readonly location?: 'same' | 'other' | undefined
  readonly outcome: VerdictOutcome | PublicOutcome
  /** The recorded pack; absent where none was found, or where its data differ and anybody asks. */
  readonly pack?: AnsweredPack | undefined
  readonly reason?: VerdictReason | undefined
  /** What the verdict means, and what to do, in the language. */
  readonly said: string
  /** What was read, as far as it could be. */
  readonly scan: ReadPack
  /** How old the records were, seconds; null when cut off from them. */
  readonly status_age_s: number | null
  readonly todo: string
  /** Until when whoever asks may undo what it did. */
  readonly undo_until?: string | undefined
}

/** Identifiers as they were read. */
export interface ReadPack {
  /** YYMMDD. */
  readonly expiry?: string | undefined
  readonly gtin?: string | undefined
  readonly lot?: string | undefined
  readonly serial?: string | undefined
}

/** What the records say of a pack, and what proves that it is in its batch. */
export interface AnsweredPack {
  /** Identifier of the batch. */
  readonly batch: string
  /** YYMMDD, with a day. */
  readonly expiry: string
  readonly gtin: string
  /** For professionals: the account that holds it, or held it last. */
  readonly holder?: string | undefined
  readonly lot: string
  readonly name?: { readonly el: string; readonly en: string } | undefined
  readonly proof: AnsweredProof
  /** For professionals: how often it became active again, which whoever marks it signs. */
  readonly round?: number | undefined
  readonly serial: string
  /** For professionals: what it is now, by what holds for its batch and product first. Absent when not checked. */
  readonly state?: string | undefined
  readonly token_id: string
}

/** The way from the pack to the root of its batch, which the ledger has. */
export interface AnsweredProof {
  readonly count: number
  readonly index: number
  /** Siblings from the leaf up, 32 bytes each, one after another in base64url. */
  readonly path: string
  /** 32 bytes in hexadecimal digits. */
  readonly root: string
  /** 32 bytes in base64url. */
  readonly salt: string
}
