export { waitForProof } from './wait-for-proof.ts'
