import type { Words } from '../../kernel/index.ts'

/** Why a member of an EPCIS document is refused. None of them repeats what stands there. */
export const reasons = {
  list: { en: 'a list is expected', el: 'αναμένεται λίστα' },
  empty: { en: 'the list is empty', el: 'η λίστα είναι κενή' },
  twice: { en: 'it is in the list twice', el: 'υπάρχει δύο φορές στη λίστα' },
  text: { en: 'a text is expected', el: 'αναμένεται κείμενο' },
  boolean: { en: 'true or false is expected', el: 'αναμένεται true ή false' },
  uri: { en: 'a URI is expected', el: 'αναμένεται URI' },
  zone: { en: 'an offset such as +02:00 is expected', el: 'αναμένεται διαφορά ώρας όπως +02:00' },
  hex: { en: 'hexadecimal digits are expected', el: 'αναμένονται δεκαεξαδικά ψηφία' },
  unit: {
    en: 'a unit of two or three capitals or digits is expected (UN/ECE Recommendation 20)',
    el: 'αναμένεται μονάδα από δύο ή τρία κεφαλαία ή ψηφία (UN/ECE Recommendation 20)',
  },
  version: { en: 'a version such as 2.0 is expected', el: 'αναμένεται έκδοση όπως 2.0' },
  word: {
    en: 'a word of the Core Business Vocabulary, written alone, or the URI of a vocabulary of your own is expected',
    el: 'αναμένεται λέξη του Core Business Vocabulary, γραμμένη μόνη της, ή το URI δικού σας λεξιλογίου',
  },
  kind: {
    en: 'one of the five kinds of event of EPCIS 2.0 is expected',
    el: 'αναμένεται ένα από τα πέντε είδη συμβάντος του EPCIS 2.0',
  },
  document: {
    en: 'EPCISDocument, EPCISQueryDocument or a kind of event is expected',
    el: 'αναμένεται EPCISDocument, EPCISQueryDocument ή είδος συμβάντος',
  },
  unknown: { en: 'there is no such field here', el: 'δεν υπάρχει τέτοιο πεδίο εδώ' },
  alias: {
    en: 'a field of EPCIS is written by its short name',
    el: 'ένα πεδίο του EPCIS γράφεται με το σύντομο όνομά του',
  },
  prefix: {
    en: 'the context does not say what the prefix stands for',
    el: 'το context δεν ορίζει το πρόθεμα',
  },
  redefined: {
    en: 'the context gives a name of EPCIS another meaning',
    el: 'το context δίνει άλλη σημασία σε όνομα του EPCIS',
  },
  context: {
    en: 'the context of EPCIS 2.0 is not in it',
    el: 'δεν περιέχει το context του EPCIS 2.0',
  },
  address: { en: 'an address or an object is expected', el: 'αναμένεται διεύθυνση ή αντικείμενο' },
  ilmd: {
    en: 'master data of an instance or lot goes with action ADD only',
    el: 'τα βασικά στοιχεία τεμαχίου ή παρτίδας μπαίνουν μόνο με action ADD',
  },
  child: {
    en: 'something that is in the parent is expected, unless action is DELETE',
    el: 'αναμένεται κάτι που περιέχεται στο parentID, εκτός αν το action είναι DELETE',
  },
  parent: { en: 'with ADD and DELETE it is needed', el: 'χρειάζεται με ADD και DELETE' },
  what: {
    en: 'the event has to say what it is about',
    el: 'το συμβάν πρέπει να λέει τι αφορά',
  },
  sameId: {
    en: 'another event in this document has this event id',
    el: 'άλλο συμβάν στο ίδιο έγγραφο έχει αυτό το αναγνωριστικό',
  },
} as const satisfies Record<string, Words>
