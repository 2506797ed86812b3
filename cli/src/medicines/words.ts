import type { Words } from '@symbolon/protocol/kernel'

/** What the commands `batch` and `pack` say. */
export const words = {
  labelTitle: { en: 'Label of a pack', el: 'Ετικέτα συσκευασίας' },
  labelled: {
    en: '{file}: {symbol}, {width} × {height} mm',
    el: '{file}: {symbol}, {width} × {height} mm',
  },
} as const satisfies Record<string, Words>

/** What `--help` says of `batch` and `pack`. */
export const helpWords = {
  label: { en: 'draw a label for a code', el: 'σχεδίαση ετικέτας για έναν κωδικό' },
  optionSymbol: {
    en: 'gs1-datamatrix (usual), gs1-128 or qr-digital-link',
    el: 'gs1-datamatrix (σύνηθες), gs1-128 ή qr-digital-link',
  },
  optionFormat: { en: 'svg (usual) or png', el: 'svg (σύνηθες) ή png' },
  optionTo: { en: 'file to write to (otherwise printed)', el: 'αρχείο προορισμού (αλλιώς εμφανίζεται)' },
  optionTitle: { en: 'what it is called for those who do not see it', el: 'πώς λέγεται για όσους δεν τη βλέπουν' },
  optionDpi: { en: 'dots an inch of the printer of a png (600)', el: 'κουκκίδες ανά ίντσα του εκτυπωτή για png (600)' },
  optionModule: { en: 'width of a module in millimetres', el: 'πλάτος στοιχείου σε χιλιοστά' },
  optionStem: {
    en: 'where the link in a QR code leads, https://… (id.gs1.org)',
    el: 'πού οδηγεί ο σύνδεσμος του QR, https://… (id.gs1.org)',
  },
} as const satisfies Record<string, Words>
