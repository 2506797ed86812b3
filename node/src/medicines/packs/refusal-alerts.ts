import type { Milliseconds } from '@symbolon/protocol/kernel'
import {
  judge,
  judgeUndo,
  type KnownPack,
  type PackCommand,
  type PackRole,
  type Verdict,
} from '@symbolon/protocol/medicines'
import type { Actor } from '../policy.ts'
import type { PackPlace } from './pack-index.ts'
import type { ReadQueue } from './read-queue.ts'

/** Who wanted to do what with a pack that does not allow it. */
export interface RefusedAct {
  readonly actor: Actor
  readonly command: PackCommand
  readonly pack: KnownPack
  readonly cell?: string | undefined
}

const hour_ms = 3_600_000

/** Notes the alert that a refused act raises: A7 or A24, by who ended the pack and where. */
export function noteRefusal(
  reads: ReadQueue,
  { place, act, now }: { readonly place: PackPlace; readonly act: RefusedAct; readonly now: Milliseconds },
): void {
  const { actor, pack, cell } = act
  const verdict = verdictOf(act, now)
  if (verdict === undefined) return
  const { gtin, serial, lot, expiry } = pack
  const read = cell === undefined ? undefined : { cell, hour: Math.floor(now / hour_ms), reader: 'pharmacy' as const }
  reads.noteVerdict({ scan: { gtin, serial, lot, expiry }, verdict, place, read, at: now, parties: [actor.party] })
}

function verdictOf({ actor, command, pack }: RefusedAct, now: Milliseconds): Verdict | undefined {
  const here = { actor: actor.address, place: actor.address }
  const scan = { gtin: pack.gtin, serial: pack.serial }
  if (command !== 'undo') return judge({ scan, pack, here, now, ledger_age_ms: 0 })
  const who = { id: actor.address, roles: [...actor.roles] as PackRole[] }
  const facts = { is_not_with_patient: true } as const
  const undo = judgeUndo({ pack, actor: who, place: actor.address, now, facts })
  if (undo.refused === undefined) return undefined
  const { emvs, kind } = undo
  if (emvs === undefined || kind === undefined) return undefined
  const reason = kind === 'suspect' ? 'ended_elsewhere' : 'ended_here'
  return { outcome: 'do_not_dispense', reason, emvs, kind }
}
