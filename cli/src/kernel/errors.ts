import { defineErrors } from '@symbolon/protocol/kernel'

/** Errors of the command line itself: its arguments, files and profiles. */
export const cliErrors = defineErrors({
  CLI_OPTION_UNKNOWN: {
    status: 400,
    retry: 'ask',
    title: { en: 'There is no option {option}', el: 'Δεν υπάρχει επιλογή {option}' },
    hint: {
      en: 'Did you mean {suggestion}? --help lists all of them.',
      el: 'Μήπως εννοείτε {suggestion}; Το --help τις δείχνει όλες.',
    },
    shows: ['option', 'suggestion'],
  },
  CLI_COMMAND_UNKNOWN: {
    status: 400,
    retry: 'ask',
    title: { en: 'There is no command {command}', el: 'Δεν υπάρχει εντολή {command}' },
    hint: {
      en: 'Did you mean {suggestion}? --help lists all of them.',
      el: 'Μήπως εννοείτε {suggestion}; Το --help τις δείχνει όλες.',
    },
    shows: ['command', 'suggestion'],
  },
  CLI_USAGE_INVALID: {
    status: 400,
    retry: 'ask',
    title: { en: 'Something is missing or out of place: {what}', el: 'Κάτι λείπει ή δεν χρειάζεται: {what}' },
    hint: { en: 'Run the same command with --help.', el: 'Εκτελέστε την ίδια εντολή με --help.' },
    shows: ['what'],
  },
  CLI_OPTION_INVALID: {
    status: 400,
    retry: 'ask',
    title: { en: 'The value of {option} is not valid', el: 'Η τιμή της επιλογής {option} δεν είναι έγκυρη' },
    hint: { en: 'It takes {expected}.', el: 'Δέχεται {expected}.' },
    shows: ['option', 'expected'],
  },
  CLI_PROFILE_NEEDED: {
    status: 401,
    retry: 'ask',
    title: { en: 'Whose keys shall be used?', el: 'Ποιου τα κλειδιά να χρησιμοποιηθούν;' },
    hint: { en: 'Add --as with one of: {profiles}.', el: 'Προσθέστε --as με ένα από: {profiles}.' },
    shows: ['profiles'],
  },
  CLI_PROFILE_NAME_NEEDED: {
    status: 400,
    retry: 'ask',
    title: { en: 'What shall the new profile be called?', el: 'Πώς να ονομαστεί το νέο προφίλ;' },
    hint: {
      en: 'Add --as with a name for the new profile.',
      el: 'Προσθέστε --as με ένα όνομα για το νέο προφίλ.',
    },
    shows: [],
  },
  CLI_PROFILE_UNKNOWN: {
    status: 404,
    retry: 'ask',
    title: { en: 'There is no profile {profile} in {home}', el: 'Δεν υπάρχει προφίλ {profile} στον φάκελο {home}' },
    hint: {
      en: 'Profiles here: {profiles}. Make one with `symbolon keys new --as NAME`.',
      el: 'Προφίλ εδώ: {profiles}. Δημιουργήστε ένα με `symbolon keys new --as ΟΝΟΜΑ`.',
    },
    shows: ['profile', 'home', 'profiles'],
  },
  CLI_PROFILE_EXISTS: {
    status: 409,
    retry: 'ask',
    title: { en: 'The profile {profile} exists already', el: 'Το προφίλ {profile} υπάρχει ήδη' },
    hint: {
      en: 'Choose another name; keys are never overwritten.',
      el: 'Επιλέξτε άλλο όνομα· τα κλειδιά δεν αντικαθίστανται ποτέ.',
    },
    shows: ['profile'],
  },
  CLI_PROFILE_DAMAGED: {
    status: 422,
    retry: 'never',
    title: {
      en: 'The file {file} of the profile is missing or damaged',
      el: 'Το αρχείο {file} του προφίλ λείπει ή είναι κατεστραμμένο',
    },
    hint: {
      en: 'Restore it from a backup, or use the recovery code: `symbolon keys recover`.',
      el: 'Επαναφέρετέ το από αντίγραφο ασφαλείας ή χρησιμοποιήστε τον κωδικό ανάκτησης: `symbolon keys recover`.',
    },
    shows: ['file'],
  },
  CLI_PROFILE_NAME_INVALID: {
    status: 400,
    retry: 'ask',
    title: { en: 'This cannot be the name of a profile', el: 'Αυτό δεν μπορεί να είναι όνομα προφίλ' },
    hint: {
      en: 'Use lower-case letters, digits and hyphens, at most 40.',
      el: 'Χρησιμοποιήστε πεζά λατινικά γράμματα, ψηφία και παύλες, έως 40.',
    },
    shows: [],
  },
  CLI_PASSPHRASE_NEEDED: {
    status: 401,
    retry: 'ask',
    title: { en: 'The passphrase of {profile} is needed', el: 'Χρειάζεται η φράση πρόσβασης του προφίλ {profile}' },
    hint: {
      en: 'Run it in a terminal, or set SYMBOLON_PASSPHRASE_FILE to a file that holds it.',
      el: 'Εκτελέστε την εντολή σε τερματικό ή ορίστε το SYMBOLON_PASSPHRASE_FILE σε αρχείο που την περιέχει.',
    },
    shows: ['profile'],
  },
  CLI_INPUT_NEEDED: {
    status: 400,
    retry: 'ask',
    title: { en: 'A person has to confirm this', el: 'Χρειάζεται επιβεβαίωση από άνθρωπο' },
    hint: { en: 'Run it in a terminal, or add --yes.', el: 'Εκτελέστε την εντολή σε τερματικό ή προσθέστε --yes.' },
    shows: [],
  },
  CLI_PASSPHRASES_DIFFER: {
    status: 400,
    retry: 'ask',
    title: { en: 'The two passphrases differ', el: 'Οι δύο φράσεις πρόσβασης διαφέρουν' },
    hint: {
      en: 'Nothing was kept. Run the same command again.',
      el: 'Δεν αποθηκεύτηκε τίποτα. Εκτελέστε ξανά την ίδια εντολή.',
    },
    shows: [],
  },
  CLI_CANCELLED: {
    status: 499,
    retry: 'ask',
    title: { en: 'Cancelled. Nothing was changed', el: 'Ακυρώθηκε. Δεν άλλαξε τίποτα' },
    hint: { en: 'Run the command again when you are ready.', el: 'Εκτελέστε ξανά την εντολή όταν είστε έτοιμοι.' },
    shows: [],
  },
  CLI_FILE_UNREADABLE: {
    status: 404,
    retry: 'ask',
    title: { en: 'The file {path} can’t be read ({reason})', el: 'Το αρχείο {path} δεν διαβάζεται ({reason})' },
    hint: { en: 'Check the path and the permissions.', el: 'Ελέγξτε τη διαδρομή και τα δικαιώματα.' },
    shows: ['path', 'reason'],
  },
  CLI_FILE_EXISTS: {
    status: 409,
    retry: 'ask',
    title: { en: 'The file {path} exists already', el: 'Το αρχείο {path} υπάρχει ήδη' },
    hint: { en: 'Choose another place; nothing is overwritten.', el: 'Επιλέξτε άλλη θέση· τίποτα δεν αντικαθίσταται.' },
    shows: ['path'],
  },
  CLI_FILE_TOO_LARGE: {
    status: 413,
    retry: 'never',
    title: {
      en: 'The file has {size} and at most {max} are accepted',
      el: 'Το αρχείο έχει {size} και γίνονται δεκτά έως {max}',
    },
    hint: {
      en: 'Split it; exports as NDJSON can be cut between lines.',
      el: 'Χωρίστε το· τα αρχεία NDJSON κόβονται ανάμεσα στις γραμμές.',
    },
    shows: ['size', 'max'],
  },
  CLI_PROOF_TOO_LARGE: {
    status: 413,
    retry: 'ask',
    title: {
      en: 'The file {path} has {size}; one of its kind has at most {max}',
      el: 'Το αρχείο {path} έχει {size}· ένα τέτοιο αρχείο έχει έως {max}',
    },
    hint: { en: 'Check that you named the right file.', el: 'Ελέγξτε ότι ορίσατε το σωστό αρχείο.' },
    shows: ['path', 'size', 'max'],
  },
  CLI_FILE_EMPTY: {
    status: 422,
    retry: 'ask',
    title: { en: 'The file is empty', el: 'Το αρχείο είναι κενό' },
    hint: { en: 'Download or copy it again.', el: 'Κατεβάστε το ή αντιγράψτε το ξανά.' },
    shows: [],
  },
  CLI_FILES_MISSING: {
    status: 404,
    retry: 'ask',
    title: { en: 'No file was found under {path}', el: 'Δεν βρέθηκε αρχείο στη διαδρομή {path}' },
    hint: { en: 'Check the path.', el: 'Ελέγξτε τη διαδρομή.' },
    shows: ['path'],
  },
  CLI_NODE_DIED: {
    status: 500,
    retry: 'ask',
    title: {
      en: 'The node ended before it was ready (code {exit_code})',
      el: 'Ο κόμβος τερματίστηκε πριν είναι έτοιμος (κωδικός {exit_code})',
    },
    hint: {
      en: 'Its last lines are above; `symbolon doctor` finds out more.',
      el: 'Οι τελευταίες γραμμές του είναι παραπάνω· το `symbolon doctor` βρίσκει περισσότερα.',
    },
    shows: ['exit_code'],
  },
  CLI_NODE_SLOW: {
    status: 504,
    retry: 'later',
    title: { en: 'The node was not ready within {seconds} s', el: 'Ο κόμβος δεν ήταν έτοιμος μέσα σε {seconds} δ.' },
    hint: {
      en: 'Start it again; `symbolon doctor` shows what is in the way.',
      el: 'Ξεκινήστε τον ξανά· το `symbolon doctor` δείχνει τι εμποδίζει.',
    },
    shows: ['seconds'],
  },
  CLI_NODE_NOT_ENDING: {
    status: 504,
    retry: 'later',
    title: {
      en: 'The node (process {pid}) has not ended within {seconds} s',
      el: 'Ο κόμβος (διεργασία {pid}) δεν τερματίστηκε μέσα σε {seconds} δ.',
    },
    hint: {
      en: 'It may be finishing its work: look again with `symbolon status`. `kill -9 {pid}` ends it; nothing that was acknowledged is lost.',
      el: 'Ίσως ολοκληρώνει την εργασία του: ελέγξτε ξανά με `symbolon status`. Το `kill -9 {pid}` τον τερματίζει· τίποτα από όσα έχουν επιβεβαιωθεί δεν χάνεται.',
    },
    shows: ['pid', 'seconds'],
  },
  CLI_NODE_NOT_RUNNING: {
    status: 404,
    retry: 'ask',
    title: { en: 'No node runs on the data folder {data}', el: 'Δεν λειτουργεί κόμβος στον φάκελο δεδομένων {data}' },
    hint: {
      en: 'Start one: `symbolon dev` or `symbolon start`.',
      el: 'Ξεκινήστε έναν: `symbolon dev` ή `symbolon start`.',
    },
    shows: ['data'],
  },
  CLI_KEYRING_UNPROVED: {
    status: 500,
    retry: 'ask',
    title: {
      en: 'The new keyring does not open to the keys that were made',
      el: 'Η νέα κλειδοθήκη δεν ανοίγει στα κλειδιά που δημιουργήθηκαν',
    },
    hint: {
      en: 'Nothing was kept. Run `symbolon keys new` again.',
      el: 'Δεν αποθηκεύτηκε τίποτα. Εκτελέστε ξανά `symbolon keys new`.',
    },
    shows: [],
  },
  CLI_RECOVERY_CODE_DIFFERS: {
    status: 400,
    retry: 'ask',
    title: {
      en: 'The code you typed is not the one that was shown',
      el: 'Ο κωδικός που πληκτρολογήσατε δεν είναι αυτός που εμφανίστηκε',
    },
    hint: {
      en: 'Nothing was kept. Run `symbolon keys new` again.',
      el: 'Δεν αποθηκεύτηκε τίποτα. Εκτελέστε ξανά `symbolon keys new`.',
    },
    shows: [],
  },
})
