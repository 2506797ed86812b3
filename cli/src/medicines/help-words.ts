import type { Words } from '@symbolon/protocol/kernel'

/** What `--help` says of `batch` and `pack`. */
export const helpWords = {
  commission: {
    en: 'make the packs of a lot: serial numbers, proofs, their place on the ledger',
    el: 'δημιουργία των συσκευασιών μιας παρτίδας: σειριακοί αριθμοί, τεκμήρια, καταγραφή στο κατάστιχο',
  },
  pack: { en: 'put packs into a container, or take them out', el: 'τοποθέτηση συσκευασιών σε δοχείο, ή αφαίρεσή τους' },
  ship: { en: 'offer packs to another party', el: 'προσφορά συσκευασιών σε άλλο μέρος' },
  receive: {
    en: 'accept packs, or list what is offered to you',
    el: 'παραλαβή συσκευασιών, ή λίστα όσων σας προσφέρονται',
  },
  recall: {
    en: 'recall a lot or withdraw a product, with two persons; or list recalls',
    el: 'ανάκληση παρτίδας ή απόσυρση προϊόντος, με δύο πρόσωπα· ή λίστα ανακλήσεων',
  },
  status: { en: 'what became of a batch, or of all', el: 'τι απέγινε μια παρτίδα, ή όλες' },
  verify: {
    en: 'verify a scanned pack; ends with 9 for one that must not be dispensed',
    el: 'επαλήθευση μιας σαρωμένης συσκευασίας· τελειώνει με 9 αν δεν πρέπει να χορηγηθεί',
  },
  dispense: {
    en: 'verify a pack and dispense it in the same act; ends with 9 where it must not be',
    el: 'επαλήθευση και χορήγηση μιας συσκευασίας με μία κίνηση· τελειώνει με 9 αν δεν πρέπει',
  },
  undo: { en: 'take back what you did with a pack', el: 'αναίρεση όσων κάνατε με μια συσκευασία' },
  trace: {
    en: 'where a pack comes from, as far as you may see it',
    el: 'από πού προέρχεται μια συσκευασία, όσο σας επιτρέπεται να δείτε',
  },
  packStatus: {
    en: 'fetch the signed status of packs, to check them without a network for a day',
    el: 'λήψη της υπογεγραμμένης κατάστασης συσκευασιών, για επαλήθευση χωρίς δίκτυο επί μία ημέρα',
  },
  check: {
    en: 'check a pack without a network; ends with 9 for one that must not be dispensed, 7 where nobody can know',
    el: 'επαλήθευση μιας συσκευασίας χωρίς δίκτυο· τελειώνει με 9 αν δεν πρέπει να χορηγηθεί, με 7 όπου δεν μπορεί να ξέρει κανείς',
  },
  queue: {
    en: 'dispense without a network, list what waits, or merge it',
    el: 'χορήγηση χωρίς δίκτυο, λίστα όσων περιμένουν, ή συγχώνευσή τους',
  },
  optionStatus: { en: 'status file, from pack status', el: 'αρχείο κατάστασης, από το pack status' },
  optionStatusOut: { en: 'file to write (packs.pack-status)', el: 'αρχείο που θα γραφτεί (packs.pack-status)' },
  optionTraceOf: {
    en: 'trace of the pack, from pack trace -o: proves its number where it carries no signed code',
    el: 'ιστορικό της συσκευασίας, από το pack trace -o: τεκμηριώνει τον αριθμό όπου λείπει υπογεγραμμένος κωδικός',
  },
  optionMakerKeys: {
    en: 'file with the keys of makers that you trust: [{"key","products","from","until"}]',
    el: 'αρχείο με τα κλειδιά παρασκευαστών που εμπιστεύεστε: [{"key","products","from","until"}]',
  },
  optionQueueUndo: { en: 'take a dispensing back instead', el: 'αναίρεση μιας χορήγησης' },
  optionMerge: { en: 'send what waits, and tell what came of it', el: 'αποστολή όσων περιμένουν, και τι απέγιναν' },
  optionTrace: {
    en: 'file with all proofs, which anybody can verify without this node',
    el: 'αρχείο με όλα τα τεκμήρια, που επαληθεύει οποιοσδήποτε χωρίς αυτόν τον κόμβο',
  },
  optionNoWait: {
    en: 'do not wait for the next checkpoint (exit code 8 while it is pending)',
    el: 'χωρίς αναμονή για το επόμενο σημείο αναφοράς (κωδικός εξόδου 8 όσο εκκρεμεί)',
  },
  optionState: {
    en: 'another end than dispensing: destroyed, stolen, exported, sample, free_sample, locked, checked_out, quarantined',
    el: 'άλλο τέλος αντί για χορήγηση: destroyed, stolen, exported, sample, free_sample, locked, checked_out, quarantined',
  },
  optionCell: {
    en: 'where it was scanned: H3 cell of resolution 5 (otherwise not told)',
    el: 'πού σαρώθηκε: κελί H3 ανάλυσης 5 (αλλιώς δεν δηλώνεται)',
  },
  label: { en: 'draw a label for a code', el: 'σχεδίαση ετικέτας για έναν κωδικό' },
  demoMedicines: {
    en: 'play the story of a lot of medicines, from making to recall',
    el: 'η ιστορία μιας παρτίδας φαρμάκων, από τη δημιουργία ως την ανάκληση',
  },
  optionGtin: { en: 'product, GTIN of 14 digits', el: 'προϊόν, GTIN 14 ψηφίων' },
  optionLot: { en: 'lot', el: 'παρτίδα' },
  optionExpiry: { en: 'last day of use, 2027-03-31', el: 'τελευταία ημέρα χρήσης, 2027-03-31' },
  optionCount: { en: 'how many packs', el: 'πόσες συσκευασίες' },
  optionSerials: {
    en: 'file with the serial numbers, one a line (otherwise made at random)',
    el: 'αρχείο με τους σειριακούς αριθμούς, έναν ανά γραμμή (αλλιώς τυχαίοι)',
  },
  optionMarket: {
    en: 'country that it is made for, two letters; may be repeated; anywhere when left out',
    el: 'χώρα για την οποία προορίζεται, δύο γράμματα· επαναλαμβάνεται· παντού αν λείπει',
  },
  optionAnother: {
    en: 'a further batch of a lot that has one of this size',
    el: 'μία ακόμη δημιουργία για παρτίδα που έχει ήδη μία τόσων συσκευασιών',
  },
  optionFirst: { en: 'index of the first pack (0 is the first)', el: 'θέση της πρώτης συσκευασίας (η αρχή είναι 0)' },
  optionContainer: { en: 'case or pallet, SSCC of 18 digits', el: 'κιβώτιο ή παλέτα, SSCC 18 ψηφίων' },
  optionUnpack: { en: 'take them out', el: 'αφαίρεση από το δοχείο' },
  optionTo: { en: 'who receives them', el: 'ποιος τις παραλαμβάνει' },
  optionDays: { en: 'days that the offer stands (7)', el: 'ημέρες που ισχύει η προσφορά (7)' },
  confirmers: {
    en: 'who may confirm your recalls: list them, name one, or remove one',
    el: 'ποιοι μπορούν να επιβεβαιώνουν τις ανακλήσεις σας: λίστα, ορισμός ή αφαίρεση',
  },
  optionRemove: { en: 'remove the person', el: 'αφαίρεση του προσώπου' },
  optionTakeBack: {
    en: 'take back handovers that you offered, named instead of batches',
    el: 'απόσυρση παραδόσεων που προσφέρατε, με τα ονόματά τους αντί για παρτίδες',
  },
  optionRefuse: { en: 'refuse the offer', el: 'άρνηση της προσφοράς' },
  optionWithdraw: { en: 'the whole product instead of a lot', el: 'ολόκληρο το προϊόν αντί για παρτίδα' },
  optionReason: { en: 'what is wrong; nothing about persons', el: 'ποιο είναι το πρόβλημα· τίποτα για πρόσωπα' },
  optionClass: {
    en: '1 may harm seriously, 2 may harm (usual), 3 unlikely to harm',
    el: '1 ίσως βλάψει σοβαρά, 2 ίσως βλάψει (σύνηθες), 3 απίθανο να βλάψει',
  },
  optionConfirm: { en: 'confirm it, as the second person', el: 'επιβεβαίωση, ως δεύτερο πρόσωπο' },
  optionSetAside: {
    en: 'answer as a holder: packs that you set aside',
    el: 'απάντηση ως κάτοχος: συσκευασίες που θέσατε σε απομόνωση',
  },
  optionSymbol: {
    en: 'gs1-datamatrix (usual), gs1-128 or qr-digital-link',
    el: 'gs1-datamatrix (σύνηθες), gs1-128 ή qr-digital-link',
  },
  optionFormat: { en: 'svg (usual) or png', el: 'svg (σύνηθες) ή png' },
  optionFile: { en: 'file to write to (otherwise printed)', el: 'αρχείο προορισμού (αλλιώς εμφανίζεται)' },
  optionTitle: { en: 'what it is called for those who do not see it', el: 'πώς λέγεται για όσους δεν τη βλέπουν' },
  optionDpi: { en: 'dots an inch of the printer of a png (600)', el: 'κουκκίδες ανά ίντσα του εκτυπωτή για png (600)' },
  optionModule: { en: 'width of a module in millimetres', el: 'πλάτος στοιχείου σε χιλιοστά' },
  optionStem: {
    en: 'where the link in a QR code leads, https://… (id.gs1.org)',
    el: 'πού οδηγεί ο σύνδεσμος του QR, https://… (id.gs1.org)',
  },
} as const satisfies Record<string, Words>
