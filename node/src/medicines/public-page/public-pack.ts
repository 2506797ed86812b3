import type { Milliseconds, Words } from '@symbolon/protocol/kernel'

/**
 * What anybody may know of a pack: `genuine` its record is genuine and it is not dispensed, `ended` it was dispensed or
 * has otherwise left the supply chain, `stopped` it must not be used, `unknown` its maker has no such number here,
 * `unchecked` nothing can be said now.
 */
export type PublicOutcome = 'genuine' | 'ended' | 'stopped' | 'unknown' | 'unchecked'

/** Why a pack must not be used. A pack that was dispensed, or cannot be looked up now, may have such a reason too. */
export type StopReason = 'withdrawn' | 'recalled' | 'expired'

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
  readonly stops: readonly StopReason[]
  readonly product: Words
  readonly maker: string
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
