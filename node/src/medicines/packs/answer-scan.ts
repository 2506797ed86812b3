import type { Language, Milliseconds } from '@symbolon/protocol/kernel'
import {
  findPack,
  isOfDelivery,
  judge,
  type KnownPack,
  type PackAnswer,
  type PackScan,
  publicOutcomeOf,
  publicWords,
  type ReadPack,
  type ScanFault,
  sayVerdict,
  stateOf,
  type Verdict,
} from '@symbolon/protocol/medicines'
import type { Address } from '../../kernel/index.ts'
import { knownPackOf } from './known-pack.ts'
import type { NameBook } from './name-book.ts'
import type { PackIndex, PackPlace } from './pack-index.ts'
import { presentPack } from './present-pack.ts'
import { readPackScan, type ScanFlaw } from './read-pack-scan.ts'

/** Where scans are answered from: memory alone. */
export interface ScanDesk {
  readonly index: PackIndex
  readonly names: NameBook
  /** Older than this a status says nothing, milliseconds. */
  readonly age_ms_max: number
}

/** A scan, and who asks. */
export interface AskedScan {
  readonly text: string
  readonly language: Language
  readonly now: Milliseconds
  /** The account of a party that handles packs, or of a regulator; nobody's else. */
  readonly professional?: Address | undefined
}

/** What a scan came to. */
export interface ScanOutcome {
  readonly scan: PackScan
  readonly flaw?: ScanFlaw
  readonly place?: PackPlace
  readonly pack?: KnownPack
  /** For professionals. */
  readonly verdict?: Verdict
  readonly answer: PackAnswer
}

/** Reads what a scanner sent, looks the pack up and says what is known of it. Changes nothing and asks nobody. */
export function answerScan(desk: ScanDesk, asked: AskedScan): ScanOutcome {
  const { readings, flaw } = readPackScan(asked.text)
  const found = lookUp(desk.index, readings)
  const met = { ...found, ...(flaw && { flaw }) }
  return asked.professional === undefined ? answerAnybody(desk, asked, met) : answerProfessional(desk, asked, met)
}

interface MetPack {
  readonly scan: PackScan
  readonly flaw?: ScanFlaw
  readonly place?: PackPlace
  readonly pack?: KnownPack
  readonly fault?: ScanFault
}

/** The first reading that a pack bears; serial numbers can't be guessed, so one that hits is the one that was printed. */
function lookUp(index: PackIndex, readings: readonly PackScan[]): MetPack {
  for (const scan of readings) {
    const places: [KnownPack, PackPlace][] = []
    const { pack, fault = scan.fault } = findPack(scan, (gtin, serial) => {
      const place = index.find({ gtin, serial, lot: scan.lot })
      const known = place && knownPackOf(index, place)
      if (known) places.push([known, place])
      return known
    })
    const place = places.find(([known]) => known === pack)?.[1]
    if (pack && place) return { scan, pack, place, ...(fault && { fault }) }
  }
  const [scan = {}] = readings
  return { scan, ...(scan.fault && { fault: scan.fault }) }
}

/** How old the records are; nothing when nothing was ever known. */
function ageOf({ index, age_ms_max }: ScanDesk, now: Milliseconds) {
  const ledger_age_ms_max = age_ms_max
  if (index.asOf === undefined) return { ledger_age_ms_max }
  return { ledger_age_ms: Math.max(0, now - index.asOf), ledger_age_ms_max }
}

function answerProfessional(desk: ScanDesk, asked: AskedScan, met: MetPack): ScanOutcome {
  const { now, language, professional = '' } = asked
  const { scan, pack, place, fault, flaw } = met
  const age = ageOf(desk, now)
  const verdict = judge({
    scan,
    ...(pack && { pack }),
    ...(fault && { fault }),
    ...(!pack && scan.gtin !== undefined && { knows: knowledgeOf(desk, scan.gtin, scan.lot) }),
    here: { actor: professional, place: professional },
    now,
    ...age,
  })
  const { emvs, kind, location, outcome, reason, undo_until } = verdict
  const { said, todo } = sayVerdict(verdict, { language, now, time_zone: 'UTC' })
  const state = pack && outcome !== 'not_checked' ? stateOf(packFor(professional, pack), now) : undefined
  const answer: PackAnswer = {
    as_of: asOfText(desk),
    at: answeredAt(now),
    audience: 'professional',
    emvs,
    fault: verdict.fault,
    flaw,
    kind,
    language,
    location,
    outcome,
    pack: place && presentPack(place, { names: desk.names, isFull: true, state }),
    reason,
    said,
    scan: readOf(scan),
    status_age_s: ageInSeconds(age.ledger_age_ms),
    todo,
    undo_until: undo_until === undefined ? undefined : new Date(undo_until).toISOString(),
  }
  return { ...met, verdict, answer }
}

/** Who is on neither side of a delivery is not told of it. */
function packFor(professional: string, pack: KnownPack): KnownPack {
  const isHidden = pack.state === 'in_transit' && !isOfDelivery(pack, professional)
  return isHidden ? { ...pack, state: 'active' } : pack
}

function answerAnybody(desk: ScanDesk, asked: AskedScan, met: MetPack): ScanOutcome {
  const { now, language } = asked
  const { scan, pack, place, flaw } = met
  const age = ageOf(desk, now)
  const outcome = publicOutcomeOf({ scan, ...(pack && { pack }), now, ...age })
  const { said, todo } = publicWords[outcome]
  const isShown = place !== undefined && outcome !== 'unknown'
  const answer: PackAnswer = {
    as_of: asOfText(desk),
    at: answeredAt(now),
    audience: 'public',
    fault: scan.fault,
    flaw,
    language,
    outcome,
    pack: isShown ? presentPack(place, { names: desk.names }) : undefined,
    said: said[language],
    scan: readOf(scan),
    status_age_s: ageInSeconds(age.ledger_age_ms),
    todo: todo[language],
  }
  return { ...met, answer }
}

function knowledgeOf({ index, names }: ScanDesk, gtin: string, lot: string | undefined) {
  const known = index.knows(gtin, lot)
  return known.product ? known : { ...known, product: names.hasProduct(gtin) }
}

function asOfText({ index }: ScanDesk): string | undefined {
  return index.asOf === undefined ? undefined : trueAt(index.asOf)
}

/** Many scans are answered in one millisecond, and from one state of the index: their times are written once. */
const answeredAt = timeWriter()
const trueAt = timeWriter()

/** Writes a time as RFC 3339; the same time again costs nothing. */
function timeWriter(): (at: Milliseconds) => string {
  let last: Milliseconds | undefined
  let text = ''
  return (at) => {
    if (at !== last) text = new Date(at).toISOString()
    last = at
    return text
  }
}

function ageInSeconds(age_ms: number | undefined): number | null {
  return age_ms === undefined ? null : Math.floor(age_ms / 1000)
}

function readOf({ expiry, gtin, lot, serial }: PackScan): ReadPack {
  return { expiry, gtin, lot, serial }
}
