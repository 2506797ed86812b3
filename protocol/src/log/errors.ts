import { defineErrors } from '../kernel/index.ts'
import { treeErrorRows } from './tree-error-rows.ts'

/** Errors of the transparency log: tiles, bundles and proofs. */
export const logErrors = defineErrors(treeErrorRows)
