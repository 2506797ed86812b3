import type { Words } from '../../kernel/index.ts'

/** What is wrong with the form of a credential. None of them repeats what stands there. */
export const licenceFaults = {
  length: { en: 'there are too many or too few credentials', el: 'τα διαπιστευτήρια είναι πάρα πολλά ή πολύ λίγα' },
  size: { en: 'it is too large', el: 'είναι πολύ μεγάλο' },
  parts: { en: 'it is not a signed token of three parts', el: 'δεν είναι υπογεγραμμένο διακριτικό τριών μερών' },
  json: { en: 'its content is not strict JSON', el: 'το περιεχόμενό του δεν είναι αυστηρό JSON' },
  algorithm: { en: 'it is not signed with ES256', el: 'δεν είναι υπογεγραμμένο με ES256' },
  header: {
    en: 'its header holds what is not known here',
    el: 'η κεφαλίδα του έχει στοιχεία που δεν είναι γνωστά εδώ',
  },
  key: { en: 'its key identifier is not its issuer’s', el: 'το αναγνωριστικό κλειδιού δεν είναι του εκδότη του' },
  kind: { en: 'it is not one licence of GS1', el: 'δεν είναι μία άδεια του GS1' },
  claims: { en: 'its claims contradict one another', el: 'τα στοιχεία του αντιφάσκουν μεταξύ τους' },
  issuer: { en: 'its issuer is missing', el: 'λείπει ο εκδότης του' },
  subject: { en: 'its subject is missing', el: 'λείπει το υποκείμενό του' },
  value: { en: 'the licensed number has another form', el: 'ο αριθμός που παραχωρείται έχει άλλη μορφή' },
  times: { en: 'its times are missing or not valid', el: 'οι χρόνοι του λείπουν ή δεν είναι έγκυροι' },
  account: { en: 'it names no account of a ledger', el: 'δεν αναφέρει λογαριασμό κατάστιχου' },
  ledger: {
    en: 'the ledger cannot find its members in one way only',
    el: 'το κατάστιχο δεν μπορεί να βρει τα στοιχεία του με έναν μόνο τρόπο',
  },
} as const satisfies Record<string, Words>

/** Why one credential does not follow from the one before it. */
export const chainFaults = {
  issuer: {
    en: 'it was issued by somebody else than the licensee',
    el: 'εκδόθηκε από άλλον και όχι από τον δικαιούχο',
  },
  order: { en: 'this kind does not stand here', el: 'αυτό το είδος δεν έχει θέση εδώ' },
  link: { en: 'it extends another credential', el: 'επεκτείνει άλλο διαπιστευτήριο' },
  key: {
    en: 'the licensee before it has no key in its identifier',
    el: 'ο προηγούμενος δικαιούχος δεν έχει κλειδί στο αναγνωριστικό του',
  },
} as const satisfies Record<string, Words>
