import type { Words } from '../../kernel/index.ts'

/** Why the address of a request is no GS1 Digital Link. None of them repeats what stands there. */
export const requestFaults = {
  long: { en: 'it is too long', el: 'είναι πολύ μεγάλη' },
  encoding: { en: 'a percent sign is followed by no character', el: 'ένα σύμβολο % δεν ακολουθείται από χαρακτήρα' },
  pairs: { en: 'an application identifier has no value', el: 'ένα αναγνωριστικό εφαρμογής δεν έχει τιμή' },
  key: { en: 'it begins with no GS1 key', el: 'δεν αρχίζει με κλειδί GS1' },
  data: { en: 'a value has a wrong form', el: 'μια τιμή έχει λάθος μορφή' },
  check_digit: { en: 'the check digit is wrong', el: 'το ψηφίο επαλήθευσης είναι λάθος' },
  qualifier: {
    en: 'a part of it does not belong to this key, or stands in the wrong order',
    el: 'ένα μέρος της δεν ανήκει σε αυτό το κλειδί ή βρίσκεται σε λάθος σειρά',
  },
  attribute: {
    en: 'the part after the question mark holds a key, or a value of a wrong form',
    el: 'το μέρος μετά το ερωτηματικό έχει κλειδί ή τιμή με λάθος μορφή',
  },
} as const satisfies Record<string, Words>
