// Test files that share a process load what they have in common once, and run it warm.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { repositoryRoot } from './repository.ts'

/** Files of other parts run whole programs: each has a process of its own. */
const partsTogether: readonly string[] = ['cli', 'contracts', 'node', 'protocol', 'sdk']
const filesTogether_max = 12
/** Their kernels share a PostgreSQL, which is begun before the first file, so that it does not end with it. */
const partsWithKernels: readonly string[] = ['cli', 'node', 'sdk']
const testKernels = 'node/src/kernel/test-node.ts'

/** Files by the process that they are run in: neighbours together, in the order given. */
export function filesByProcess(files: readonly string[]): string[][] {
  const processes: string[][] = []
  for (const file of files) {
    const last = processes.at(-1)
    const isTogether =
      last?.[0] !== undefined && partOf(last[0]) === partOf(file) && partsTogether.includes(partOf(file))
    if (isTogether && last.length < filesTogether_max) last.push(file)
    else processes.push([file])
  }
  return processes
}

/** Writes a program that runs each of the files as a suite of its name. */
export function writeTestProcess(path: string, files: readonly string[]): void {
  const haveKernels = partsWithKernels.includes(partOf(files[0] ?? ''))
  const lines = [
    `import { describe } from 'node:test'`,
    ...(haveKernels ? [`await import(${urlOf(testKernels)})`] : []),
    ...files.map((file) => `describe(${JSON.stringify(file)}, async () => { await import(${urlOf(file)}) })`),
  ]
  writeFileSync(path, `${lines.join('\n')}\n`)
}

function partOf(file: string): string {
  return file.slice(0, file.indexOf('/'))
}

function urlOf(file: string): string {
  return JSON.stringify(pathToFileURL(join(repositoryRoot, file)).href)
}
