import type { Words } from '../../kernel/index.ts'
import type { AlertKind, EmvsClass } from '../verdict/emvs-classes.ts'
import type { PackScan } from '../verdict/pack-scan.ts'
import type { PackRead } from './pack-read.ts'

/** What of a pack's history no honest handling explains, or hardly any. */
export type CloneRule =
  | 'unknown_serial'
  | 'dispensed_twice'
  | 'read_after_end'
  | 'impossible_speed'
  | 'outside_path'
  | 'outside_market'
  | 'rate_spike'

/** Each rule as people read it. What it says is about a number, never about a box. */
export const cloneRuleWords: Readonly<Record<CloneRule, Words>> = {
  unknown_serial: {
    en: 'A number was read that no maker ever recorded.',
    el: 'Διαβάστηκε αριθμός που δεν έχει καταγράψει ποτέ παρασκευαστής.',
  },
  dispensed_twice: { en: 'One number was dispensed twice.', el: 'Ένας αριθμός χορηγήθηκε δύο φορές.' },
  read_after_end: {
    en: 'A number was read elsewhere after its pack had been dispensed or taken out of use.',
    el: 'Ένας αριθμός διαβάστηκε αλλού αφού η συσκευασία του είχε χορηγηθεί ή βγει εκτός χρήσης.',
  },
  impossible_speed: {
    en: 'A number was read at two places that no pack can reach in the time between.',
    el: 'Ένας αριθμός διαβάστηκε σε δύο σημεία που καμία συσκευασία δεν προλαβαίνει να διανύσει.',
  },
  outside_path: {
    en: 'A number was read by a party that its pack was never sent to.',
    el: 'Έναν αριθμό διάβασε φορέας στον οποίο η συσκευασία του δεν στάλθηκε ποτέ.',
  },
  outside_market: {
    en: 'A number was read in a country that its pack was not made for.',
    el: 'Ένας αριθμός διαβάστηκε σε χώρα για την οποία δεν προορίζεται η συσκευασία του.',
  },
  rate_spike: {
    en: 'The numbers of a lot are read far more often than before.',
    el: 'Οι αριθμοί μιας παρτίδας διαβάζονται πολύ συχνότερα από πριν.',
  },
}

/** One read or act that a finding rests on. */
export type EvidenceRead = Omit<PackRead, 'pack'>

/** What a finding rests on, so that a person can judge it. */
export interface Evidence {
  readonly reads: readonly EvidenceRead[]
  /** The least distance that lies between, kilometres. */
  readonly distance_km?: number
  /** The longest time that may have passed, hours. */
  readonly hours?: number
  /** The least speed that follows from the two, km/h. */
  readonly speed_km_h?: number
  /** How many were seen in a window, how many were to be expected, and how likely as many would be by chance. */
  readonly seen?: number
  readonly expected?: number
  readonly chance?: number
  /** Of which kind of party a read was, where the finding is about that; its country is the one that the party states. */
  readonly asked?: Pick<PackRead, 'hour' | 'reader'> & { readonly cell?: string; readonly country?: string }
  /** How many parties the pack's path names. */
  readonly links?: number
  /** Countries that the batch is made for, as its maker signed. */
  readonly markets?: readonly string[]
  /** What the code said, beside what the record says. */
  readonly scanned?: PackScan
  readonly recorded?: { readonly lot: string; readonly expiry: string }
}

/** What a rule found. */
export interface CloneFinding {
  readonly rule: CloneRule
  readonly kind: AlertKind
  readonly emvs?: EmvsClass
  /** How often such a finding has an honest cause; see `assumedHonestShares`. */
  readonly honest_share: number
  readonly evidence: Evidence
}
