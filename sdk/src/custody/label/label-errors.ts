import { defineErrors, type Words } from '@symbolon/protocol/kernel'

/** Errors of labels that can't be printed as they were asked for. */
export const labelErrors = defineErrors({
  CUSTODY_LABEL_REFUSED: {
    status: 400,
    retry: 'ask',
    title: { en: 'The label cannot be drawn: {reason}', el: 'Η ετικέτα δεν μπορεί να σχεδιαστεί: {reason}' },
    hint: {
      en: 'Shorten the data, or choose another symbol or size.',
      el: 'Συντομεύστε τα δεδομένα ή επιλέξτε άλλο σύμβολο ή μέγεθος.',
    },
    shows: ['reason'],
  },
})

const reasons = {
  gs1_128_characters: {
    en: 'a GS1-128 symbol holds at most 48 characters',
    el: 'ένα σύμβολο GS1-128 χωρά έως 48 χαρακτήρες',
  },
  gs1_128_width: {
    en: 'a GS1-128 symbol is at most 165.1 mm wide',
    el: 'ένα σύμβολο GS1-128 έχει πλάτος έως 165,1 mm',
  },
  capacity: { en: 'there is no symbol that holds so much', el: 'δεν υπάρχει σύμβολο που χωρά τόσα' },
  x_dimension: {
    en: 'the size of its modules is outside the range of GS1',
    el: 'το μέγεθος των στοιχείων του είναι εκτός των ορίων του GS1',
  },
  bar_height: {
    en: 'its bars are lower or higher than a label holds',
    el: 'οι γραμμές του είναι χαμηλότερες ή ψηλότερες από όσο χωρά μια ετικέτα',
  },
  resolution: {
    en: 'at this resolution its modules cannot have a size within the range of GS1',
    el: 'σε αυτή την ανάλυση τα στοιχεία του δεν μπορούν να έχουν μέγεθος εντός των ορίων του GS1',
  },
  link: {
    en: 'the link does not name what the label says',
    el: 'ο σύνδεσμος δεν ορίζει όσα λέει η ετικέτα',
  },
  link_characters: { en: 'the link is too long for a label', el: 'ο σύνδεσμος είναι πολύ μεγάλος για ετικέτα' },
  title: { en: 'its title is empty or too long', el: 'ο τίτλος της είναι κενός ή πολύ μεγάλος' },
} as const satisfies Record<string, Words>

export function refuse(reason: keyof typeof reasons): never {
  throw labelErrors.CUSTODY_LABEL_REFUSED({ reason: reasons[reason] })
}
