import { defineErrors } from '../kernel/index.ts'
import { noteErrorRows } from './note-error-rows.ts'
import { treeErrorRows } from './tree-error-rows.ts'

/** Errors of the transparency log: tiles, proofs, notes, checkpoints, witnesses and policies. */
export const logErrors = defineErrors({ ...treeErrorRows, ...noteErrorRows })
