import type { Words } from '../kernel/index.ts'

/** What a notice may be of: the kind of receipt that it comes from, and what it is called. */
export interface EventType {
  /** Kind of the receipt. */
  readonly kind: string
  readonly words: Words
}

/** The one table of what people and programs are told of. */
export const eventTypes = {
  'receipt.opened': {
    kind: 'opened',
    words: { en: 'Somebody read from your records', el: 'Κάποιος διάβασε από τον φάκελό σας' },
  },
  'receipt.refused': {
    kind: 'refused',
    words: { en: 'Somebody was refused access to your records', el: 'Δεν επιτράπηκε σε κάποιον να δει τον φάκελό σας' },
  },
  'grant.revoked': {
    kind: 'revoked',
    words: { en: 'An access was stopped', el: 'Διακόπηκε μια πρόσβαση' },
  },
  'emergency.opened': {
    kind: 'emergency_opened',
    words: { en: 'Your records were opened in an emergency', el: 'Ο φάκελός σας ανοίχτηκε σε έκτακτη ανάγκη' },
  },
  'emergency.closed': {
    kind: 'emergency_closed',
    words: {
      en: 'The emergency access to your records ended',
      el: 'Έληξε η πρόσβαση έκτακτης ανάγκης στον φάκελό σας',
    },
  },
} as const satisfies Readonly<Record<string, EventType>>

/** Name of an event type: `receipt.opened`. */
export type EventTypeName = keyof typeof eventTypes

/** Every event type, in the order of the table. */
export const eventTypeNames = Object.keys(eventTypes) as readonly EventTypeName[]

/** True when the text names an event type. */
export function isEventType(text: string): text is EventTypeName {
  return Object.hasOwn(eventTypes, text)
}
