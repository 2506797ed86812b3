import type { PackGuard } from './pack-guards.ts'
import type { PackRole, PackState } from './pack-state.ts'

/** One row of the table of what may be done with a pack. */
export interface PackCommandRow {
  /** States that it may be done in; `new` for a pack that is not known yet. */
  readonly from: readonly (PackState | 'new')[]
  /** The actor has one of them. */
  readonly roles: readonly PackRole[]
  /** All of them hold. */
  readonly guards: readonly PackGuard[]
  /** The state afterwards; `same` for the one before. */
  readonly to: PackState | 'same'
  /** Words of the CBV for the event that tells of it. */
  readonly biz_step: string
  readonly disposition?: string
}

const makers = ['manufacturer'] as const
const traders = ['manufacturer', 'wholesaler'] as const
const suppliers = ['pharmacy', 'care-provider'] as const
const holders = ['manufacturer', 'wholesaler', 'pharmacy', 'care-provider'] as const
const overseers = ['manufacturer', 'regulator'] as const
const anyState = [
  'active',
  'in_transit',
  'partly_supplied',
  'quarantined',
  'supplied',
  'exported',
  'sample',
  'free_sample',
  'locked',
  'checked_out',
  'repackaged',
  'destroyed',
  'stolen',
  'illegitimate',
] as const

/**
 * What may be done with a pack: by whom, from which state, if what, to which state, and the EPCIS event that tells of it.
 * @source CBV 2.0 §7.1 (biz steps), §7.2 (dispositions); Commission Delegated Regulation (EU) 2016/161 Art. 11 to 13, 22 to 25
 */
export const packCommands = {
  commission: {
    from: ['new'],
    roles: makers,
    guards: ['licence_holds', 'serial_is_unused', 'leaf_is_in_batch'],
    to: 'active',
    biz_step: 'commissioning',
    disposition: 'active',
  },
  pack: {
    from: ['active'],
    roles: traders,
    guards: ['is_held', 'parent_is_open'],
    to: 'active',
    biz_step: 'packing',
    disposition: 'in_progress',
  },
  unpack: {
    from: ['active'],
    roles: holders,
    guards: ['is_held', 'parent_is_open'],
    to: 'active',
    biz_step: 'unpacking',
    disposition: 'in_progress',
  },
  ship: {
    from: ['active'],
    roles: holders,
    guards: ['is_held'],
    to: 'in_transit',
    biz_step: 'shipping',
    disposition: 'in_transit',
  },
  receive: {
    from: ['in_transit'],
    roles: holders,
    guards: ['is_receiver'],
    to: 'active',
    biz_step: 'receiving',
    disposition: 'in_progress',
  },
  accept: {
    from: ['active'],
    roles: holders,
    guards: ['is_held'],
    to: 'active',
    biz_step: 'accepting',
    disposition: 'sellable_accessible',
  },
  verify: { from: anyState, roles: ['anybody'], guards: [], to: 'same', biz_step: 'inspecting' },
  supply: {
    from: ['active', 'partly_supplied'],
    roles: suppliers,
    guards: ['is_held', 'is_usable'],
    to: 'supplied',
    biz_step: 'dispensing',
    disposition: 'dispensed',
  },
  supply_part: {
    from: ['active', 'partly_supplied'],
    roles: suppliers,
    guards: ['is_held', 'is_usable', 'something_remains'],
    to: 'partly_supplied',
    biz_step: 'dispensing',
    disposition: 'partially_dispensed',
  },
  export: {
    from: ['active'],
    roles: traders,
    guards: ['is_held', 'is_usable'],
    to: 'exported',
    biz_step: 'decommissioning',
    disposition: 'inactive',
  },
  take_sample: {
    from: ['active'],
    roles: holders,
    guards: ['is_held'],
    to: 'sample',
    biz_step: 'decommissioning',
    disposition: 'inactive',
  },
  give_free_sample: {
    from: ['active'],
    roles: makers,
    guards: ['is_held', 'is_usable'],
    to: 'free_sample',
    biz_step: 'decommissioning',
    disposition: 'inactive',
  },
  lock: {
    from: ['active'],
    roles: holders,
    guards: ['is_held'],
    to: 'locked',
    biz_step: 'decommissioning',
    disposition: 'inactive',
  },
  destroy: {
    from: ['active', 'partly_supplied'],
    roles: holders,
    guards: ['is_held'],
    to: 'destroyed',
    biz_step: 'destroying',
    disposition: 'destroyed',
  },
  report_stolen: {
    from: ['active', 'partly_supplied'],
    roles: holders,
    guards: ['is_held'],
    to: 'stolen',
    biz_step: 'decommissioning',
    disposition: 'stolen',
  },
  check_out: {
    from: ['active'],
    roles: traders,
    guards: ['is_held', 'is_usable'],
    to: 'checked_out',
    biz_step: 'repackaging',
    disposition: 'inactive',
  },
  repackage: {
    from: ['checked_out'],
    roles: traders,
    guards: ['is_same_actor'],
    to: 'repackaged',
    biz_step: 'repackaging',
    disposition: 'inactive',
  },
  undo: {
    from: ['supplied', 'exported', 'sample', 'free_sample', 'locked', 'checked_out'],
    roles: holders,
    guards: ['is_same_actor', 'is_within_undo', 'is_usable', 'is_not_with_patient'],
    to: 'active',
    biz_step: 'receiving',
    disposition: 'returned',
  },
  flag_suspect: {
    from: ['active', 'in_transit'],
    roles: [...holders, 'regulator'],
    guards: ['is_held_or_overseen', 'alert_is_suspect'],
    to: 'quarantined',
    biz_step: 'holding',
    disposition: 'non_sellable_other',
  },
  recover: {
    from: ['stolen'],
    roles: [...holders, 'regulator'],
    guards: ['is_held_or_overseen'],
    to: 'quarantined',
    biz_step: 'holding',
    disposition: 'non_sellable_other',
  },
  clear: {
    from: ['quarantined'],
    roles: overseers,
    guards: ['two_have_signed'],
    to: 'active',
    biz_step: 'inspecting',
    disposition: 'conformant',
  },
  confirm_illegitimate: {
    from: ['quarantined'],
    roles: overseers,
    guards: ['two_have_signed'],
    to: 'illegitimate',
    biz_step: 'inspecting',
    disposition: 'no_pedigree_match',
  },
} as const satisfies Readonly<Record<string, PackCommandRow>>

/** What may be done with a pack. */
export type PackCommand = keyof typeof packCommands
