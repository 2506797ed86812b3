/** Leaves or nodes that the memory of the module holds at once. */
export const LANE_DIGESTS_MAX = 8192

const page_bytes = 65_536
const vector_bytes = 16

/** Where things lie in the memory of the module, as byte addresses. */
export const layout = {
  /** The 64 round constants. */
  constants: 0,
  /** The eight words that a digest starts from. */
  start: 256,
  /** The eight words after the first block of a batch's leaves; a caller keeps them and puts them back. */
  batchStart: 288,
  /** Eight vectors: the state of four digests. */
  state: 320,
  /** 64 vectors: the message schedule of four digests, the round constants added. */
  schedule: 448,
  /** Salts of 32 bytes. The byte before and a row after are read along with them. */
  salts: 2048,
  /** Serial numbers in rows of 20 bytes, filled up with zeros. */
  serials: 2048 + 32 * LANE_DIGESTS_MAX + vector_bytes,
  /** Digests of 32 bytes: leaves, then each level of the tree above them in turn. */
  digests: 2048 + 52 * LANE_DIGESTS_MAX + 4 * vector_bytes,
  /** 64 words of schedule for each last byte of a node's text, which its second block follows from. */
  lastBlocks: 2048 + 84 * LANE_DIGESTS_MAX + 5 * vector_bytes,
} as const

export const lastBlock_bytes = 4 * 64
const lastBlocks = 256

export const memory_pages = Math.ceil((layout.lastBlocks + lastBlocks * lastBlock_bytes) / page_bytes)
