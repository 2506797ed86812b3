import type { Milliseconds, Words } from '../../kernel/index.ts'
import { classStateOf, type KnownPack } from './known-pack.ts'
import type { PackRole } from './pack-state.ts'

/** Days in which whoever ended a pack may take that back. @source Commission Delegated Regulation (EU) 2016/161 Art. 13(1)(c) */
export const UNDO_DAYS_MAX = 10
const day_ms = 86_400_000

/** Somebody who acts on a pack. */
export interface PackActor {
  /** Identifier of the party. */
  readonly id: string
  readonly roles: readonly PackRole[]
}

/** What a decision depends on besides the pack. What is not said does not hold. */
export interface PackContext {
  readonly actor: PackActor
  readonly now: Milliseconds
  /** The second one who signed, where two have to. */
  readonly second?: PackActor
  /** Each is a fact that the caller has found out. */
  readonly facts?: Partial<Readonly<Record<PackFact, true>>>
}

/** Facts that neither the pack nor the actor says by itself. */
export type PackFact =
  | 'licence_holds'
  | 'serial_is_unused'
  | 'leaf_is_in_batch'
  | 'parent_is_open'
  | 'something_remains'
  | 'is_not_with_patient'
  | 'alert_is_suspect'

interface Guarded {
  readonly pack: KnownPack | undefined
  readonly context: PackContext
}

const fact =
  (name: PackFact) =>
  ({ context }: Guarded): boolean =>
    context.facts?.[name] === true
const isHeld = ({ pack, context }: Guarded) => pack?.holder === context.actor.id
const oversees = ({ roles }: PackActor) => roles.includes('regulator')

/** Each says whether it holds. */
export const packGuards = {
  licence_holds: fact('licence_holds'),
  serial_is_unused: fact('serial_is_unused'),
  leaf_is_in_batch: fact('leaf_is_in_batch'),
  parent_is_open: fact('parent_is_open'),
  something_remains: fact('something_remains'),
  is_not_with_patient: fact('is_not_with_patient'),
  alert_is_suspect: fact('alert_is_suspect'),
  is_held: isHeld,
  is_held_or_overseen: (guarded: Guarded) => isHeld(guarded) || oversees(guarded.context.actor),
  is_receiver: ({ pack, context }: Guarded) => pack?.receiver === context.actor.id,
  is_usable: ({ pack, context }: Guarded) => pack !== undefined && classStateOf(pack, context.now) === undefined,
  is_same_actor: ({ pack, context }: Guarded) => pack?.end?.actor === context.actor.id,
  is_within_undo: ({ pack, context }: Guarded) =>
    pack?.end !== undefined && context.now - pack.end.at <= UNDO_DAYS_MAX * day_ms,
  two_have_signed: ({ context: { actor, second } }: Guarded) => {
    if (!second || second.id === actor.id) return false
    const signs = (role: PackRole, by: PackActor) => by.roles.includes(role)
    return (
      (signs('manufacturer', actor) && signs('regulator', second)) ||
      (signs('regulator', actor) && signs('manufacturer', second))
    )
  },
} as const satisfies Readonly<Record<string, (guarded: Guarded) => boolean>>

/** A condition of the table of commands. */
export type PackGuard = keyof typeof packGuards

/** Why a command on a pack is refused. */
export const packRefusals = {
  state: { en: 'its state does not allow it', el: 'δεν το επιτρέπει η κατάστασή της' },
  role: { en: 'the role of the actor does not allow it', el: 'δεν το επιτρέπει ο ρόλος όποιου το ζητά' },
  licence_holds: { en: 'no licence of the prefix was proved', el: 'δεν τεκμηριώθηκε άδεια για το πρόθεμα' },
  serial_is_unused: { en: 'the serial number is in use', el: 'ο σειριακός αριθμός χρησιμοποιείται ήδη' },
  leaf_is_in_batch: { en: 'it is not in the batch', el: 'δεν ανήκει στην παρτίδα' },
  parent_is_open: { en: 'the case or pallet is closed', el: 'το κιβώτιο ή η παλέτα είναι κλειστή' },
  something_remains: { en: 'nothing of it remains', el: 'δεν απομένει τίποτα από αυτήν' },
  is_not_with_patient: { en: 'a patient has had it', el: 'την είχε ήδη ασθενής' },
  alert_is_suspect: { en: 'no alert says that it is suspect', el: 'καμία ειδοποίηση δεν τη θεωρεί ύποπτη' },
  is_held: { en: 'somebody else holds it', el: 'την κατέχει άλλος' },
  is_held_or_overseen: { en: 'somebody else holds it', el: 'την κατέχει άλλος' },
  is_receiver: { en: 'it is on its way to somebody else', el: 'προορίζεται για άλλον' },
  is_usable: {
    en: 'it has expired, or its lot was recalled or the product withdrawn',
    el: 'έχει λήξει, ή η παρτίδα ανακλήθηκε ή το προϊόν αποσύρθηκε',
  },
  is_same_actor: { en: 'somebody else ended it', el: 'το έκανε άλλος' },
  is_within_undo: { en: 'more than ten days have passed', el: 'πέρασαν περισσότερες από δέκα ημέρες' },
  two_have_signed: {
    en: 'the manufacturer and the authority have to sign both',
    el: 'πρέπει να υπογράψουν και ο παρασκευαστής και η αρχή',
  },
} as const satisfies Readonly<Record<PackGuard | 'state' | 'role', Words>>

/** Why a command on a pack is refused, by its code. */
export type PackRefusal = keyof typeof packRefusals
