import type { Words } from '../../kernel/index.ts'

/** What is true of every pack in a state. */
export interface PackStateRow {
  readonly name: Words
  /** True when the pack has left the supply chain: nobody holds it any more. */
  readonly has_ended: boolean
}

/** The states that are kept for one pack. What holds for a whole batch or product is in `ClassState`. */
export const packStates = {
  active: { has_ended: false, name: { en: 'active', el: 'ενεργή' } },
  in_transit: { has_ended: false, name: { en: 'in transit', el: 'σε μεταφορά' } },
  partly_supplied: { has_ended: false, name: { en: 'partly supplied', el: 'χορηγήθηκε εν μέρει' } },
  quarantined: { has_ended: false, name: { en: 'set aside for examination', el: 'σε απομόνωση για εξέταση' } },
  supplied: { has_ended: true, name: { en: 'supplied', el: 'χορηγήθηκε' } },
  exported: { has_ended: true, name: { en: 'exported', el: 'εξήχθη' } },
  sample: { has_ended: true, name: { en: 'taken as a sample', el: 'ελήφθη ως δείγμα' } },
  free_sample: { has_ended: true, name: { en: 'given as a free sample', el: 'δόθηκε ως δωρεάν δείγμα' } },
  locked: { has_ended: true, name: { en: 'locked', el: 'κλειδωμένη' } },
  checked_out: { has_ended: true, name: { en: 'taken out for repackaging', el: 'αποσύρθηκε για ανασυσκευασία' } },
  repackaged: { has_ended: true, name: { en: 'repackaged', el: 'ανασυσκευάστηκε' } },
  destroyed: { has_ended: true, name: { en: 'destroyed', el: 'καταστράφηκε' } },
  stolen: { has_ended: true, name: { en: 'reported stolen', el: 'δηλώθηκε κλεμμένη' } },
  illegitimate: { has_ended: true, name: { en: 'confirmed as illegitimate', el: 'επιβεβαιώθηκε ως μη νόμιμη' } },
} as const satisfies Readonly<Record<string, PackStateRow>>

/** A state that is kept for one pack. */
export type PackState = keyof typeof packStates

/** What overrides the state of every pack of a batch or product. Computed, never written for a pack; the first that holds counts. */
export const classStates = {
  withdrawn: { en: 'product withdrawn', el: 'το προϊόν αποσύρθηκε' },
  recalled: { en: 'lot recalled', el: 'η παρτίδα ανακλήθηκε' },
  expired: { en: 'expired', el: 'έληξε' },
} as const satisfies Readonly<Record<string, Words>>

/** A state of a batch or product. */
export type ClassState = keyof typeof classStates

/** Who may act on packs, by the codes of their roles; `anybody` needs none. */
export type PackRole = 'manufacturer' | 'wholesaler' | 'pharmacy' | 'care-provider' | 'regulator' | 'anybody'
