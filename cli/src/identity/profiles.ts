import { randomUUID } from 'node:crypto'
import { chmod, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { PartyKind } from '@symbolon/protocol/identity'
import type { Words } from '@symbolon/protocol/kernel'
import { cliErrors } from '../kernel/index.ts'
/** What is known of one person or institution on this machine, without any secret. */
export interface Profile {
  readonly name: string
  readonly label: Words
  readonly kind: PartyKind
  /** Address of the node, when it is not the usual one. */
  readonly node?: string
  /** `pty_…`, once registered. */
  readonly party?: string
  /** Address that signs in; public. */
  readonly address?: string
  /** An invented one, whose passphrase lies beside it. */
  readonly demo?: true
}

export const keyringFiles = { passphrase: 'keyring.passphrase.age', recovery: 'keyring.recovery.age' } as const

/** Folder of a profile. @throws CLI_PROFILE_NAME_INVALID */
export function profileFolder(home: string, name: string): string {
  if (!/^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$/.test(name)) throw cliErrors.CLI_PROFILE_NAME_INVALID()
  return join(home, 'profiles', name)
}

/** Names of the profiles in a home, sorted. */
export async function listProfiles(home: string): Promise<string[]> {
  const found = await readdir(join(home, 'profiles'), { withFileTypes: true }).catch(() => [])
  return found
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
    .map((entry) => entry.name)
    .sort()
}

/** @throws CLI_PROFILE_UNKNOWN, CLI_PROFILE_DAMAGED, CLI_PROFILE_NAME_INVALID */
export async function readProfile(home: string, name: string): Promise<Profile> {
  const text = await readFile(join(profileFolder(home, name), 'profile.json'), 'utf8').catch(() => undefined)
  if (text === undefined) {
    throw cliErrors.CLI_PROFILE_UNKNOWN({ profile: name, home, profiles: nameList(await listProfiles(home)) })
  }
  try {
    return { ...(JSON.parse(text) as Profile), name }
  } catch (cause) {
    throw cliErrors.CLI_PROFILE_DAMAGED({ file: 'profile.json' }, { cause })
  }
}

/** Keeps what is known of a profile. */
export async function writeProfile(home: string, profile: Profile): Promise<void> {
  await writePrivate(join(profileFolder(home, profile.name), 'profile.json'), `${JSON.stringify(profile, null, 2)}\n`)
}

/** A profile that is there whole or not at all. @throws CLI_PROFILE_EXISTS */
export async function createProfile(
  home: string,
  creating: { profile: Profile; files: Readonly<Record<string, Uint8Array | string>> },
): Promise<string> {
  const folder = profileFolder(home, creating.profile.name)
  const making = join(home, 'profiles', `.${creating.profile.name}.new`)
  await rm(making, { recursive: true, force: true })
  await mkdir(making, { recursive: true, mode: 0o700 })
  const files = { ...creating.files, 'profile.json': `${JSON.stringify(creating.profile, null, 2)}\n` }
  for (const [name, content] of Object.entries(files)) await writePrivate(join(making, name), content)
  try {
    await rename(making, folder)
  } catch (cause) {
    await rm(making, { recursive: true, force: true })
    throw cliErrors.CLI_PROFILE_EXISTS({ profile: creating.profile.name }, { cause })
  }
  return folder
}

/** Writes a file that only its owner reads; it is there whole or not at all, whoever writes it at the same time. */
export async function writePrivate(path: string, content: Uint8Array | string): Promise<void> {
  const making = `${path}.${randomUUID()}.new`
  try {
    await writeFile(making, content, { mode: 0o600, flush: true })
    await chmod(making, 0o600)
    await rename(making, path)
  } finally {
    await rm(making, { force: true })
  }
}

/** Names as an error shows them. */
export function nameList(names: readonly string[]): string {
  return names.length === 0 ? '–' : names.join(', ')
}
