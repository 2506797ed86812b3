import type { Words } from '../../kernel/index.ts'

/** Why a parameter of a query is refused. None of them repeats what it was given. */
export const queryReasons = {
  unknown: { en: 'EPCIS 2.0 has no such parameter', el: 'το EPCIS 2.0 δεν έχει τέτοια παράμετρο' },
  empty: { en: 'it has no value', el: 'δεν έχει τιμή' },
  one: { en: 'one value is expected', el: 'αναμένεται μία τιμή' },
  many: { en: 'it has too many values', el: 'έχει πάρα πολλές τιμές' },
  long: { en: 'it is too long', el: 'είναι πολύ μεγάλη' },
  parameters: { en: 'the query has too many parameters', el: 'το ερώτημα έχει πάρα πολλές παραμέτρους' },
  uri: { en: 'a URI is expected', el: 'αναμένεται URI' },
  pattern: {
    en: 'a URI or an EPC pattern that ends with asterisks is expected',
    el: 'αναμένεται URI ή πρότυπο EPC που τελειώνει σε αστερίσκους',
  },
  word: {
    en: 'a word of the Core Business Vocabulary or a URI is expected',
    el: 'αναμένεται λέξη του Core Business Vocabulary ή URI',
  },
  instant: {
    en: 'a date and time with a time zone is expected',
    el: 'αναμένεται ημερομηνία και ώρα με ζώνη ώρας',
  },
  number: { en: 'a number is expected', el: 'αναμένεται αριθμός' },
  ordered: {
    en: 'a number or a date and time with a time zone is expected',
    el: 'αναμένεται αριθμός ή ημερομηνία και ώρα με ζώνη ώρας',
  },
  count: { en: 'a whole number above zero is expected', el: 'αναμένεται θετικός ακέραιος' },
  large: { en: 'the number is too large', el: 'ο αριθμός είναι πολύ μεγάλος' },
  exists: { en: 'it is given without a value', el: 'δίνεται χωρίς τιμή' },
  order: { en: 'eventTime or recordTime is expected', el: 'αναμένεται eventTime ή recordTime' },
  direction: { en: 'ASC or DESC is expected', el: 'αναμένεται ASC ή DESC' },
  limits: {
    en: 'eventCountLimit and maxEventCount exclude each other',
    el: 'το eventCountLimit και το maxEventCount δεν δίνονται μαζί',
  },
  truth: { en: 'true or false is expected', el: 'αναμένεται true ή false' },
} as const satisfies Record<string, Words>
