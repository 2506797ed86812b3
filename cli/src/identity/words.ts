import type { Words } from '@symbolon/protocol/kernel'
/** What the commands `keys` and `party` say. */
export const words = {
  askPassphrase: { en: 'Passphrase of {profile}: ', el: 'Φράση πρόσβασης του προφίλ {profile}: ' },
  askNewPassphrase: { en: 'New passphrase: ', el: 'Νέα φράση πρόσβασης: ' },
  askAgain: { en: 'Once more: ', el: 'Ακόμη μία φορά: ' },
  askRecoveryCode: { en: 'Recovery code: ', el: 'Κωδικός ανάκτησης: ' },
  showRecoveryCode: {
    en: 'This is your recovery code. It is shown once; write it on paper and keep it away from this machine:\n\n    {code}\n\nIt opens your keys when the passphrase is lost.',
    el: 'Αυτός είναι ο κωδικός ανάκτησής σας. Εμφανίζεται μία φορά· γράψτε τον σε χαρτί και φυλάξτε τον μακριά από αυτό το μηχάνημα:\n\n    {code}\n\nΑνοίγει τα κλειδιά σας αν χαθεί η φράση πρόσβασης.',
  },
  typeItBack: { en: 'Type it back to check: ', el: 'Πληκτρολογήστε τον για επαλήθευση: ' },
  made: {
    en: 'The keyring of {profile} is ready in {folder}.',
    el: 'Η κλειδοθήκη του προφίλ {profile} είναι έτοιμη στον φάκελο {folder}.',
  },
  madeNext: {
    en: 'Next, register it with the node: symbolon party register --as {profile}',
    el: 'Επόμενο βήμα, εγγραφή στον κόμβο: symbolon party register --as {profile}',
  },
  signedOut: {
    en: '{profile} is signed out, here and at the node.',
    el: 'Το προφίλ {profile} αποσυνδέθηκε, εδώ και στον κόμβο.',
  },
  notSignedIn: { en: '{profile} was not signed in.', el: 'Το προφίλ {profile} δεν ήταν συνδεδεμένο.' },
  roleWouldBeGranted: {
    en: '{party} would hold the role “{role}” until {until}.',
    el: 'Το μέρος {party} θα είχε τον ρόλο «{role}» έως {until}.',
  },
  roleWouldBeRevoked: {
    en: '{party} would no longer hold the role “{role}”.',
    el: 'Το μέρος {party} δεν θα είχε πλέον τον ρόλο «{role}».',
  },
  roleLaterThanLedger: {
    en: 'This data folder is older than the role “{role}”, which nobody can hold in it. A new data folder has it.',
    el: 'Αυτός ο φάκελος δεδομένων είναι παλαιότερος από τον ρόλο «{role}», τον οποίο κανείς δεν μπορεί να έχει εδώ. Υπάρχει σε νέο φάκελο δεδομένων.',
  },
  kindLaterThanLedger: {
    en: 'This data folder is older than the kind “{kind}”, so {profile} is not registered in it. A new data folder takes it.',
    el: 'Αυτός ο φάκελος δεδομένων είναι παλαιότερος από το είδος «{kind}», γι’ αυτό το προφίλ {profile} δεν εγγράφηκε σε αυτόν. Ένας νέος φάκελος δεδομένων το δέχεται.',
  },
  opensBoth: {
    en: 'The keyring of {profile} opens with the passphrase and with the recovery code.',
    el: 'Η κλειδοθήκη του προφίλ {profile} ανοίγει με τη φράση πρόσβασης και με τον κωδικό ανάκτησης.',
  },
  opensOne: {
    en: 'The keyring of {profile} opens with the passphrase. The recovery code was not tried (--recovery-code-file).',
    el: 'Η κλειδοθήκη του προφίλ {profile} ανοίγει με τη φράση πρόσβασης. Ο κωδικός ανάκτησης δεν δοκιμάστηκε (--recovery-code-file).',
  },
  passphraseChanged: {
    en: 'The passphrase of {profile} is changed.',
    el: 'Η φράση πρόσβασης του προφίλ {profile} άλλαξε.',
  },
  person: { en: 'person', el: 'άτομο' },
  profile: { en: 'Profile', el: 'Προφίλ' },
  name: { en: 'Name', el: 'Όνομα' },
  kind: { en: 'Kind', el: 'Είδος' },
  party: { en: 'Party', el: 'Μέρος' },
  handle: { en: 'Handle', el: 'Σύντομο όνομα' },
  address: { en: 'Address', el: 'Διεύθυνση' },
  endpoint: { en: 'Own node', el: 'Διεύθυνση κόμβου' },
  country: { en: 'Country', el: 'Χώρα' },
  recipient: { en: 'Reads with', el: 'Κλειδί παραλαβής' },
  roles: { en: 'Roles', el: 'Ρόλοι' },
  notRegistered: { en: 'not registered yet', el: 'δεν έχει εγγραφεί ακόμη' },
  registered: { en: '{profile} is registered as {party}.', el: 'Το προφίλ {profile} εγγράφηκε ως {party}.' },
  wouldRegister: { en: '{profile} would be registered as {kind}.', el: 'Το προφίλ {profile} θα εγγραφόταν ως {kind}.' },
  updated: {
    en: 'What {profile} says of itself is updated.',
    el: 'Τα δημόσια στοιχεία του προφίλ {profile} ενημερώθηκαν.',
  },
  wouldUpdate: {
    en: 'What {profile} says of itself would be updated.',
    el: 'Τα δημόσια στοιχεία του προφίλ {profile} θα ενημερώνονταν.',
  },
  confirmRecipient: {
    en: 'The new recipient is not the one of these keys: {profile} will read nothing granted from now on unless you hold its key elsewhere. Change it?',
    el: 'Ο νέος παραλήπτης δεν είναι αυτός των κλειδιών σας: το προφίλ {profile} δεν θα διαβάζει όσα του επιτραπούν από τώρα και μετά, αν δεν έχετε αλλού το κλειδί του. Να αλλάξει;',
  },
  noInstitutions: { en: 'No institution is registered here yet.', el: 'Δεν έχει εγγραφεί ακόμη κανένας φορέας εδώ.' },
  roleGranted: {
    en: '{party} holds the role “{role}” until {until}.',
    el: 'Ο φορέας {party} έχει τον ρόλο «{role}» έως {until}.',
  },
  roleRevoked: {
    en: '{party} no longer holds the role “{role}”.',
    el: 'Ο φορέας {party} δεν έχει πλέον τον ρόλο «{role}».',
  },
  confirmRoleRevoke: {
    en: 'Take the role “{role}” from {party}?',
    el: 'Να αφαιρεθεί ο ρόλος «{role}» από τον φορέα {party};',
  },
} as const satisfies Record<string, Words>

/** What `--help` says of their verbs and options. */
export const helpWords = {
  keysNew: {
    en: 'make a new keyring for a person or an institution',
    el: 'δημιουργία νέας κλειδοθήκης για άτομο ή φορέα',
  },
  keysShow: { en: 'show what is public of a keyring', el: 'προβολή των δημόσιων στοιχείων μιας κλειδοθήκης' },
  keysVerify: { en: 'check that the keyring opens', el: 'επαλήθευση ότι η κλειδοθήκη ανοίγει' },
  keysRecover: {
    en: 'set a new passphrase with the recovery code',
    el: 'ορισμός νέας φράσης πρόσβασης με τον κωδικό ανάκτησης',
  },
  keysChange: { en: 'change the passphrase', el: 'αλλαγή της φράσης πρόσβασης' },
  keysSignOut: { en: 'end the session here and at the node', el: 'αποσύνδεση εδώ και στον κόμβο' },
  optionKind: {
    en: 'person (usual), hospital, research, authority, payer, pharmacy…',
    el: 'person (σύνηθες), hospital, research, authority, payer, pharmacy…',
  },
  optionLabel: { en: 'name to show', el: 'όνομα που εμφανίζεται' },
  optionRecoveryOut: {
    en: 'write the recovery code to this new file',
    el: 'εγγραφή του κωδικού ανάκτησης σε αυτό το νέο αρχείο',
  },
  optionRecoveryIn: { en: 'file that holds the recovery code', el: 'αρχείο που περιέχει τον κωδικό ανάκτησης' },
  optionNewPassphrase: { en: 'file that holds the new passphrase', el: 'αρχείο που περιέχει τη νέα φράση πρόσβασης' },
  partyRegister: { en: 'register with the node', el: 'εγγραφή στον κόμβο' },
  partyUpdate: {
    en: 'change the name, recipient, endpoint or country of an institution',
    el: 'αλλαγή ονόματος, παραλήπτη, διεύθυνσης κόμβου ή χώρας ενός φορέα',
  },
  partyList: { en: 'institutions of this node', el: 'φορείς αυτού του κόμβου' },
  partyShow: { en: 'show one party, or yourself', el: 'προβολή ενός μέρους ή του εαυτού σας' },
  roleGrant: { en: 'give an institution a role, as an authority', el: 'απόδοση ρόλου σε φορέα, από αρχή' },
  roleRevoke: { en: 'take a role back, as an authority', el: 'αφαίρεση ρόλου από φορέα, από αρχή' },
  optionHandle: {
    en: 'short name of the institution (usually the profile)',
    el: 'σύντομο όνομα του φορέα (συνήθως το προφίλ)',
  },
  optionNameEl: { en: 'name in Greek', el: 'όνομα στα ελληνικά' },
  optionNameEn: { en: 'name in English', el: 'όνομα στα αγγλικά' },
  optionEndpoint: { en: 'address of the institution’s own node', el: 'διεύθυνση του κόμβου του ίδιου του φορέα' },
  optionCountry: {
    en: 'where it works, two letters (ISO 3166-1): GR',
    el: 'η χώρα όπου δραστηριοποιείται, δύο γράμματα (ISO 3166-1): GR',
  },
  optionNoCountry: { en: 'it no longer says where it works', el: 'δεν δηλώνει πλέον χώρα' },
  optionNoEndpoint: { en: 'it has no node of its own any more', el: 'δεν έχει πλέον δικό του κόμβο' },
  optionRecipient: {
    en: 'age1pq1…, which later grants are sealed to',
    el: 'age1pq1…, για τον οποίο σφραγίζονται οι επόμενες άδειες',
  },
  optionUntil: {
    en: 'ends: 7d, 6mo, a date or an instant (usually 1y)',
    el: 'λήγει: 7d, 6mo, ημερομηνία ή ακριβής ώρα (συνήθως 1y)',
  },
} as const satisfies Record<string, Words>
