import { existsSync } from 'node:fs'
import { mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { writePrivate } from '../identity/index.ts'
import { cliErrors } from '../kernel/index.ts'

/** Secrets of the issuers that a demo has of its own, 32 bytes each. */
export interface TestRootSecrets {
  readonly root: Uint8Array
  readonly organisation: Uint8Array
}

const secret_bytes = 32
const names = { folder: 'gs1-test-root', roots: 'roots.json', secrets: 'secrets.json' } as const

/**
 * The file that names the one root of licences that a demo trusts: a test root of its own, which is not GS1's and says
 * so. It is made where it is missing.
 */
export async function ensureTestRoot(home: string): Promise<string> {
  const roots = join(home, names.folder, names.roots)
  // Curves need much that a start with the file at hand does not load.
  if (!existsSync(roots)) await createTestRoot(home)
  return roots
}

async function createTestRoot(home: string): Promise<void> {
  const { randomBytes } = await import('node:crypto')
  const { didOfKey, licenceKeyOfSecret } = await import('@symbolon/protocol/medicines')
  const secrets = { root: randomBytes(secret_bytes), organisation: randomBytes(secret_bytes) }
  const key = licenceKeyOfSecret(secrets.root)
  const { kty, crv, x, y } = key
  const root = { name: 'Symbolon test root, not GS1', did: didOfKey(key), key: { kty, crv, x, y }, is_test: true }
  const folder = join(home, names.folder)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const hex = Object.fromEntries(Object.entries(secrets).map(([name, secret]) => [name, secret.toString('hex')]))
  await writePrivate(join(folder, names.secrets), `${JSON.stringify(hex)}\n`)
  await writePrivate(join(folder, names.roots), `${JSON.stringify({ roots: [root] }, null, 2)}\n`)
}

/** @throws CLI_FILE_UNREADABLE when this home has no test root, or one that is damaged */
export async function readTestRoot(home: string): Promise<TestRootSecrets> {
  const path = join(home, names.folder, names.secrets)
  const text = await readFile(path, 'utf8').catch((cause: NodeJS.ErrnoException) => {
    throw cliErrors.CLI_FILE_UNREADABLE({ path, reason: cause.code ?? '?' }, { cause })
  })
  try {
    const { root, organisation } = JSON.parse(text) as Record<string, string>
    return { root: secretOf(root), organisation: secretOf(organisation) }
  } catch (cause) {
    throw cliErrors.CLI_FILE_UNREADABLE({ path, reason: 'JSON' }, { cause })
  }
}

function secretOf(hex: string | undefined): Uint8Array {
  const secret = Buffer.from(hex ?? '', 'hex')
  if (secret.length !== secret_bytes) throw new Error('no secret')
  return secret
}
