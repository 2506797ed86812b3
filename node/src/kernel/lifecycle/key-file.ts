import { randomBytes } from 'node:crypto'
import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { basename, dirname } from 'node:path'
import { fromHex, type Hex, kernelErrors, toHex } from '@symbolon/protocol/kernel'
import { isFault } from './faults.ts'

/** Bytes of every secret that a node keeps in a file. */
const KEY_BYTES = 32

/** The secret in a file, which is made (0600) when it does not exist. @throws KERNEL_DATA_FOLDER_UNUSABLE when it is damaged */
export function readKeyFile(file: string): Uint8Array<ArrayBuffer> {
  if (!existsSync(file)) makeKey(file)
  const text = readFileSync(file, 'utf8').trim()
  if (!/^0x[0-9a-f]{64}$/.test(text)) throw damaged(file)
  return fromHex(text as Hex)
}

/** What is wrong with the file of a node's own. */
export function damaged(file: string) {
  const name = `keys/${basename(file)}`
  return kernelErrors.KERNEL_DATA_FOLDER_UNUSABLE({
    reason: { en: `${name} is damaged`, el: `το ${name} είναι κατεστραμμένο` },
  })
}

/** What was written under a name of the folder outlives a loss of power. */
export function syncFolder(folder: string): void {
  if (process.platform === 'win32') return
  const handle = openSync(folder, 'r')
  fsyncSync(handle)
  closeSync(handle)
}

/** Written beside and linked into place, so that a killed node leaves either no key or a whole one. */
function makeKey(file: string): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  const partial = `${file}.${toHex(randomBytes(6)).slice(2)}`
  writeFileSync(partial, `${toHex(randomBytes(KEY_BYTES))}\n`, { mode: 0o600, flush: true })
  try {
    linkSync(partial, file)
    syncFolder(dirname(file))
  } catch (fault) {
    if (!isFault(fault, 'EEXIST')) throw fault
  } finally {
    rmSync(partial, { force: true })
  }
}
