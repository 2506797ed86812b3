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
  of: {
    en: 'address of the node, or of the log itself (the node of this machine)',
    el: 'διεύθυνση του κόμβου ή του ίδιου του μητρώου (ο κόμβος αυτού του μηχανήματος)',
  },
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
    en: 'look once and end; 9 when the log is not what it signed',
    el: 'μία ματιά και τέλος· 9 αν το μητρώο δεν είναι αυτό που υπέγραψε',
  },
} as const satisfies Record<string, Words>

/** What `log status` says. */
export const logWords = {
  origin: { en: 'Log', el: 'Μητρώο διαφάνειας' },
  size: { en: 'Entries', el: 'Εγγραφές' },
  root: { en: 'Root', el: 'Ρίζα' },
  checkpoint: { en: 'Checkpoint', el: 'Σημείο αναφοράς' },
  key: { en: 'Key', el: 'Κλειδί' },
  witnesses: { en: 'Witnesses', el: 'Μάρτυρες' },
  quorum: { en: 'Quorum', el: 'Απαρτία' },
  anchor: { en: 'On the ledger', el: 'Στο κατάστιχο' },
  secondAnchor: { en: 'On a second ledger', el: 'Σε δεύτερο κατάστιχο' },
  never: { en: 'none published yet', el: 'κανένα δεν έχει δημοσιευτεί ακόμη' },
  ago: { en: '{seconds} s ago', el: 'πριν από {seconds} δ.' },
  anchored: {
    en: '{size} entries, {at} (ledger {chain_id}, block {block})',
    el: '{size} εγγραφές, {at} (κατάστιχο {chain_id}, μπλοκ {block})',
  },
} as const satisfies Record<string, Words>

export const quorumWords = {
  none: { en: 'not asked for', el: 'δεν ζητείται' },
  met: { en: 'met', el: 'υπάρχει' },
  missing: { en: 'MISSING', el: 'ΔΕΝ ΥΠΑΡΧΕΙ' },
} as const satisfies Record<string, Words>

/** What `log tail` says. */
export const tailWords = {
  first: {
    en: '{time}  {size} entries, root {root}, witnesses {cosignatures}',
    el: '{time}  {size} εγγραφές, ρίζα {root}, μάρτυρες {cosignatures}',
  },
  grown: {
    en: '{time}  {size} entries (+{added}), root {root}, witnesses {cosignatures}',
    el: '{time}  {size} εγγραφές (+{added}), ρίζα {root}, μάρτυρες {cosignatures}',
  },
  own: { en: '    receipt of yours: {receipt}', el: '    απόδειξη που σας αφορά: {receipt}' },
} as const satisfies Record<string, Words>

/** What `log audit` says. */
export const auditWords = {
  walking: { en: 'Auditing the log', el: 'Επιθεώρηση του μητρώου διαφάνειας' },
  audited: {
    en: '✓ {size} entries lead to the signed root: {entries} read now, {from} audited before.',
    el: '✓ {size} εγγραφές οδηγούν στην υπογεγραμμένη ρίζα: {entries} διαβάστηκαν τώρα, {from} είχαν επιθεωρηθεί.',
  },
  anchors: {
    en: '✓ {anchors} anchored on the ledger, all of them states that the log went through.',
    el: '✓ {anchors} αγκυρώσεις στο κατάστιχο, όλες καταστάσεις από τις οποίες πέρασε το μητρώο.',
  },
  anchorEntries: {
    en: '✓ {found} of the newest anchors found in the log as receipts, each as it stands on the ledger; {pending} not published yet.',
    el: '✓ {found} από τις νεότερες αγκυρώσεις βρέθηκαν στο μητρώο ως αποδείξεις, όπως υπάρχουν στο κατάστιχο· {pending} δεν έχουν δημοσιευτεί ακόμη.',
  },
  receipts: {
    en: '✓ {opened} receipts of yours opened and found in the log; {pending} not published yet, {destroyed} erased.',
    el: '✓ {opened} αποδείξεις που σας αφορούν ανοίχτηκαν και βρέθηκαν στο μητρώο· {pending} δεν έχουν δημοσιευτεί ακόμη, {destroyed} έχουν διαγραφεί.',
  },
} as const satisfies Record<string, Words>

/** What `--help` says of `log`. */
export const logHelp = {
  status: {
    en: 'how far the log is published, cosigned and anchored',
    el: 'ως πού έχει δημοσιευτεί, συνυπογραφεί και αγκυρωθεί το μητρώο',
  },
  tail: { en: 'follow what is published, one line each', el: 'παρακολούθηση όσων δημοσιεύονται, μία γραμμή το καθένα' },
  audit: {
    en: 'read the log and hold everything against everything',
    el: 'ανάγνωση του μητρώου και πλήρης διασταύρωση',
  },
  vkey: { en: 'key of the log, instead of the remembered one', el: 'κλειδί του μητρώου, αντί για το απομνημονευμένο' },
  every: { en: 'how often it looks (2s)', el: 'πόσο συχνά κοιτάζει (2s)' },
  count: { en: 'end after so many checkpoints', el: 'τέλος μετά από τόσα σημεία αναφοράς' },
  fromStart: {
    en: 'read all of it, also what was audited before',
    el: 'ανάγνωση όλου του μητρώου, και όσων έχουν ήδη επιθεωρηθεί',
  },
  deep: {
    en: 'open every receipt of the profile and find it in the log',
    el: 'άνοιγμα κάθε απόδειξης του προφίλ και εντοπισμός της στο μητρώο',
  },
  rpc: {
    en: 'JSON-RPC of the ledger, to ask it for all anchors instead of the node',
    el: 'JSON-RPC του κατάστιχου, για να δηλώσει το ίδιο όλες τις αγκυρώσεις αντί για τον κόμβο',
  },
} as const satisfies Record<string, Words>
