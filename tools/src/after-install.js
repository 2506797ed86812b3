// What `npm ci` leaves to be done: parts of this platform, then the bundle of the commands.
//
// npm under Node 20 leaves out optional native parts whose `engines` ask for Node 22 or newer (EDR's are
// among them). npm scripts already run under the Node 24 that `npm ci` brought along, so when the part for
// this platform is missing, one more `npm ci` from here puts it in place.
import { spawnSync } from 'node:child_process'
import { createRequire } from 'node:module'

const libc =
  process.platform === 'linux' ? (process.report.getReport().header.glibcVersionRuntime ? '-gnu' : '-musl') : ''
const parts = [
  `@nomicfoundation/edr-${process.platform}-${process.arch}${process.platform === 'win32' ? '-msvc' : libc}`,
]
const fromEdr = createRequire(createRequire(import.meta.url).resolve('@nomicfoundation/edr'))

function isInstalled(part) {
  try {
    fromEdr.resolve(`${part}/package.json`)
    return true
  } catch (error) {
    return error.code === 'ERR_PACKAGE_PATH_NOT_EXPORTED'
  }
}

const missing = parts.filter((part) => !isInstalled(part))
if (missing.length > 0 && !process.env.SYMBOLON_NATIVE_PARTS_RETRIED) {
  process.stderr.write(`installing native parts left out by this npm: ${missing.join(', ')}\n`)
  const { status } = spawnSync(process.execPath, [process.env.npm_execpath, 'ci', '--ignore-scripts'], {
    stdio: 'inherit',
    env: { ...process.env, SYMBOLON_NATIVE_PARTS_RETRIED: '1' },
  })
  if (status !== 0) process.exit(status ?? 1)
}

// Sources and their bundle need this Node; without a bundle commands run from their sources, and start later.
const [major = 0] = process.versions.node.split('.').map(Number)
if (major >= 24) {
  try {
    const { bundlePrograms } = await import('./bundle-programs.ts')
    await bundlePrograms()
  } catch (error) {
    process.stderr.write(`commands are not bundled: ${error.message}\n`)
  }
}
