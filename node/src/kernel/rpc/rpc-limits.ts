/** Bytes that the body of a request has at most, and the answers to it together. */
export const RPC_BODY_BYTES_MAX = 256 * 1024
export const RPC_ANSWER_BYTES_MAX = 8 * 1024 * 1024
/** Requests that one batch has at most. */
export const RPC_BATCH_ITEMS_MAX = 50
/** Characters that the id of a request has at most: it comes back in the answer. */
export const RPC_ID_CHARACTERS_MAX = 128
/** Blocks that one search for logs goes through at most, and logs that it finds at most. */
export const RPC_LOG_BLOCKS_MAX = 5_000
export const RPC_LOGS_MAX = 5_000
/** Blocks that are searched before a block may be made in between. */
export const RPC_LOG_STEP_BLOCKS = 50
/** Addresses, and alternatives of one topic, that a search for logs names at most. */
export const RPC_FILTER_ITEMS_MAX = 50
/**
 * Gas that a call has at most. The EVM may take a second for a million, during which no block is made; a person's act
 * takes 78,000 at most, a view less.
 */
export const RPC_CALL_GAS_MAX = 300_000n
/** Bytes that the input of a call has at most. */
export const RPC_CALL_BYTES_MAX = 16 * 1024
/** How far back of the newest block a state can be asked for. */
export const RPC_STATE_BLOCKS_MAX = 128
/** How long one question waits for its turn and for its answer. */
export const RPC_ANSWER_MS_MAX = 5_000
/** Questions that wait for their turn at one time. */
export const RPC_WAITING_MAX = 64
