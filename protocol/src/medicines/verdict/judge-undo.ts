import type { Milliseconds } from '../../kernel/index.ts'
import { decide } from '../pack/decide.ts'
import type { KnownPack } from '../pack/known-pack.ts'
import type { PackActor, PackFact, PackRefusal } from '../pack/pack-guards.ts'
import type { AlertKind, EmvsClass } from './emvs-classes.ts'

/** Whether an end may be undone; where not, why, and the alert that is raised. */
export type UndoVerdict =
  | { readonly refused?: undefined }
  | { readonly refused: PackRefusal; readonly emvs?: EmvsClass; readonly kind?: AlertKind }

/** Who asks to undo the end of a pack, and where. */
export interface UndoWish {
  readonly pack: KnownPack
  readonly actor: PackActor
  readonly place: string
  readonly now: Milliseconds
  /** True as the pack has not been with a patient. */
  readonly facts?: Partial<Readonly<Record<PackFact, true>>>
}

/**
 * Whether an end may be undone. A pack that is active is in the requested state already (A7); any other refusal is A24,
 * suspect where the end was made at another site; what holds for the whole class raises no alert.
 * @source Commission Delegated Regulation (EU) 2016/161 Art. 13; SecurMed UK, FMD NMVS alert codes (NC_PCK_06, 20, 21, 27)
 */
export function judgeUndo({ pack, actor, place, now, facts = {} }: UndoWish): UndoVerdict {
  const { refused } = decide('undo', pack, { actor, now, facts })
  if (refused === undefined) return {}
  if (refused === 'is_usable' || refused === 'is_not_with_patient' || refused === 'role') return { refused }
  if (pack.state === 'active') return { refused, emvs: 'A7', kind: 'process' }
  const isElsewhere = pack.end !== undefined && pack.end.place !== place
  return { refused, emvs: 'A24', kind: isElsewhere ? 'suspect' : 'process' }
}
