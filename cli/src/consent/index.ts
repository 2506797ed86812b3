export { readSmall, requireNew, writeNew } from './proof-file.ts'
export { WAIT_S_MAX, waitForProof } from './wait-for-proof.ts'
