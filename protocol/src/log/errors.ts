import { defineErrors } from '../kernel/index.ts'
import { contractErrorRows } from './contract-error-rows.ts'
import { noteErrorRows } from './note-error-rows.ts'
import { proofErrorRows } from './proof-error-rows.ts'
import { treeErrorRows } from './tree-error-rows.ts'
import { writerErrorRows } from './writer-error-rows.ts'

/** Errors of the transparency log: tiles, proofs, notes, checkpoints, witnesses, policies, anchors and its writer. */
export const logErrors = defineErrors({
  ...treeErrorRows,
  ...noteErrorRows,
  ...proofErrorRows,
  ...contractErrorRows,
  ...writerErrorRows,
})
