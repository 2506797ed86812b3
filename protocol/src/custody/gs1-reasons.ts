import type { Words } from '../kernel/index.ts'

/** What is wrong with GS1 data, by a code that programs compare. None of them repeats the data. */
export const gs1Reasons = {
  empty: { en: 'there is nothing to read', el: 'δεν υπάρχει τίποτα για ανάγνωση' },
  text_too_long: { en: 'the text is longer than any symbol', el: 'το κείμενο είναι μεγαλύτερο από κάθε σύμβολο' },
  too_many: { en: 'there are more elements than 128', el: 'υπάρχουν περισσότερα από 128 στοιχεία' },
  symbology: { en: 'a symbol of this kind carries no GS1 data', el: 'σύμβολο αυτού του είδους δεν φέρει δεδομένα GS1' },
  ai_unknown: { en: 'no application identifier stands here', el: 'εδώ δεν υπάρχει αναγνωριστικό εφαρμογής' },
  bracket: { en: 'brackets around a known number are expected', el: 'αναμένονται παρενθέσεις γύρω από γνωστό αριθμό' },
  separator: { en: 'a separator stands where none belongs', el: 'υπάρχει διαχωριστικό σε σημείο που δεν πρέπει' },
  value_empty: { en: 'its value is empty', el: 'η τιμή του είναι κενή' },
  too_short: { en: 'its value is too short', el: 'η τιμή του είναι πολύ μικρή' },
  too_long: {
    en: 'its value is too long, or the separator after it is missing',
    el: 'η τιμή του είναι πολύ μεγάλη ή λείπει το διαχωριστικό μετά από αυτήν',
  },
  character: { en: 'this character may not stand here', el: 'αυτός ο χαρακτήρας δεν επιτρέπεται εδώ' },
  check_digit: { en: 'the check digit does not fit', el: 'το ψηφίο επαλήθευσης δεν ταιριάζει' },
  check_pair: { en: 'the pair of check characters does not fit', el: 'το ζεύγος χαρακτήρων επαλήθευσης δεν ταιριάζει' },
  company_prefix: {
    en: 'a GS1 company prefix of at least four digits is expected',
    el: 'αναμένεται πρόθεμα εταιρείας GS1 με τουλάχιστον τέσσερα ψηφία',
  },
  date: { en: 'there is no such date', el: 'δεν υπάρχει τέτοια ημερομηνία' },
  time: { en: 'there is no such time', el: 'δεν υπάρχει τέτοια ώρα' },
  country: { en: 'there is no such country code', el: 'δεν υπάρχει τέτοιος κωδικός χώρας' },
  currency: { en: 'there is no such currency code', el: 'δεν υπάρχει τέτοιος κωδικός νομίσματος' },
  iban: { en: 'this is not a valid account number', el: 'αυτός δεν είναι έγκυρος αριθμός λογαριασμού' },
  code: { en: 'the list of codes has no such value', el: 'ο κατάλογος κωδικών δεν έχει τέτοια τιμή' },
  coordinate: { en: 'there is no such place on earth', el: 'δεν υπάρχει τέτοιο σημείο στη Γη' },
  percent: { en: 'two hexadecimal digits follow a percent sign', el: 'μετά το % χρειάζονται δύο δεκαεξαδικά ψηφία' },
  not_zero: { en: 'only zeros may stand here', el: 'εδώ επιτρέπονται μόνο μηδενικά' },
  zero: { en: 'zero may not stand here', el: 'εδώ δεν επιτρέπεται το μηδέν' },
  leading_zero: { en: 'the number may not begin with zero', el: 'ο αριθμός δεν μπορεί να αρχίζει με μηδέν' },
  only_digits: { en: 'at least one character is not a digit', el: 'τουλάχιστον ένας χαρακτήρας δεν είναι ψηφίο' },
  piece: { en: 'a piece and a total of pieces are expected', el: 'αναμένεται τεμάχιο και σύνολο τεμαχίων' },
  sequence: { en: 'a position, a slash and an end are expected', el: 'αναμένεται θέση, κάθετος και τέλος' },
  coupon: { en: 'the parts of the coupon do not fit', el: 'τα μέρη του κουπονιού δεν ταιριάζουν' },
  required_missing: {
    en: 'another application identifier that it needs is missing',
    el: 'λείπει άλλο αναγνωριστικό εφαρμογής που χρειάζεται',
  },
  excluded_present: {
    en: 'another application identifier excludes it',
    el: 'άλλο αναγνωριστικό εφαρμογής το αποκλείει',
  },
  repeated: { en: 'it stands twice', el: 'υπάρχει δύο φορές' },
  serial_missing: {
    en: 'a signed key needs its serial number',
    el: 'ένα υπογεγραμμένο κλειδί χρειάζεται τον σειριακό αριθμό του',
  },
  scheme: { en: 'http:// or https:// is expected', el: 'αναμένεται http:// ή https://' },
  domain: { en: 'the name of a server is expected', el: 'αναμένεται το όνομα ενός διακομιστή' },
  uri_character: { en: 'an address cannot hold this character', el: 'μια διεύθυνση δεν περιέχει αυτόν τον χαρακτήρα' },
  key_missing: { en: 'the path names no GS1 key', el: 'η διαδρομή δεν ονομάζει κλειδί GS1' },
  short_name: {
    en: 'short names are no longer allowed in the path',
    el: 'τα σύντομα ονόματα δεν επιτρέπονται πλέον στη διαδρομή',
  },
  gtin_short: { en: 'a GTIN has fourteen digits here', el: 'εδώ το GTIN έχει δεκατέσσερα ψηφία' },
  not_qualifier: { en: 'the path may not hold it', el: 'η διαδρομή δεν μπορεί να το περιέχει' },
  qualifier_order: { en: 'the path holds it at another place', el: 'η διαδρομή το περιέχει σε άλλο σημείο' },
  not_attribute: { en: 'the query may not hold it', el: 'τα ορίσματα δεν μπορούν να το περιέχουν' },
  belongs_in_path: { en: 'it belongs in the path', el: 'ανήκει στη διαδρομή' },
  epc_form: { en: 'this is no EPC', el: 'αυτό δεν είναι EPC' },
  epc_scheme: { en: 'there is no such kind of EPC', el: 'δεν υπάρχει τέτοιο είδος EPC' },
  epc_none: { en: 'there is no EPC for it', el: 'δεν υπάρχει EPC για αυτό' },
} as const satisfies Record<string, Words>

/** The code of a reason why GS1 data are refused. */
export type Gs1Reason = keyof typeof gs1Reasons
