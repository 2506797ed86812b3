// The page that verifies proofs in a browser: one file, nothing loaded, built from the portable code of the protocol.
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { GeneratedFile } from './generated-file.ts'
import { repositoryRoot } from './repository.ts'
import { pageHtml } from './verification-page/page-html.ts'

const folder = join(import.meta.dirname, 'verification-page')

/** The little of esbuild that is needed here. @source https://esbuild.github.io/api/ */
interface Bundler {
  build(options: Readonly<Record<string, unknown>>): Promise<{ outputFiles: readonly { readonly text: string }[] }>
}
interface PluginBuild {
  onLoad(at: { filter: RegExp }, load: (file: { path: string }) => Promise<{ contents: string; loader: 'ts' }>): void
}

/** Words of errors that no proof leads to: a quarter of the page. */
const unread = {
  name: 'unread-errors',
  setup({ onLoad }: PluginBuild) {
    onLoad({ filter: /\/(?:node|http|contract|writer)-error-rows\.ts$/ }, async ({ path }) => {
      const [, name = ''] = /export const (\w+)/.exec(await readFile(path, 'utf8')) ?? []
      return { contents: `export const ${name} = {}`, loader: 'ts' }
    })
  },
}

export async function generate(): Promise<GeneratedFile[]> {
  const [style, script] = await Promise.all([bundle('page.css'), bundle('page.ts')])
  const policy = [
    "default-src 'none'",
    `script-src '${digestOf(script)}'`,
    `style-src '${digestOf(style)}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ')
  const content = pageHtml({ policy, style, script })
  return [{ path: 'protocol/src/log/generated/verification-page.html', content }]
}

/** As a browser takes it to see whether it may run. @source Content Security Policy Level 3 §2.3.1 */
function digestOf(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`
}

async function bundle(name: string): Promise<string> {
  const { outputFiles } = await bundler().build({
    absWorkingDir: repositoryRoot,
    entryPoints: [join(folder, name)],
    bundle: true,
    minify: true,
    write: false,
    format: 'iife',
    platform: 'browser',
    target: 'es2022',
    charset: 'utf8',
    conditions: ['portable'],
    legalComments: 'none',
    plugins: [unread],
  })
  const text = outputFiles[0]?.text.trimEnd() ?? ''
  if (/<\/(?:script|style)|<!--/i.test(text)) throw new Error('a part of the page would end it before its end')
  return text
}

/** The bundler that Hardhat brings along. */
function bundler(): Bundler {
  const hardhat = createRequire(join(repositoryRoot, 'contracts/package.json')).resolve('hardhat')
  const tsx = createRequire(hardhat).resolve('tsx')
  return createRequire(tsx)('esbuild') as Bundler
}
