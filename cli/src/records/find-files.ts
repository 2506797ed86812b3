import { lstat, readdir, realpath, stat } from 'node:fs/promises'
import { basename, join, relative, sep } from 'node:path'
import { cliErrors } from '../kernel/index.ts'

/** A file to add: where it lies and the name that is kept of it. */
export interface FoundFile {
  readonly path: string
  readonly name: string
  readonly size_bytes: number
}

const filesMax = 100_000

/**
 * Every file under the paths, folders taken apart in the order of their names. Links inside a folder are followed only to
 * what lies inside it too; names that begin with a dot are passed over.
 * @throws CLI_FILE_UNREADABLE, CLI_FILES_MISSING
 */
export async function findFiles(paths: readonly string[]): Promise<FoundFile[]> {
  const found: FoundFile[] = []
  for (const path of paths) {
    const status = await stat(path).catch((cause: NodeJS.ErrnoException) => {
      throw cliErrors.CLI_FILE_UNREADABLE({ path, reason: cause.code ?? '?' }, { cause })
    })
    if (status.isDirectory()) await walk({ root: await realpath(path), folder: path, top: path }, found)
    else if (status.isFile()) found.push({ path, name: basename(path), size_bytes: status.size })
  }
  if (found.length === 0) throw cliErrors.CLI_FILES_MISSING({ path: paths.join(', ') })
  return found
}

async function walk(at: { root: string; folder: string; top: string }, found: FoundFile[]): Promise<void> {
  const names = (await readdir(at.folder)).sort()
  for (const name of names) {
    if (name.startsWith('.') || found.length >= filesMax) continue
    const path = join(at.folder, name)
    if (!(await isInside(path, at.root))) continue
    const status = await stat(path).catch(() => undefined)
    if (status?.isDirectory() && !(await lstat(path)).isSymbolicLink()) await walk({ ...at, folder: path }, found)
    else if (status?.isFile())
      found.push({ path, name: relative(at.top, path).split(sep).join('/'), size_bytes: status.size })
  }
}

async function isInside(path: string, root: string): Promise<boolean> {
  const real = await realpath(path).catch(() => undefined)
  return real?.startsWith(`${root}${sep}`) === true
}
