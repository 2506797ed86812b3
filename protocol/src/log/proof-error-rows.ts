import type { ErrorRow } from '../kernel/index.ts'

/** Why there is no proof of an entry yet, or none that holds. */
export const proofErrorRows = {
  LOG_PROOF_PENDING: {
    status: 409,
    retry: 'later',
    title: {
      en: 'The entry stands in the log, and no published checkpoint covers it yet',
      el: 'Η εγγραφή υπάρχει στο μητρώο διαφάνειας, αλλά δεν την καλύπτει ακόμη δημοσιευμένο σημείο αναφοράς',
    },
    hint: {
      en: 'Ask again in a moment: checkpoints are published at fixed times.',
      el: 'Δοκιμάστε ξανά σε λίγο: τα σημεία αναφοράς δημοσιεύονται σε τακτά διαστήματα.',
    },
    shows: ['seconds'],
  },
  LOG_OPENING_DESTROYED: {
    status: 410,
    retry: 'never',
    title: {
      en: 'What opened this entry of the log was destroyed',
      el: 'Ό,τι άνοιγε αυτή την εγγραφή του μητρώου διαφάνειας έχει καταστραφεί',
    },
    hint: {
      en: 'Nobody can prove it any more. A proof that was fetched before stays valid.',
      el: 'Κανείς δεν μπορεί πλέον να την τεκμηριώσει. Όποιο τεκμήριο έχει ήδη ληφθεί παραμένει έγκυρο.',
    },
    shows: [],
  },
  LOG_OPENING_UNREADABLE: {
    status: 422,
    retry: 'never',
    title: {
      en: 'The opening of the entry does not open with this key',
      el: 'Το άνοιγμα της εγγραφής δεν διαβάζεται με αυτό το κλειδί',
    },
    hint: {
      en: 'Fetch it again; if that does not help, tell the operator of the node.',
      el: 'Λάβετέ το ξανά· αν δεν αρκεί, ενημερώστε τον διαχειριστή του κόμβου.',
    },
    shows: [],
  },
  LOG_PROOF_ALTERED: {
    status: 422,
    retry: 'never',
    title: {
      en: 'The proof was changed after it was written',
      el: 'Το τεκμήριο άλλαξε μετά τη σύνταξή του',
    },
    hint: {
      en: 'Do not rely on it; fetch the proof again from its source.',
      el: 'Μη βασιστείτε σε αυτό· λάβετε ξανά το τεκμήριο από την πηγή του.',
    },
    shows: [],
  },
  LOG_SIGN_IN_UNPROVEN: {
    status: 422,
    retry: 'never',
    title: {
      en: 'The sign-in in the proof does not hold: {reason}',
      el: 'Η σύνδεση που περιέχει το τεκμήριο δεν ισχύει: {reason}',
    },
    hint: {
      en: 'Do not rely on it; fetch the proof again from its source.',
      el: 'Μη βασιστείτε σε αυτό· λάβετε ξανά το τεκμήριο από την πηγή του.',
    },
    shows: ['reason'],
  },
  LOG_ANCHOR_UNPROVEN: {
    status: 422,
    retry: 'ask',
    title: {
      en: 'The ledger does not confirm the checkpoint: {reason}',
      el: 'Το κατάστιχο δεν επιβεβαιώνει το σημείο αναφοράς: {reason}',
    },
    hint: {
      en: 'Check the address of the ledger, or fetch a newer proof.',
      el: 'Ελέγξτε τη διεύθυνση του κατάστιχου ή λάβετε νεότερο τεκμήριο.',
    },
    shows: ['reason'],
  },
} as const satisfies Readonly<Record<string, ErrorRow>>
