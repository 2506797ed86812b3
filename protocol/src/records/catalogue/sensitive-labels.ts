import type { Words } from '../../kernel/index.ts'

/** Labels of entries that are left out of a grant unless it names them. */
export const sensitiveLabels = {
  'mental-health': { en: 'Mental health', el: 'Ψυχική υγεία' },
  hiv: { en: 'HIV', el: 'HIV' },
  'reproductive-health': { en: 'Sexual and reproductive health', el: 'Σεξουαλική και αναπαραγωγική υγεία' },
  'substance-use': { en: 'Substance use', el: 'Χρήση ουσιών' },
  genetic: { en: 'Genetic information', el: 'Γενετικές πληροφορίες' },
  violence: { en: 'Violence and abuse', el: 'Βία και κακοποίηση' },
  restricted: { en: 'Restricted by its issuer', el: 'Περιορισμένης πρόσβασης' },
} as const satisfies Record<string, Words>

/** The name of a sensitive label. */
export type SensitiveLabel = keyof typeof sensitiveLabels

/** True for the name of a sensitive label. */
export function isSensitiveLabel(name: string): name is SensitiveLabel {
  return Object.hasOwn(sensitiveLabels, name)
}
