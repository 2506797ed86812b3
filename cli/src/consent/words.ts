import type { Words } from '@symbolon/protocol/kernel'
import type { CountedWords } from '../kernel/index.ts'

/** What the commands `grant` and `ledger` say. */
export const words = {
  giving: { en: 'Giving access', el: 'Παροχή πρόσβασης' },
  givenLine: { en: '  {grant} → {grantee} · receipt {receipt}', el: '  {grant} → {grantee} · απόδειξη {receipt}' },
  givenMore: { en: '  … and {n} more (--json)', el: '  … και {n} ακόμη (--json)' },
  savedHint: {
    en: 'Saved. The receipt is being issued.',
    el: 'Αποθηκεύτηκε. Η απόδειξη εκδίδεται.',
  },
  stopWith: {
    en: 'Stop access with: symbolon grant revoke {grant}',
    el: 'Διακοπή πρόσβασης με: symbolon grant revoke {grant}',
  },
  confirmRevoke: { en: 'Stop the access of {who}?', el: 'Να διακοπεί η πρόσβαση του «{who}»;' },
  wouldRevoke: { en: 'The access of {who} would be stopped.', el: 'Η πρόσβαση του «{who}» θα διακοπτόταν.' },
  endedAlready: {
    en: 'The access of {who} has ended already ({state}, {time}).',
    el: 'Η πρόσβαση του «{who}» έχει ήδη λήξει ({state}, {time}).',
  },
  revoked: {
    en: 'Access stopped at {time}. {who} has already seen {entries}.',
    el: 'Η πρόσβαση διακόπηκε στις {time}. Το «{who}» έχει ήδη δει {entries}.',
  },
  revokedOpened: {
    en: 'Access stopped at {time}. {who} has already opened what the grant covered, first at {first}.',
    el: 'Η πρόσβαση διακόπηκε στις {time}. Το «{who}» έχει ήδη ανοίξει όσα κάλυπτε η άδεια, πρώτη φορά στις {first}.',
  },
  noCopies: {
    en: 'Copies that were already taken cannot be brought back.',
    el: 'Όσα αντίγραφα έχουν ήδη ληφθεί δεν μπορούν να επιστραφούν.',
  },
  confirmDelegate: {
    en: 'Let {who} stop the access of {grantee} too? Nobody else can be named later.',
    el: 'Να μπορεί και ο εκπρόσωπος «{who}» να διακόψει την πρόσβαση του «{grantee}»; Δεν θα μπορεί να οριστεί άλλος αργότερα.',
  },
  wouldDelegate: {
    en: '{who} could stop the access of {grantee} too.',
    el: 'Ο εκπρόσωπος «{who}» θα μπορούσε και αυτός να διακόψει την πρόσβαση του «{grantee}».',
  },
  delegated: {
    en: '{who} can stop the access of {grantee} too, and see nothing of what it covers.\nTell them how: {command}',
    el: 'Ο εκπρόσωπος «{who}» μπορεί και αυτός να διακόψει την πρόσβαση του «{grantee}», χωρίς να βλέπει τι καλύπτει.\nΠείτε του πώς: {command}',
  },
  delegateSaved: {
    en: 'Saved. {who} can stop the access of {grantee} as soon as the ledger has it, with: {command}',
    el: 'Αποθηκεύτηκε. Ο εκπρόσωπος «{who}» θα μπορεί να διακόψει την πρόσβαση του «{grantee}» μόλις καταγραφεί, με: {command}',
  },
  delegate: { en: 'May stop it too', el: 'Εκπρόσωπος' },
  nobody: { en: 'Nobody has access — only you.', el: 'Κανείς δεν έχει πρόσβαση στα δεδομένα σας — μόνο εσείς.' },
  nothingReceived: { en: 'Nobody has given you access.', el: 'Κανείς δεν σας έχει δώσει πρόσβαση.' },
  grant: { en: 'Grant', el: 'Άδεια' },
  who: { en: 'Who', el: 'Ποιος' },
  forWhom: { en: 'For whom', el: 'Για ποιον' },
  why: { en: 'Why', el: 'Γιατί' },
  until: { en: 'Until', el: 'Έως' },
  from: { en: 'From', el: 'Από' },
  when: { en: 'When', el: 'Πότε' },
  what: { en: 'What', el: 'Τι' },
  state: { en: 'State', el: 'Κατάσταση' },
  receipt: { en: 'Receipt', el: 'Απόδειξη' },
  checkpoint: { en: 'Checkpoint', el: 'Σημείο αναφοράς' },
  checkpointText: { en: '{entries} entries of {origin}', el: '{entries} εγγραφές του {origin}' },
  root: { en: 'Root', el: 'Ρίζα' },
  written: { en: 'Written to', el: 'Γράφτηκε στο' },
  writtenText: { en: '{network}, block {block}', el: '{network}, μπλοκ {block}' },
  transaction: { en: 'Transaction', el: 'Συναλλαγή' },
  proof: { en: 'Proof', el: 'Τεκμήριο' },
  proveWith: {
    en: 'To prove a row to anybody: symbolon proof get RECEIPT',
    el: 'Για να αποδείξετε μια γραμμή σε οποιονδήποτε: symbolon proof get ΑΠΟΔΕΙΞΗ',
  },
  reason: { en: 'Reason', el: 'Λόγος' },
  form: { en: 'Form', el: 'Μορφή' },
  ownKeys: { en: 'with your keys', el: 'με τα κλειδιά σας' },
  otherReason: { en: 'it was not allowed', el: 'δεν επιτρεπόταν' },
  fromWhom: { en: 'From', el: 'Από' },
  records: { en: 'Records', el: 'Φάκελοι' },
  nothingHere: { en: '–', el: '–' },
  foundNothing: { en: 'searched, nothing found', el: 'αναζήτηση, δεν βρέθηκε τίποτα' },
  everything: { en: 'everything the grant covers', el: 'όλα όσα καλύπτει η άδεια' },
  opened: { en: '{entries} opened. Receipt {receipt}.', el: 'Ανάγνωση: {entries}. Απόδειξη {receipt}.' },
} as const satisfies Record<string, Words>

export const counted = {
  entries: { one: { en: '{n} entry', el: '{n} εγγραφή' }, many: { en: '{n} entries', el: '{n} εγγραφές' } },
  parties: { one: { en: '{n} party', el: '{n} αποδέκτης' }, many: { en: '{n} parties', el: '{n} αποδέκτες' } },
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

/** Why somebody was refused, by the code in the receipt. */
export const reasonWords: Readonly<Record<string, Words>> = {
  CONSENT_GRANT_NONE: { en: 'no grant', el: 'καμία άδεια' },
  CONSENT_GRANT_REVOKED: { en: 'access was stopped', el: 'η πρόσβαση έχει διακοπεί' },
  CONSENT_GRANT_EXPIRED: { en: 'the grant expired', el: 'η άδεια έληξε' },
  CONSENT_GRANT_NOT_YET: { en: 'the grant had not begun', el: 'η άδεια δεν είχε αρχίσει' },
  CONSENT_GRANT_UNRECORDED: { en: 'the grant was not recorded yet', el: 'η άδεια δεν είχε καταγραφεί ακόμη' },
  CONSENT_GRANT_EMPTY: { en: 'nothing was left to see', el: 'δεν υπήρχε πλέον κάτι να δει' },
  CONSENT_PURPOSE_MISMATCH: { en: 'another purpose', el: 'άλλος σκοπός' },
  CONSENT_ROLE_MISSING: { en: 'the role was missing', el: 'έλειπε ο ρόλος' },
}

/** Sentences about one receiver by name, or about as many as there are. */
export const givingWords = {
  confirm: {
    one: {
      en: '{who} will see {entries} of {of} for {purpose} until {until}. Give access?',
      el: 'Το «{who}» θα βλέπει {entries} από {of} με σκοπό «{purpose}» έως {until}. Να δοθεί πρόσβαση;',
    },
    many: {
      en: '{who} will see {entries} of {of} for {purpose} until {until}. Give access?',
      el: '{who} θα βλέπουν {entries} από {of} με σκοπό «{purpose}» έως {until}. Να δοθεί πρόσβαση;',
    },
  },
  would: {
    one: {
      en: '{who} would see {entries} of {of} for {purpose} until {until}.',
      el: 'Το «{who}» θα έβλεπε {entries} από {of} με σκοπό «{purpose}» έως {until}.',
    },
    many: {
      en: '{who} would see {entries} of {of} for {purpose} until {until}.',
      el: '{who} θα έβλεπαν {entries} από {of} με σκοπό «{purpose}» έως {until}.',
    },
  },
  given: {
    one: {
      en: '{who} can see {entries} of {of} for {purpose} until {until}.',
      el: 'Το «{who}» μπορεί να δει {entries} από {of} με σκοπό «{purpose}» έως {until}.',
    },
    many: {
      en: '{who} can see {entries} of {of} for {purpose} until {until}.',
      el: '{who} μπορούν να δουν {entries} από {of} με σκοπό «{purpose}» έως {until}.',
    },
  },
} as const satisfies Record<string, CountedWords>

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
    el: 'παροχή πρόσβασης σε επιλεγμένες εγγραφές, για έναν σκοπό και για ορισμένο χρόνο',
  },
  list: { en: 'grants that you gave or received', el: 'άδειες που δώσατε ή λάβατε' },
  show: { en: 'one grant with everything that was signed', el: 'μία άδεια με όλα όσα υπογράφηκαν' },
  revoke: { en: 'stop access', el: 'διακοπή πρόσβασης' },
  delegate: {
    en: 'let somebody else stop the access too',
    el: 'ορισμός εκπροσώπου που μπορεί και αυτός να τη διακόψει',
  },
  optionDelegate: {
    en: 'who: handle, pty_… or profile',
    el: 'ποιος: σύντομο όνομα, pty_… ή προφίλ',
  },
  open: { en: 'read what somebody let you see', el: 'ανάγνωση όσων σας επέτρεψαν να δείτε' },
  ledger: {
    en: 'who can see, who has seen, who was refused, what was exported',
    el: 'ποιος μπορεί να δει, ποιος έχει δει, ποιος δεν έγινε δεκτός, τι έχει εξαχθεί',
  },
  receipt: { en: 'one receipt', el: 'μία απόδειξη' },
  optionAll: { en: 'choose from all your records', el: 'επιλογή από όλους τους φακέλους σας' },
  optionRecord: { en: 'choose from this record (repeatable)', el: 'επιλογή από αυτόν τον φάκελο (επαναλαμβάνεται)' },
  optionTo: {
    en: 'to whom: handle, pty_… or profile (repeatable)',
    el: 'σε ποιον: σύντομο όνομα, pty_… ή προφίλ (επαναλαμβάνεται)',
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
  optionFrom: {
    en: 'entries that began on this day or later',
    el: 'εγγραφές που άρχισαν αυτή την ημέρα ή αργότερα',
  },
  optionBefore: {
    en: 'entries that began on this day or earlier, even if they ended later',
    el: 'εγγραφές που άρχισαν αυτή την ημέρα ή νωρίτερα, ακόμη κι αν τελείωσαν αργότερα',
  },
  optionSensitive: {
    en: 'sensitive entries to include: mental-health,hiv,reproductive-health,substance-use,genetic,violence,restricted',
    el: 'ευαίσθητες εγγραφές που περιλαμβάνονται: mental-health,hiv,reproductive-health,substance-use,genetic,violence,restricted',
  },
  optionNotBefore: { en: 'begins at this time', el: 'αρχίζει αυτή τη στιγμή' },
  optionUntil: {
    en: 'ends: 7d, 12h, 6mo, a date or an instant (at most 12 months)',
    el: 'λήγει: 7d, 12h, 6mo, ημερομηνία ή ακριβής ώρα (έως 12 μήνες)',
  },
  optionEraseBy: {
    en: 'the receiver erases its copies by then',
    el: 'ο παραλήπτης διαγράφει τα αντίγραφά του έως τότε',
  },
  optionSide: { en: 'given (usual) or received', el: 'given (σύνηθες) ή received' },
  optionState: { en: 'only grants in this state', el: 'μόνο άδειες σε αυτή την κατάσταση' },
  optionGroup: { en: 'only now, seen, refused or exported', el: 'μόνο now, seen, refused ή exported' },
  optionOut: { en: 'folder to write to (otherwise printed)', el: 'κατάλογος προορισμού (αλλιώς εμφανίζονται)' },
} as const satisfies Record<string, Words>
