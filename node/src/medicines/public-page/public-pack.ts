import type { Milliseconds, Words } from '@symbolon/protocol/kernel'
import type { ClassState, PublicOutcome } from '@symbolon/protocol/medicines'

/** A coarse step of a pack's way. */
export type JourneyStep = 'made' | 'sent' | 'arrived' | 'returned' | 'repackaged' | 'dispensed' | 'ended'

/** A step, the country where it was taken and the month: never a place within it, never a day. */
export interface JourneyLine {
  readonly step: JourneyStep
  /** ISO 3166-1 alpha-2. */
  readonly country?: string
  /** YYYY-MM */
  readonly month: string
}

/** Everything that the public page of a pack may say. It has no member for a pharmacy, a hospital or a person. */
export interface PublicPack {
  readonly outcome: PublicOutcome
  /** True of an `ended` pack that a pharmacy or hospital dispensed. */
  readonly is_dispensed?: boolean
  /** Why the pack must not be used. One that was dispensed, or cannot be looked up now, may have such a reason too. */
  readonly stops: readonly ClassState[]
  readonly product: Words
  /** None where the number is unknown: nobody is known to have made it. */
  readonly maker?: string
  /** None where the number is unknown. */
  readonly lot?: string
  /** YYMMDD, as application identifier 17 has it. */
  readonly expiry?: string
  /** Oldest first. */
  readonly journey: readonly JourneyLine[]
  /** When the status was true; none where it was never known. */
  readonly as_of?: Milliseconds
  /** Path of the pack's proof on this node. */
  readonly proof?: string
}

/**
 * What this node may say in public of a pack. Nothing when it knows no product of this GTIN; `unknown` when it knows the
 * product and not the number. Reading changes nothing.
 */
export type ReadPublicPack = (gtin: string, serial: string) => Promise<PublicPack | undefined>
