import type { ErrorRow } from '../../kernel/index.ts'

const askTheIssuer = {
  en: 'Ask whoever licensed the prefix for the credentials again, whole and in order.',
  el: 'Ζητήστε ξανά τα διαπιστευτήρια, ολόκληρα και με τη σειρά τους, από όποιον παραχώρησε το πρόθεμα.',
}

/** Why a chain of GS1 licence credentials gives no right to a number. */
export const licenceErrorRows = {
  MEDICINES_LICENCE_MALFORMED: {
    status: 422,
    retry: 'never',
    title: {
      en: 'Credential {credential} of the licence has another form: {reason}',
      el: 'Το διαπιστευτήριο {credential} της άδειας έχει άλλη μορφή: {reason}',
    },
    hint: askTheIssuer,
    shows: ['credential', 'reason'],
  },
  MEDICINES_LICENCE_SIGNATURE_INVALID: {
    status: 422,
    retry: 'never',
    title: {
      en: 'The signature of credential {credential} does not hold',
      el: 'Η υπογραφή του διαπιστευτηρίου {credential} δεν ισχύει',
    },
    hint: askTheIssuer,
    shows: ['credential'],
  },
  MEDICINES_LICENCE_ROOT_UNKNOWN: {
    status: 422,
    retry: 'ask',
    title: {
      en: 'The licence does not begin with an issuer that is trusted here',
      el: 'Η άδεια δεν ξεκινά από εκδότη που θεωρείται έμπιστος εδώ',
    },
    hint: {
      en: 'Put the credential of the trusted issuer first, or have the operator of the node name that issuer as trusted.',
      el: 'Βάλτε πρώτο το διαπιστευτήριο του έμπιστου εκδότη ή ζητήστε από τον διαχειριστή του κόμβου να τον ορίσει ως έμπιστο.',
    },
    shows: [],
  },
  MEDICINES_LICENCE_CHAIN_BROKEN: {
    status: 422,
    retry: 'never',
    title: {
      en: 'Credential {credential} does not follow from the one before it: {reason}',
      el: 'Το διαπιστευτήριο {credential} δεν προκύπτει από το προηγούμενο: {reason}',
    },
    hint: askTheIssuer,
    shows: ['credential', 'reason'],
  },
  MEDICINES_LICENCE_NUMBER_OUTSIDE: {
    status: 422,
    retry: 'never',
    title: {
      en: 'Credential {credential} licenses a number that its issuer was never given',
      el: 'Το διαπιστευτήριο {credential} παραχωρεί αριθμό που δεν είχε δοθεί ποτέ στον εκδότη του',
    },
    hint: askTheIssuer,
    shows: ['credential'],
  },
  MEDICINES_LICENCE_EXPIRED: {
    status: 422,
    retry: 'ask',
    title: {
      en: 'Credential {credential} of the licence expired on {expired_at}',
      el: 'Το διαπιστευτήριο {credential} της άδειας έληξε στις {expired_at}',
    },
    hint: {
      en: 'Renew the licence with the member organisation and prove it again.',
      el: 'Ανανεώστε την άδεια στον εθνικό φορέα GS1 και υποβάλετέ την ξανά.',
    },
    shows: ['credential', 'expired_at'],
  },
  MEDICINES_LICENCE_NOT_YET_VALID: {
    status: 422,
    retry: 'later',
    title: {
      en: 'Credential {credential} of the licence is valid only from {valid_from}',
      el: 'Το διαπιστευτήριο {credential} της άδειας ισχύει μόνο από τις {valid_from}',
    },
    hint: { en: 'Try again when its time has come.', el: 'Δοκιμάστε ξανά όταν αρχίσει η ισχύς του.' },
    shows: ['credential', 'valid_from'],
  },
  MEDICINES_LICENCE_STATUS_UNKNOWN: {
    status: 422,
    retry: 'ask',
    title: {
      en: 'Whether credential {credential} was withdrawn by its issuer cannot be known here',
      el: 'Δεν μπορεί να διαπιστωθεί εδώ αν ο εκδότης απέσυρε το διαπιστευτήριο {credential}',
    },
    hint: {
      en: 'Lists of withdrawn credentials are not read. Ask for a credential that ends by its expiry alone.',
      el: 'Οι λίστες αποσυρμένων διαπιστευτηρίων δεν διαβάζονται. Ζητήστε διαπιστευτήριο που παύει μόνο με τη λήξη του.',
    },
    shows: ['credential'],
  },
  MEDICINES_LICENCE_OTHER_SUBJECT: {
    status: 403,
    retry: 'never',
    title: {
      en: 'The licence was given to another account',
      el: 'Η άδεια έχει δοθεί σε άλλον λογαριασμό',
    },
    hint: {
      en: 'Prove the licence with the account that it names, on the ledger that it names.',
      el: 'Υποβάλετε την άδεια με τον λογαριασμό και στο κατάστιχο που αναφέρει.',
    },
    shows: [],
  },
  MEDICINES_LICENCE_GTIN_OUTSIDE: {
    status: 403,
    retry: 'never',
    title: {
      en: 'The product number {gtin} is not under this licence',
      el: 'Ο κωδικός προϊόντος {gtin} δεν καλύπτεται από αυτή την άδεια',
    },
    hint: {
      en: 'Check the number, or prove the licence of the prefix that it begins with.',
      el: 'Ελέγξτε τον κωδικό ή υποβάλετε την άδεια του προθέματος με το οποίο αρχίζει.',
    },
    shows: ['gtin'],
  },
} as const satisfies Readonly<Record<string, ErrorRow>>
