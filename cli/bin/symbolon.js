#!/usr/bin/env node
// Plain JavaScript that Node 18 and later can run: it answers the version itself, and where the Node that
// started it is too old for the sources it hands over to the Node 24 that `npm ci` brought along.
import { existsSync, readFileSync } from 'node:fs'
import { constants, homedir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const programBundle = new URL('../src/shell/program-bundle.ts', import.meta.url)
const endWithLauncher = new URL('../src/shell/end-with-launcher.ts', import.meta.url)
const [major = 0] = process.versions.node.split('.').map(Number)
const [first, ...others] = process.argv.slice(2)

if ((first === '--version' || first === '-V') && others.length === 0) {
  const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'))
  process.stdout.on('error', () => {}).write(`${version}\n`)
} else if (major >= 24) {
  // Before the first source is read, so that none has to be stripped of its types again. Kept in the person's own cache
  // folder, never in a shared temporary one: code is run from it.
  const { enableCompileCache } = await import('node:module')
  enableCompileCache(join(homedir(), '.cache', 'symbolon', 'compile'))
  const { programUrl } = await import(programBundle.href)
  await import(programUrl('symbolon'))
} else {
  await handOver()
}

async function handOver() {
  const node = findNode()
  if (node === undefined) {
    process.stderr.write(`Symbolon needs Node 24; this is ${process.version}. Run \`npm ci\` in its folder first.\n`)
    process.exitCode = 1
    return
  }
  const { spawn } = await import('node:child_process')
  // The pipe closes when this process is gone, even by kill -9, and the other one ends too.
  const args = ['--import', endWithLauncher.href, fileURLToPath(import.meta.url), ...process.argv.slice(2)]
  const child = spawn(node, args, { stdio: ['inherit', 'inherit', 'inherit', 'pipe'] })
  // Ctrl-C reaches both through the terminal; whoever ends this one alone means the other too.
  process.on('SIGINT', () => {})
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.on('exit', (code, signal) => {
    process.exitCode = code ?? 128 + (constants.signals[signal] ?? 0)
  })
}

function findNode() {
  const name = process.platform === 'darwin' && process.arch === 'arm64' ? 'node-bin' : 'node'
  const file = process.platform === 'win32' ? 'bin/node.exe' : 'bin/node'
  const platform = process.platform === 'win32' ? 'win' : process.platform
  for (const up of ['../', '../../', '../../../']) {
    const path = new URL(`${up}node_modules/${name}-${platform}-${process.arch}/${file}`, import.meta.url)
    if (existsSync(path)) return path.pathname
  }
  return undefined
}
