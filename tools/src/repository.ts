import { dirname } from 'node:path'

/** Where the repository stands on this machine. */
export const repositoryRoot = dirname(dirname(import.meta.dirname))
