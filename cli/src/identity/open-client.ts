import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { type Client, createClient, rootOf, type Session, type SessionStore } from '@symbolon/sdk/kernel'
import { cliErrors, type Run } from '../kernel/index.ts'
import { dataFolderOf, findHome } from './home.ts'
import { listProfiles, nameList, type Profile, profileFolder, readProfile, writePrivate } from './profiles.ts'
export interface Acting {
  readonly client: Client
  readonly home: string
  readonly profile: Profile
}

const urlDefault = 'http://127.0.0.1:7070'

/** A client that acts with the keys of the profile named with --as. @throws CLI_PROFILE_NEEDED, CLI_PROFILE_UNKNOWN */
export async function openClient(run: Run): Promise<Acting> {
  const home = findHome(run.environment)
  const profile = await readProfile(home, await profileName(run, home))
  return await actAs(run, { home, profile })
}

/** The same with the keyring open: for what signs file after file or outlasts a session, so that it asks once, at once. */
export async function openLastingClient(run: Run): Promise<Acting> {
  const acting = await openClient(run)
  await rootOf(acting.client)
  return acting
}

/** A client that acts with the keys of one profile. */
export async function actAs(run: Run, at: { home: string; profile: Profile; url?: string }): Promise<Acting> {
  const open = async () => (await import('./keyring-file.ts')).openProfileKeyring(run, at)
  const { passphrase, passphraseFile } = run.environment
  // A keyring opens slowly: who names no passphrase is asked when something is signed or opened, and not before. One
  // that is named is tried at once, so that a wrong one never seems right.
  const root = passphrase === undefined && passphraseFile === undefined ? open : await open()
  const url = at.url ?? (await nodeUrl(run, at))
  const sessions = sessionOf({ ...at, url })
  return { client: createClient({ url, root, language: run.output.language, sessions }), ...at }
}

/** A client without keys, for what anybody may ask. */
export async function openPublicClient(run: Run): Promise<Client> {
  const home = findHome(run.environment)
  return createClient({ url: await nodeUrl(run, { home }), language: run.output.language })
}

/** Address of the node: --node, SYMBOLON_NODE, the profile's, the one beside the home, the usual one. */
export async function nodeUrl(run: Run, at: { home: string; profile?: Profile }): Promise<string> {
  const named = nodeAddress(run)
  if (named !== undefined) return named
  if (at.profile?.node !== undefined) return at.profile.node
  const data = dataFolderOf(at.home)
  if (data === undefined) return urlDefault
  const text = await readFile(join(data, 'node.json'), 'utf8').catch(() => '{}')
  const { url } = JSON.parse(text) as { url?: string }
  return url ?? urlDefault
}

/** The address that --node or SYMBOLON_NODE names. @throws CLI_OPTION_INVALID when it is none */
export function nodeAddress(run: Run): string | undefined {
  if (run.node === undefined) return undefined
  const { protocol } = URL.parse(run.node) ?? {}
  if (protocol === 'http:' || protocol === 'https:') return run.node
  const option = run.node === run.environment.node ? 'SYMBOLON_NODE' : '--node'
  throw cliErrors.CLI_OPTION_INVALID({ option, expected: urlDefault })
}

/** Name of the profile to act as; the only one there needs no --as. */
export async function profileName(run: Run, home: string): Promise<string> {
  if (run.as !== undefined) return run.as
  const names = await listProfiles(home)
  const [only] = names
  if (names.length === 1 && only !== undefined) return only
  throw cliErrors.CLI_PROFILE_NEEDED({ profiles: nameList(names) })
}

/** One sign-in serves the commands of half an hour; the file is as private as the keyring beside it. */
export function sessionOf(at: { home: string; profile: Profile; url: string }): SessionStore {
  const path = join(profileFolder(at.home, at.profile.name), 'session.json')
  return {
    read: async () => {
      const text = await readFile(path, 'utf8').catch(() => 'null')
      const kept = parse(text)
      return kept?.url === at.url ? kept.session : undefined
    },
    write: async (session) => {
      if (session === undefined) await rm(path, { force: true })
      else await writePrivate(path, JSON.stringify({ url: at.url, session }))
    },
  }
}

function parse(text: string): { url: string; session: Session } | null {
  try {
    return JSON.parse(text) as { url: string; session: Session } | null
  } catch {
    return null
  }
}
