import type { Words } from '@symbolon/protocol/kernel'
import type { CountedWords } from '../kernel/index.ts'

/** What the commands `grant` and `ledger` say. */
export const words = {
  giving: { en: 'Giving access', el: 'Παροχή πρόσβασης' },
  confirmGive: {
    en: '{who} will see {entries} of {of} for {purpose} until {until}. Give access?',
    el: 'Το μέρος {who} θα βλέπει {entries} από {of} με σκοπό «{purpose}» έως {until}. Να δοθεί πρόσβαση;',
  },
  wouldGive: {
    en: '{who} would see {entries} of {of} for {purpose} until {until}.',
    el: 'Το μέρος {who} θα έβλεπε {entries} από {of} με σκοπό «{purpose}» έως {until}.',
  },
  given: {
    en: '{who} can see {entries} of {of} for {purpose} until {until}.',
    el: 'Το μέρος {who} βλέπει {entries} από {of} με σκοπό «{purpose}» έως {until}.',
  },
  givenLine: { en: '  {grant} → {grantee} · receipt {receipt}', el: '  {grant} → {grantee} · απόδειξη {receipt}' },
  givenMore: { en: '  … and {n} more (--json)', el: '  … και {n} ακόμη (--json)' },
  savedHint: {
    en: 'Saved. The receipt is being issued.',
    el: 'Αποθηκεύτηκε. Η απόδειξη εκδίδεται.',
  },
  stopWith: {
    en: 'Stop it with: symbolon grant revoke {grant}',
    el: 'Διακοπή πρόσβασης με: symbolon grant revoke {grant}',
  },
  confirmRevoke: { en: 'Stop the access of {who}?', el: 'Διακοπή πρόσβασης του μέρους {who};' },
  wouldRevoke: { en: 'The access of {who} would be stopped.', el: 'Η πρόσβαση του μέρους {who} θα διακοπτόταν.' },
  endedAlready: {
    en: 'The access of {who} has ended already ({state}, {time}).',
    el: 'Η πρόσβαση του μέρους {who} έχει ήδη λήξει ({state}, {time}).',
  },
  revoked: {
    en: 'Access stopped at {time}. {who} has already seen {entries}.',
    el: 'Η πρόσβαση σταμάτησε στις {time}. Το μέρος {who} έχει ήδη δει {entries}.',
  },
  revokedOpened: {
    en: 'Access stopped at {time}. {who} has already opened what it covered, first at {first}.',
    el: 'Η πρόσβαση σταμάτησε στις {time}. Το μέρος {who} έχει ήδη ανοίξει όσα κάλυπτε, πρώτη φορά στις {first}.',
  },
  noCopies: {
    en: 'Copies that were already taken cannot be called back.',
    el: 'Αντίγραφα που έχουν ήδη ληφθεί δεν μπορούν να ανακληθούν.',
  },
  nobody: { en: 'Nobody has access — only you.', el: 'Κανείς δεν έχει πρόσβαση στα δεδομένα σας — μόνο εσείς.' },
  nothingReceived: { en: 'Nobody has given you access.', el: 'Κανείς δεν σας έχει δώσει πρόσβαση.' },
  grant: { en: 'Grant', el: 'Πρόσβαση' },
  who: { en: 'Who', el: 'Ποιος' },
  forWhom: { en: 'For whom', el: 'Για ποιον' },
  why: { en: 'Why', el: 'Γιατί' },
  until: { en: 'Until', el: 'Έως' },
  from: { en: 'From', el: 'Από' },
  when: { en: 'When', el: 'Πότε' },
  what: { en: 'What', el: 'Τι' },
  state: { en: 'State', el: 'Κατάσταση' },
  receipt: { en: 'Receipt', el: 'Απόδειξη' },
  reason: { en: 'Reason', el: 'Λόγος' },
  otherReason: { en: 'it was not allowed', el: 'δεν επιτρεπόταν' },
  fromWhom: { en: 'From', el: 'Από' },
  records: { en: 'Records', el: 'Φάκελοι' },
  nothingHere: { en: '–', el: '–' },
  opened: { en: '{entries} opened. Receipt {receipt}.', el: 'Ανοίχθηκαν {entries}. Απόδειξη {receipt}.' },
} as const satisfies Record<string, Words>

export const counted = {
  entries: { one: { en: '{n} entry', el: '{n} εγγραφή' }, many: { en: '{n} entries', el: '{n} εγγραφές' } },
  seen: { one: { en: '{n} record', el: '{n} εγγραφή' }, many: { en: '{n} records', el: '{n} εγγραφές' } },
  parties: { one: { en: '{n} party', el: '{n} μέρος' }, many: { en: '{n} parties', el: '{n} μέρη' } },
  records: { one: { en: '{n} record', el: '{n} φάκελος' }, many: { en: '{n} records', el: '{n} φάκελοι' } },
} as const satisfies Record<string, CountedWords>

export const stateWords: Readonly<Record<string, Words>> = {
  saved: { en: 'saved', el: 'αποθηκεύτηκε' },
  active: { en: 'active', el: 'ενεργή' },
  upcoming: { en: 'not yet begun', el: 'δεν άρχισε ακόμη' },
  revoked: { en: 'stopped', el: 'διακόπηκε' },
  expired: { en: 'expired', el: 'έληξε' },
  erased: { en: 'erased', el: 'διαγράφηκε' },
  failed: { en: 'failed', el: 'απέτυχε' },
}

/** Why somebody was refused, as the owner of the records reads it. */
export const reasonWords: Readonly<Record<string, Words>> = {
  CONSENT_GRANT_REVOKED: { en: 'you had stopped this access', el: 'είχατε διακόψει αυτή την πρόσβαση' },
  CONSENT_GRANT_EXPIRED: { en: 'this access had ended', el: 'αυτή η πρόσβαση είχε λήξει' },
  CONSENT_GRANT_NOT_YET: { en: 'this access had not begun yet', el: 'αυτή η πρόσβαση δεν είχε αρχίσει ακόμη' },
  CONSENT_GRANT_NONE: { en: 'you had not given access to this', el: 'δεν είχατε δώσει πρόσβαση σε αυτό' },
  CONSENT_PURPOSE_MISMATCH: {
    en: 'you had given access for another purpose',
    el: 'είχατε δώσει πρόσβαση για άλλο σκοπό',
  },
}

/** What a selection of entries takes, in words. */
export const selectionWords = {
  everything: { en: 'everything', el: 'τα πάντα' },
  types: { en: 'kinds: {list}', el: 'είδη: {list}' },
  codes: { en: 'codes: {list}', el: 'κωδικοί: {list}' },
  from: { en: 'from {day} on', el: 'από {day} και μετά' },
  to: { en: 'up to {day}', el: 'έως {day}' },
  sensitive: { en: 'with sensitive ones: {list}', el: 'μαζί με ευαίσθητες: {list}' },
} as const satisfies Record<string, Words>

/** What `--help` says of `grant` and `ledger`. */
export const helpWords = {
  give: {
    en: 'let somebody see chosen entries, for a purpose and a time',
    el: 'παροχή πρόσβασης σε επιλεγμένες εγγραφές, για έναν σκοπό και χρόνο',
  },
  list: { en: 'accesses that you gave or received', el: 'προσβάσεις που δώσατε ή λάβατε' },
  show: { en: 'one access with everything that was signed', el: 'μία πρόσβαση με όλα όσα υπογράφηκαν' },
  revoke: { en: 'stop access', el: 'διακοπή πρόσβασης' },
  open: { en: 'read what somebody let you see', el: 'ανάγνωση όσων σας επέτρεψαν να δείτε' },
  ledger: {
    en: 'who can see, who has seen, who was refused',
    el: 'ποιος βλέπει, ποιος έχει δει, ποιος δεν έγινε δεκτός',
  },
  receipt: { en: 'one receipt', el: 'μία απόδειξη' },
  optionAll: { en: 'choose from all your records', el: 'επιλογή από όλους τους φακέλους σας' },
  optionRecord: { en: 'choose from this record (repeatable)', el: 'επιλογή από αυτόν τον φάκελο (επαναλαμβάνεται)' },
  optionTo: {
    en: 'to whom: handle, pty_… or profile (repeatable)',
    el: 'σε ποιον: αναγνωριστικό, pty_… ή προφίλ (επαναλαμβάνεται)',
  },
  optionToFile: { en: 'file with one of these on each line', el: 'αρχείο με ένα από αυτά σε κάθε γραμμή' },
  optionPurpose: {
    en: 'why: TREAT, ETREAT, HOPERAT, HPAYMT, HRESCH, PATRQT, FAMRQT',
    el: 'γιατί: TREAT, ETREAT, HOPERAT, HPAYMT, HRESCH, PATRQT, FAMRQT',
  },
  optionDuo: {
    en: 'research conditions: GRU, HMB, NCU… (with HRESCH)',
    el: 'όροι έρευνας: GRU, HMB, NCU… (με HRESCH)',
  },
  optionWhat: {
    en: 'categories: summary,visits,conditions,medicines,tests,vaccines,vitals,procedures,documents,devices,billing',
    el: 'κατηγορίες: summary,visits,conditions,medicines,tests,vaccines,vitals,procedures,documents,devices,billing',
  },
  optionTypes: { en: 'kinds of entry: Observation,Condition,file…', el: 'είδη εγγραφής: Observation,Condition,file…' },
  optionCodes: {
    en: 'codes: http://loinc.org|4548-4 (repeatable)',
    el: 'κωδικοί: http://loinc.org|4548-4 (επαναλαμβάνεται)',
  },
  optionFrom: { en: 'entries from this day on', el: 'εγγραφές από αυτή την ημέρα και μετά' },
  optionBefore: { en: 'entries up to and with this day', el: 'εγγραφές έως και αυτή την ημέρα' },
  optionSensitive: {
    en: 'sensitive labels to include: mental-health,hiv…',
    el: 'ευαίσθητες κατηγορίες που συμπεριλαμβάνονται: mental-health,hiv…',
  },
  optionNotBefore: { en: 'opens from this time on', el: 'ανοίγει από αυτή τη στιγμή και μετά' },
  optionUntil: {
    en: 'ends: 7d, 12h, 6mo, a date or an instant (at most 12 months)',
    el: 'λήγει: 7d, 12h, 6mo, ημερομηνία ή χρόνος (έως 12 μήνες)',
  },
  optionEraseBy: {
    en: 'the receiver erases its copies by then',
    el: 'ο παραλήπτης διαγράφει τα αντίγραφά του έως τότε',
  },
  optionSide: { en: 'given (usual) or received', el: 'given (σύνηθες) ή received' },
  optionState: { en: 'only grants in this state', el: 'μόνο προσβάσεις σε αυτή την κατάσταση' },
  optionGroup: { en: 'only now, seen or refused', el: 'μόνο now, seen ή refused' },
  optionOut: { en: 'folder to write to (otherwise printed)', el: 'φάκελος προορισμού (αλλιώς εμφανίζονται)' },
} as const satisfies Record<string, Words>
