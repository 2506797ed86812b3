import type { Words } from './errors.ts'

/** Why a text is not JSON. None of them repeats the text. */
export const invalidReasons = {
  end: { en: 'the text ends too early', el: 'το κείμενο τελειώνει πρόωρα' },
  trailing: { en: 'text follows the value', el: 'υπάρχει κείμενο μετά την τιμή' },
  value: { en: 'a value was expected', el: 'αναμενόταν τιμή' },
  number: { en: 'the number is malformed', el: 'ο αριθμός δεν είναι σωστά γραμμένος' },
  string: { en: 'the string is malformed', el: 'το αλφαριθμητικό δεν είναι σωστά γραμμένο' },
  control: {
    en: 'a control character is not escaped',
    el: 'ένας μη εκτυπώσιμος χαρακτήρας δεν έχει γραφτεί με διαφυγή',
  },
  key: { en: 'a key in quotation marks was expected', el: 'αναμενόταν κλειδί σε εισαγωγικά' },
  colon: { en: 'a colon was expected', el: 'αναμενόταν άνω και κάτω τελεία' },
  separator: { en: 'a comma or a closing bracket was expected', el: 'αναμενόταν κόμμα ή αγκύλη που κλείνει' },
  mark: { en: 'the text starts with a byte order mark', el: 'το κείμενο αρχίζει με σήμανση σειράς bytes (BOM)' },
  encoding: { en: 'the bytes are not UTF-8', el: 'τα bytes δεν είναι UTF-8' },
} as const satisfies Record<string, Words>

/** Why well-formed JSON is still refused: two readers could understand it differently. */
export const refusedReasons = {
  duplicate: { en: 'a key appears twice', el: 'ένα κλειδί εμφανίζεται δύο φορές' },
  prototype: { en: 'the key __proto__ is not accepted', el: 'το κλειδί __proto__ δεν γίνεται δεκτό' },
  depth: { en: 'more than 64 levels', el: 'περισσότερα από 64 επίπεδα' },
  unsafe: { en: 'the number is too large to be exact', el: 'ο αριθμός είναι πολύ μεγάλος για να είναι ακριβής' },
  surrogate: { en: 'half of a surrogate pair', el: 'το μισό ενός ζεύγους surrogate' },
} as const satisfies Record<string, Words>

/** Why a value has no canonical form. */
export const unwritableReasons = {
  depth: refusedReasons.depth,
  unsafe: refusedReasons.unsafe,
  surrogate: refusedReasons.surrogate,
  infinite: { en: 'the number is not finite', el: 'ο αριθμός δεν είναι πεπερασμένος' },
} as const satisfies Record<string, Words>
