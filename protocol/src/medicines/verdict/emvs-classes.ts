import type { Words } from '../../kernel/index.ts'

/** Whether an alert points at data and devices, at how a pack was handled, or at the pack itself. */
export type AlertKind = 'technical' | 'process' | 'suspect'

/** Each kind as people read it. */
export const alertKinds = {
  technical: { en: 'technical: data or device', el: 'τεχνική: δεδομένα ή συσκευή' },
  process: { en: 'procedural: how the pack was handled', el: 'διαδικαστική: χειρισμός της συσκευασίας' },
  suspect: { en: 'the pack has to be examined', el: 'η συσκευασία πρέπει να εξεταστεί' },
} as const satisfies Readonly<Record<AlertKind, Words>>

/**
 * The classes of alerts of the European verification system that are told apart here.
 * @source SecurMed UK, FMD NMVS alert codes; EMVO release 1.8, level-5 alerts
 */
export const emvsClasses = {
  A2: { en: 'batch not found', el: 'η παρτίδα δεν βρέθηκε' },
  A3: { en: 'serial number not found', el: 'ο σειριακός αριθμός δεν βρέθηκε' },
  A7: { en: 'pack is in the requested state already', el: 'η συσκευασία είναι ήδη στη ζητούμενη κατάσταση' },
  A24: { en: 'change of state not possible', el: 'η αλλαγή κατάστασης δεν είναι δυνατή' },
  A52: { en: 'expiry differs from the record', el: 'η ημερομηνία λήξης διαφέρει από την εγγραφή' },
  A68: { en: 'batch differs from the record', el: 'η παρτίδα διαφέρει από την εγγραφή' },
} as const satisfies Readonly<Record<string, Words>>

/** Code of a class of alerts. */
export type EmvsClass = keyof typeof emvsClasses
