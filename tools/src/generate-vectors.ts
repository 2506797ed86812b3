// The seals under vectors/vault, made anew with fixed randomness by the portable core, which repeats its bytes.
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import type { GeneratedFile } from './generated-file.ts'
import { repositoryRoot } from './repository.ts'

const maker = pathToFileURL(join(repositoryRoot, 'protocol/src/vault/test-vectors.ts')).href
const program = `import { vectorFiles } from '${maker}'; process.stdout.write(JSON.stringify(vectorFiles()))`

export async function generate(): Promise<GeneratedFile[]> {
  const args = ['--conditions=portable', '--input-type=module', '--eval', program]
  const { stdout } = await promisify(execFile)(process.execPath, args, { maxBuffer: 2 ** 26 })
  const files = JSON.parse(stdout) as Record<string, string>
  return Object.entries(files).map(([name, content]) => ({ path: `vectors/vault/${name}`, content }))
}
