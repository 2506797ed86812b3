/** Bytes of one status file, and of the changes from one to the next. */
export const STATUS_BYTES_MAX = 67_108_864
/** Batches in one status file. */
export const STATUS_BATCHES_MAX = 65_536
/** How long a status file may say that it holds, milliseconds: whoever has nothing newer has not checked. */
export const STATUS_VALID_MAX_MS = 86_400_000
/** How far the clock of a device may be behind that of the node that issued a file, milliseconds. */
export const STATUS_CLOCK_TOLERANCE_MS = 3_600_000
/** UTF-16 units of a signed Digital Link. */
export const SIGNED_LINK_CHARS_MAX = 512
/** Makers' keys that one code is held against. */
export const MAKER_KEYS_MAX = 65_536
