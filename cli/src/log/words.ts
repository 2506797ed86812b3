import type { Words } from '@symbolon/protocol/kernel'

/** What the command `witness` says. */
export const witnessWords = {
  started: {
    en: 'Witness {name}\n  key for policies: witness {short} {vkey} {url}\n  remembers in {folder}',
    el: 'Μάρτυρας {name}\n  κλειδί για πολιτικές: witness {short} {vkey} {url}\n  θυμάται στον φάκελο {folder}',
  },
  pinned: {
    en: 'Log {origin}, key {vkey}. Last signed: {size} entries.',
    el: 'Μητρώο διαφάνειας {origin}, κλειδί {vkey}. Τελευταία υπογραφή: {size} εγγραφές.',
  },
  cosigned: {
    en: '{time}  signed {size} entries, root {root}',
    el: '{time}  υπογράφηκαν {size} εγγραφές, ρίζα {root}',
  },
  shrunk: {
    en: '{time}  REFUSED: the log has become smaller. Both checkpoints: {evidence}',
    el: '{time}  ΑΡΝΗΣΗ: το μητρώο διαφάνειας μίκρυνε. Και τα δύο σημεία αναφοράς: {evidence}',
  },
  forked: {
    en: '{time}  REFUSED for good: the log contradicts itself. Both checkpoints: {evidence}',
    el: '{time}  ΟΡΙΣΤΙΚΗ ΑΡΝΗΣΗ: το μητρώο διαφάνειας αυτοαναιρείται. Και τα δύο σημεία αναφοράς: {evidence}',
  },
  unchanged: {
    en: 'Nothing new: {size} entries, signed before.',
    el: 'Τίποτα νέο: {size} εγγραφές, ήδη υπογεγραμμένες.',
  },
  waiting: {
    en: '{time}  {reason}; looking again in {seconds} s',
    el: '{time}  {reason}· νέα προσπάθεια σε {seconds} δ.',
  },
} as const satisfies Record<string, Words>

/** What `--help` says of `witness`. */
export const witnessHelp = {
  witness: {
    en: 'watch a log and sign what has only grown',
    el: 'παρακολούθηση ενός μητρώου διαφάνειας και υπογραφή όσων μόνο μεγαλώνουν',
  },
  of: { en: 'address of the node, or of the log itself', el: 'διεύθυνση του κόμβου ή του ίδιου του μητρώου' },
  key: {
    en: 'file of the witness’s key; made when it is not there',
    el: 'αρχείο του κλειδιού του μάρτυρα· δημιουργείται αν δεν υπάρχει',
  },
  listen: {
    en: 'where logs ask for signatures (127.0.0.1:7071)',
    el: 'πού ζητούν τα μητρώα υπογραφές (127.0.0.1:7071)',
  },
  state: {
    en: 'folder where it remembers (the key file with .state)',
    el: 'φάκελος όπου θυμάται (το αρχείο κλειδιού με .state)',
  },
  every: { en: 'how often it looks at the log (10s)', el: 'πόσο συχνά κοιτάζει το μητρώο (10s)' },
  vkey: {
    en: 'key of the log, instead of the one that the log tells at first contact',
    el: 'κλειδί του μητρώου, αντί για αυτό που δηλώνει το ίδιο στην πρώτη επαφή',
  },
  once: {
    en: 'look once and end; 9 when the log contradicts itself',
    el: 'μία ματιά και τέλος· 9 αν το μητρώο αυτοαναιρείται',
  },
} as const satisfies Record<string, Words>
