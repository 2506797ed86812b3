/** How often a copy in memory follows what the ledger did. */
export const FOLLOW_EVERY_MS = 200
/** How long the answer to a write waits for that copy: a large batch takes longer to load, and holds nobody up. */
export const OWN_WRITE_MS_MAX = 1_000
/** Changes that are taken in at a time. */
export const CHANGES_AT_ONCE_MAX = 10_000
/** Pieces of serial numbers that one statement brings: 8,192 packs each. */
export const PIECES_AT_ONCE_MAX = 8
/** Packs that are put into their places before others have their turn. */
export const ADDED_AT_ONCE = 2_048
/** Milliseconds that loading holds the event loop at most before others have their turn. */
export const HOLD_MS_MAX = 10
/** How often roles and products, which no change names, are read anew. */
export const NAMES_EVERY_MS = 5_000
/** Seconds after which a status says nothing any more, unless the setting says otherwise. */
export const STATUS_AGE_S_MAX = 60
/** Characters of what a scanner sent, and of its own name. */
export const SCAN_CHARS_MAX = 1_000
export const SCANNER_CHARS_MAX = 64
/** Under load answers wait until so long after the signature before, and share the next. */
export const SIGNATURES_APART_MS = 2
/** Scans that an address without a session may have verified a minute. */
export const STRANGER_SCANS_MAX = 120
/** Reads and findings that wait to be written; more are not kept. */
export const READS_QUEUED_MAX = 20_000
/** Hours in which the offer of a pack may follow its goods, before a read by who was sent nothing is told. */
export const PATH_GRACE_HOURS = 2
/** Such reads that wait; more are not judged. */
export const STRAYS_KEPT_MAX = 20_000
/** How often reads and findings are written. */
export const READS_EVERY_MS = 1_000
/** Scanners whose last scan is remembered, to tell one act of reading from two. */
export const SCANNERS_KEPT_MAX = 20_000
/** Packs that one mark or undo names. @source IPacks.sol MARK_PACKS_MAX */
export const MARK_PACKS_MAX = 4_096
/** Days that a signed mark or undo may wait for the ledger; a day more than a queued one is signed for, as clocks differ. */
export const MARK_DAYS_MAX = 31
/** Days between the time of a queued act and the deadline that is signed with it. */
export const QUEUED_DEADLINE_DAYS = 30
/** Acts of one queue that was kept offline. */
export const QUEUED_ACTS_MAX = 500
/** Batches that one status file is about, and how long it holds. */
export const STATUS_FILE_BATCHES_MAX = 1_000
export const STATUS_FILE_HOURS = 24
/** Runs of packs of one batch whose rounds are told; of the rest an act is refused when it is merged. */
export const STATUS_ROUNDS_MAX = 10_000
/** How often acts are looked after whose caller went away, and how old they are then. */
export const ABANDONED_EVERY_MS = 60_000
/** How often the rules look over what was read, how many packs at a time, and how long readings are kept. */
export const WATCH_EVERY_MS = 60_000
export const WATCHED_AT_ONCE_MAX = 500
export const READS_KEPT_HOURS = 24 * 90
/** Days of a lot's past that an hour is held against. */
export const SPIKE_DAYS = 28
