export { checkpointsSolidityErrors } from './contract-errors.ts'
export { logErrors } from './errors.ts'
export { checkpointsContract } from './generated/checkpoints-contract.ts'
export { type CheckpointIntent, checkpointIntent, type RotationIntent, rotationIntent } from './intents.ts'
