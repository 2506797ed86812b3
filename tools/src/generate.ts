// Writes the generated files, or with --check only says which are stale. `npm run generate -- contracts` runs one.
import { existsSync } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { GeneratedFile, Generator } from './generated-file.ts'
import { repositoryRoot } from './repository.ts'

/** In the order they run. Each is `tools/src/generate-<name>.ts` and exports `generate`. */
const generators = ['contracts', 'fhir', 'vectors', 'page', 'lanes']

/** Files that the generators would write otherwise than they stand. */
export async function staleFiles(files: readonly GeneratedFile[], root: string): Promise<string[]> {
  const stale: string[] = []
  for (const { path, content } of files) {
    const file = join(root, path)
    if (!existsSync(file) || (await readFile(file, 'utf8')) !== content) stale.push(path)
  }
  return stale
}

async function generatedFiles(names: readonly string[]): Promise<GeneratedFile[]> {
  const files: GeneratedFile[] = []
  for (const name of names) {
    const module: { generate: Generator } = await import(`./generate-${name}.ts`)
    files.push(...(await module.generate()))
  }
  return files
}

async function write(files: readonly GeneratedFile[]): Promise<void> {
  for (const { path, content } of files) {
    const file = join(repositoryRoot, path)
    await mkdir(dirname(file), { recursive: true })
    await writeFile(file, content)
    process.stdout.write(`wrote ${path}\n`)
  }
}

async function main(args: readonly string[]): Promise<number> {
  const named = args.filter((arg) => !arg.startsWith('--'))
  const unknown = named.filter((name) => !generators.includes(name))
  if (unknown.length > 0) {
    process.stderr.write(`no generator is called ${unknown.join(', ')}; there are ${generators.join(', ')}\n`)
    return 2
  }
  const files = await generatedFiles(named.length > 0 ? named : generators)
  const stale = await staleFiles(files, repositoryRoot)
  if (!args.includes('--check')) {
    await write(files.filter(({ path }) => stale.includes(path)))
    return 0
  }
  for (const path of stale) process.stderr.write(`${path} is stale: run npm run generate\n`)
  process.stdout.write(`${files.length} generated files, ${stale.length} stale\n`)
  return stale.length > 0 ? 1 : 0
}

if (import.meta.main) process.exitCode = await main(process.argv.slice(2))
