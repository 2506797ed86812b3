import { randomBytes } from 'node:crypto'
import { dirname } from 'node:path'
import { sha256, toHex } from '@symbolon/protocol/kernel'
import { type NoteSigner, noteSigner, parseSignerKey, signerKeyText } from '@symbolon/protocol/log'
import { logCommandErrors } from '../errors.ts'
import type { FileSystem } from './file-system.ts'
import { orFailed } from './or-failed.ts'
import { createDurably, makeFolderDurably } from './write-durably.ts'

/**
 * The key of a witness from its file, which is made where there is none.
 * @throws LOG_KEY_INVALID, LOG_WITNESS_KEY_KIND, LOG_WITNESS_FILES_FAILED
 */
export async function openKeyFile(files: FileSystem, file: string): Promise<NoteSigner> {
  const signer = parseSignerKey((await orFailed(readOrMake(files, file))).trim())
  if (signer.type !== 'cosignature') throw logCommandErrors.LOG_WITNESS_KEY_KIND({ file })
  return signer
}

async function readOrMake(files: FileSystem, file: string): Promise<string> {
  const text = await files.read(file)
  if (text !== undefined) return text
  await makeFolderDurably(files, dirname(file))
  const made = `${signerKeyText(newSigner())}\n`
  if (await createDurably(files, { path: file, text: made })) return made
  return (await files.read(file)) ?? ''
}

/** Named by its public key, so that no two witnesses share a name. */
function newSigner(): NoteSigner {
  const seed = Uint8Array.from(randomBytes(32))
  const { publicKey } = noteSigner({ key_name: 'new', type: 'cosignature', seed }).key
  const key_name = `symbolon.local/witness/${toHex(sha256(publicKey)).slice(2, 18)}`
  return noteSigner({ key_name, type: 'cosignature', seed })
}
