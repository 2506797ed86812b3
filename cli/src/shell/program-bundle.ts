// `npm ci` joins the sources of the command line and of the node into few files, which load in a fraction of the time.
// They are used only while every source is as it was when they were made; else the sources themselves are run.
import { readFileSync, realpathSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'

/** Programs that are bundled, and their sources from the root of the repository. */
export const bundledPrograms = { symbolon: 'cli/src/main.ts', node: 'node/src/main.ts' } as const
export type BundledProgram = keyof typeof bundledPrograms

/** What a bundle was made of: path from the root of the repository, as `stampOf` saw it. */
export type SourceStamps = Readonly<Record<string, string>>

/** File of a bundle that holds its `SourceStamps`. */
export const STAMPS_FILE = 'sources.json'

/** Whether this is run from its source or from the bundle. */
const repository = dirname(dirname(realpathSync(createRequire(import.meta.url).resolve('symbolon/package.json'))))
export const bundleFolder = join(repository, 'node_modules', '.cache', 'symbolon')

/** URL of what to run for a program: its part of the bundle, or its source. */
export function programUrl(program: BundledProgram): string {
  const file = isFresh()
    ? join(bundleFolder, `${program}.mjs`)
    : join(repository, ...bundledPrograms[program].split('/'))
  return pathToFileURL(file).href
}

/** Whether there is a bundle of just what the sources say now. */
export function isFresh(folder = bundleFolder, root = repository): boolean {
  const stamps = Object.entries(readStamps(folder))
  return stamps.length > 0 && stamps.every(([path, stamp]) => stamp !== '' && stampOf(`${root}/${path}`) === stamp)
}

/** Time of the last change and size of a file, which tell a changed one from the one before; empty without a file. */
export function stampOf(path: string): string {
  const found = statSync(path, { throwIfNoEntry: false })
  return found === undefined ? '' : `${found.mtimeMs} ${found.size}`
}

/** None where there is no bundle, or one that was only half written. */
function readStamps(folder: string): SourceStamps {
  try {
    return (JSON.parse(readFileSync(join(folder, STAMPS_FILE), 'utf8')) ?? {}) as SourceStamps
  } catch {
    return {}
  }
}
