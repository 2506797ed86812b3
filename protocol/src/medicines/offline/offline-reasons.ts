import type { Language, Milliseconds, Words } from '../../kernel/index.ts'

/** What a pharmacist may do after a check without a network. `not_checked` is neither good nor bad news. */
export type OfflineOutcome = 'may_be_dispensed' | 'do_not_dispense' | 'not_checked'

interface ReasonRow {
  readonly outcome: OfflineOutcome
  readonly words: Words
}

/**
 * Every reason of a verdict that was reached without a network, with what it means. `{as_of}` is when the status file
 * was issued: what happened since is not in it.
 */
export const offlineReasons = {
  genuine: {
    outcome: 'may_be_dispensed',
    words: {
      en: 'Genuine record, still to be dispensed as of {as_of} — may be dispensed. Check the seal.',
      el: 'Γνήσια εγγραφή, αχορήγητη έως {as_of} — μπορεί να χορηγηθεί. Ελέγξτε τη σφραγίδα.',
    },
  },
  recalled: {
    outcome: 'do_not_dispense',
    words: {
      en: 'The lot was recalled. Do not dispense; set the pack aside.',
      el: 'Η παρτίδα ανακλήθηκε. Μη χορηγείτε· απομονώστε τη συσκευασία.',
    },
  },
  withdrawn: {
    outcome: 'do_not_dispense',
    words: {
      en: 'The product was withdrawn. Do not dispense; set the pack aside.',
      el: 'Το προϊόν αποσύρθηκε. Μη χορηγείτε· απομονώστε τη συσκευασία.',
    },
  },
  expired: {
    outcome: 'do_not_dispense',
    words: { en: 'The pack has expired. Do not dispense.', el: 'Η συσκευασία έληξε. Μη χορηγείτε.' },
  },
  ended: {
    outcome: 'do_not_dispense',
    words: {
      en: 'As of {as_of} this pack was already dispensed or had left the market. Do not dispense; check online.',
      el: 'Έως {as_of} η συσκευασία είχε ήδη χορηγηθεί ή βγει από την αγορά. Μη χορηγείτε· επαληθεύστε μέσω σύνδεσης.',
    },
  },
  held: {
    outcome: 'do_not_dispense',
    words: {
      en: 'As of {as_of} this pack was held back. Do not dispense until that is resolved.',
      el: 'Έως {as_of} η συσκευασία ήταν δεσμευμένη. Μη χορηγείτε ώσπου να διευκρινιστεί.',
    },
  },
  not_signed: {
    outcome: 'do_not_dispense',
    words: {
      en: 'What was read is not what the maker signed. Scan again; if it stays so, do not dispense and check online.',
      el: 'Όσα διαβάστηκαν δεν είναι όσα υπέγραψε ο παρασκευαστής. Σαρώστε ξανά· αν επιμένει, μη χορηγείτε και επαληθεύστε μέσω σύνδεσης.',
    },
  },
  expiry_differs: {
    outcome: 'do_not_dispense',
    words: {
      en: 'The expiry on the pack is not that of its batch. Scan again; if it stays so, do not dispense and check online.',
      el: 'Η λήξη στη συσκευασία δεν είναι αυτή της παρτίδας. Σαρώστε ξανά· αν επιμένει, μη χορηγείτε και επαληθεύστε μέσω σύνδεσης.',
    },
  },
  no_evidence: {
    outcome: 'not_checked',
    words: {
      en: 'Not checked yet (offline): there is neither a signed code nor a proof of this pack. This does not mean it is suspect.',
      el: 'Δεν ελέγχθηκε ακόμη (εκτός σύνδεσης): δεν υπάρχει υπογεγραμμένος κωδικός ούτε τεκμήριο της συσκευασίας. Δεν σημαίνει ότι είναι ύποπτη.',
    },
  },
  key_unknown: {
    outcome: 'not_checked',
    words: {
      en: "Not checked yet (offline): the maker's key is not known here. This does not mean the pack is suspect.",
      el: 'Δεν ελέγχθηκε ακόμη (εκτός σύνδεσης): το κλειδί του παρασκευαστή δεν είναι γνωστό εδώ. Δεν σημαίνει ότι είναι ύποπτη.',
    },
  },
  key_not_valid: {
    outcome: 'not_checked',
    words: {
      en: "Not checked yet (offline): the code was signed on a day on which the maker's key does not count here.",
      el: 'Δεν ελέγχθηκε ακόμη (εκτός σύνδεσης): ο κωδικός υπογράφηκε σε ημέρα που το κλειδί του παρασκευαστή δεν ισχύει εδώ.',
    },
  },
  product_not_licensed: {
    outcome: 'not_checked',
    words: {
      en: 'Not checked yet (offline): the licence that is known here does not name this product.',
      el: 'Δεν ελέγχθηκε ακόμη (εκτός σύνδεσης): η άδεια που είναι γνωστή εδώ δεν αφορά αυτό το προϊόν.',
    },
  },
  proof_wrong: {
    outcome: 'not_checked',
    words: {
      en: 'Not checked yet (offline): the proof that is here is not of what was read. Scan again.',
      el: 'Δεν ελέγχθηκε ακόμη (εκτός σύνδεσης): το τεκμήριο που υπάρχει εδώ δεν αφορά όσα διαβάστηκαν. Σαρώστε ξανά.',
    },
  },
  no_status_file: {
    outcome: 'not_checked',
    words: {
      en: 'Not checked yet (offline): there is no status file here. This does not mean the pack is suspect.',
      el: 'Δεν ελέγχθηκε ακόμη (εκτός σύνδεσης): δεν υπάρχει εδώ αρχείο κατάστασης. Δεν σημαίνει ότι είναι ύποπτη.',
    },
  },
  status_outdated: {
    outcome: 'not_checked',
    words: {
      en: 'Not checked yet (offline): the status file is of {as_of} and no longer holds. Fetch a new one.',
      el: 'Δεν ελέγχθηκε ακόμη (εκτός σύνδεσης): το αρχείο κατάστασης είναι της {as_of} και δεν ισχύει πλέον. Λάβετε νέο.',
    },
  },
  clock_behind: {
    outcome: 'not_checked',
    words: {
      en: 'Not checked yet (offline): the status file is of {as_of}, which is ahead of the clock here. Set the clock.',
      el: 'Δεν ελέγχθηκε ακόμη (εκτός σύνδεσης): το αρχείο κατάστασης είναι της {as_of}, μπροστά από το ρολόι εδώ. Ρυθμίστε το ρολόι.',
    },
  },
  batch_not_listed: {
    outcome: 'not_checked',
    words: {
      en: 'Not checked yet (offline): the status file says nothing of this lot. This does not mean the pack is suspect.',
      el: 'Δεν ελέγχθηκε ακόμη (εκτός σύνδεσης): το αρχείο κατάστασης δεν αναφέρει αυτή την παρτίδα. Δεν σημαίνει ότι είναι ύποπτη.',
    },
  },
} as const satisfies Readonly<Record<string, ReasonRow>>

/** Why a verdict was reached without a network. */
export type OfflineReason = keyof typeof offlineReasons

/** What a check without a network came to. */
export interface OfflineVerdict {
  readonly outcome: OfflineOutcome
  readonly reason: OfflineReason
  /** When the status file that counted was issued, milliseconds since 1970; absent where none counted. */
  readonly as_of?: Milliseconds
  /** Who vouches that the identifier is genuine; absent where nobody was shown to. It vouches for no box. */
  readonly vouched_by?: 'maker' | 'node'
}

/** The sentence of a verdict in one language, its instant in UTC. */
export function describeOffline({ reason, as_of }: OfflineVerdict, language: Language): string {
  const text = offlineReasons[reason].words[language]
  return as_of === undefined ? text : text.replace('{as_of}', instantText(as_of, language))
}

function instantText(instant: Milliseconds, language: Language): string {
  const [date = '', time = ''] = new Date(instant).toISOString().split('T')
  const day = language === 'el' ? date.split('-').reverse().join('/') : date
  return `${day}, ${time.slice(0, 5)} UTC`
}
