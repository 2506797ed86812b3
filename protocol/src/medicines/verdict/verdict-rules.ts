import { classStateOf, isOfDelivery, type KnownPack, type PackEnd } from '../pack/known-pack.ts'
import { packCommands } from '../pack/pack-commands.ts'
import { UNDO_DAYS_MAX } from '../pack/pack-guards.ts'
import { type ClassState, type PackState, packStates } from '../pack/pack-state.ts'
import { differenceOf } from './differences.ts'
import { LEDGER_AGE_MINUTES_MAX, type Verdict, type VerdictBasis, type VerdictReason } from './verdict.ts'

/** Seconds in which a pack that its own pharmacy scans again has just been dispensed. */
export const JUST_DISPENSED_S = 120
const day_ms = 86_400_000

/** What it says, or nothing when it does not apply. */
type VerdictRule = (basis: VerdictBasis) => Verdict | undefined

const refuse = (reason: VerdictReason, more: Partial<Verdict> = {}): Verdict => ({
  outcome: 'do_not_dispense',
  reason,
  ...more,
})
const notChecked = (reason: VerdictReason): Verdict => ({ outcome: 'not_checked', reason })

const unreadable: VerdictRule = ({ scan, pack }) => {
  if (pack || (scan.gtin !== undefined && scan.serial !== undefined)) return undefined
  return refuse('unreadable', { kind: 'technical', fault: scan.fault ?? 'unreadable' })
}

/** No alert is raised for these: the pack is what it says. */
const classReasons: Readonly<Record<ClassState, VerdictReason>> = {
  withdrawn: 'withdrawn',
  recalled: 'recalled',
  expired: 'expired',
}
const endedForAll: VerdictRule = ({ pack, now }) => {
  const state = pack && classStateOf(pack, now)
  return state && refuse(classReasons[state])
}

const staleLedger: VerdictRule = ({ ledger_age_ms, ledger_age_ms_max = LEDGER_AGE_MINUTES_MAX * 60_000 }) => {
  if (ledger_age_ms === undefined) return notChecked('offline')
  return ledger_age_ms > ledger_age_ms_max ? notChecked('stale') : undefined
}

const scannerFault: VerdictRule = ({ scan, fault = scan.fault }) =>
  fault && refuse('scanner_fault', { emvs: 'A3', kind: 'technical', fault })

const unknownNumber: VerdictRule = ({ scan, pack, knows }) => {
  if (pack) return undefined
  if (!knows?.product) return refuse('product_unknown', { kind: 'technical' })
  if (scan.lot !== undefined && !knows.lot) return refuse('batch_unknown', { emvs: 'A2', kind: 'technical' })
  return refuse('serial_unknown', { emvs: 'A3', kind: 'suspect' })
}

const differentData: VerdictRule = ({ scan, pack, now }) => {
  const difference = pack && differenceOf(scan, pack, now)
  if (!difference) return undefined
  const fault = difference.fault && { fault: difference.fault }
  return difference.of === 'expiry'
    ? refuse('expiry_differs', { emvs: 'A52', kind: 'technical', ...fault })
    : refuse('lot_differs', { emvs: 'A68', kind: 'technical', ...fault })
}

/** States that mean the same wherever they were brought about. */
const saidAnywhere: Partial<Record<PackState, Verdict>> = {
  stolen: refuse('stolen', { emvs: 'A24', kind: 'suspect' }),
  illegitimate: refuse('illegitimate', { emvs: 'A24', kind: 'suspect' }),
  quarantined: refuse('quarantined'),
}
const heldBack: VerdictRule = ({ pack }) => pack && saidAnywhere[pack.state]

const onItsWay: VerdictRule = ({ pack, here }) => {
  if (pack?.state !== 'in_transit' || !isOfDelivery(pack, here.actor)) return undefined
  return refuse(pack.holder === here.actor ? 'sent_on' : 'in_transit', { kind: 'process' })
}

const endedBefore: VerdictRule = (basis) => {
  const { pack, here } = basis
  if (!pack || !packStates[pack.state].has_ended) return undefined
  const isHere = pack.end?.place === here.place
  const isDispensed = pack.state === 'supplied'
  const where = isHere ? 'here' : 'elsewhere'
  return refuse(
    isDispensed && isJustNow(basis) ? 'just_dispensed_here' : `${isDispensed ? 'dispensed' : 'ended'}_${where}`,
    {
      emvs: isDispensed ? 'A7' : 'A24',
      kind: isHere ? 'process' : 'suspect',
      location: isHere ? 'same' : 'other',
      ...(pack.end && { ended_at: pack.end.at, ended_place: pack.end.place }),
      ...undoOf(pack, basis),
    },
  )
}

function isJustNow({ pack, here, now }: VerdictBasis): boolean {
  const { end } = pack ?? {}
  const isOwn = end?.actor === here.actor && end.place === here.place
  return isOwn && Math.abs(now - end.at) <= JUST_DISPENSED_S * 1000
}

function undoOf({ state, end }: KnownPack, { here, now }: VerdictBasis): Pick<Verdict, 'undo_until'> {
  const states: readonly PackState[] = packCommands.undo.from
  const until = undoUntil(end)
  const isOpen = until !== undefined && now <= until && end?.actor === here.actor && states.includes(state)
  return isOpen ? { undo_until: until } : {}
}

/** When whoever ended a pack can no longer undo it. */
function undoUntil(end: PackEnd | undefined): number | undefined {
  return end && end.at + UNDO_DAYS_MAX * day_ms
}

const heldByAnother: VerdictRule = ({ pack, here }) =>
  pack && pack.holder !== here.actor ? refuse('not_held', { kind: 'process' }) : undefined

const genuine: VerdictRule = ({ pack }) =>
  pack && { outcome: 'may_be_dispensed', reason: pack.state === 'partly_supplied' ? 'genuine_part' : 'genuine' }

/** In this order; the first that says something decides. */
export const verdictRules: readonly VerdictRule[] = [
  unreadable,
  endedForAll,
  staleLedger,
  scannerFault,
  unknownNumber,
  differentData,
  heldBack,
  onItsWay,
  endedBefore,
  heldByAnother,
  genuine,
]
