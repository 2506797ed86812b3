import { dayOf, type Milliseconds } from '../../kernel/index.ts'
import { expiryOf } from '../batch/expiry.ts'
import type { ClassState, PackState } from './pack-state.ts'

/** How a pack came to its state, where somebody ended it or supplied a part of it. */
export interface PackEnd {
  readonly at: Milliseconds
  /** Identifier of the party that did it. */
  readonly actor: string
  /** Identifier of the site where it was done. */
  readonly place: string
}

/** What the records say of one pack. */
export interface KnownPack {
  /** 14 digits. */
  readonly gtin: string
  readonly serial: string
  readonly lot: string
  /** YYMMDD, as application identifier 17 has it. */
  readonly expiry: string
  readonly state: PackState
  /** Identifier of the party that holds it, or held it last. */
  readonly holder: string
  /** Identifier of the party that it is on its way to. */
  readonly receiver?: string
  readonly end?: PackEnd
  readonly is_recalled: boolean
  readonly is_withdrawn: boolean
}

/** What holds for a pack's whole batch or product at this time, and overrides its own state. */
export function classStateOf(
  { is_withdrawn, is_recalled, expiry }: Pick<KnownPack, 'is_withdrawn' | 'is_recalled' | 'expiry'>,
  now: Milliseconds,
): ClassState | undefined {
  if (is_withdrawn) return 'withdrawn'
  if (is_recalled) return 'recalled'
  const last = expiryOf(expiry, now)
  return last === undefined || dayOf(now) > last ? 'expired' : undefined
}

/** True for the two sides of the delivery that a pack in transit is on; nobody else is told of it. */
export function isOfDelivery({ holder, receiver }: Pick<KnownPack, 'holder' | 'receiver'>, actor: string): boolean {
  return holder === actor || receiver === actor
}

/** The state of a pack as it is told: what holds for its class, else its own. */
export function stateOf(pack: KnownPack, now: Milliseconds): PackState | ClassState {
  return classStateOf(pack, now) ?? pack.state
}
