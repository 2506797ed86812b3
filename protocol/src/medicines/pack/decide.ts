import { medicinesErrors } from '../errors.ts'
import type { KnownPack } from './known-pack.ts'
import { type PackCommand, type PackCommandRow, packCommands } from './pack-commands.ts'
import { type PackContext, type PackRefusal, packGuards, packRefusals } from './pack-guards.ts'
import type { PackState } from './pack-state.ts'

/** What comes of a command on a pack. */
export type PackDecision =
  | { readonly refused: PackRefusal }
  | {
      readonly refused?: undefined
      readonly state: PackState
      /** Words of the CBV for the event. */
      readonly biz_step: string
      readonly disposition: string | undefined
    }

/**
 * Whether a command on a pack is allowed, and what it leads to. Of several reasons against it the first is told: state,
 * role, then the guards in the table's order.
 * @param pack what the records say of it; nothing for one that is not known
 */
export function decide(command: PackCommand, pack: KnownPack | undefined, context: PackContext): PackDecision {
  const row: PackCommandRow = packCommands[command]
  const from = pack?.state ?? 'new'
  if (!row.from.includes(from)) return { refused: 'state' }
  const { roles } = context.actor
  if (!row.roles.some((role) => role === 'anybody' || roles.includes(role))) return { refused: 'role' }
  const refused = row.guards.find((guard) => !packGuards[guard]({ pack, context }))
  if (refused) return { refused }
  const state = row.to === 'same' ? pack?.state : row.to
  if (state === undefined) return { refused: 'state' }
  return { state, biz_step: row.biz_step, disposition: row.disposition }
}

/** As `decide`, for those who need it allowed. @throws MEDICINES_PACK_REFUSED */
export function requireDecision(command: PackCommand, pack: KnownPack | undefined, context: PackContext) {
  const decision = decide(command, pack, context)
  if (decision.refused === undefined) return decision
  throw medicinesErrors.MEDICINES_PACK_REFUSED({ reason: packRefusals[decision.refused] })
}
