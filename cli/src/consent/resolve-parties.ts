import { readFile } from 'node:fs/promises'
import { hasCode } from '@symbolon/protocol/kernel'
import { getParty, listParties, type Party } from '@symbolon/sdk/identity'
import { type Client, walkPages } from '@symbolon/sdk/kernel'
import { type Acting, listProfiles, readProfile } from '../identity/index.ts'
import { cliErrors, type Input, listOption, textOption } from '../kernel/index.ts'

/** More than this many names are looked up in the list of institutions instead of one by one. */
const namesAskedSingly = 8

/** The parties that --to and --to-file name, each once. @throws CLI_USAGE_INVALID, IDENTITY_PARTY_UNKNOWN */
export async function resolveParties(acting: Acting, input: Input): Promise<Party[]> {
  const names = [...new Set([...listOption(input, 'to'), ...(await namesInFile(textOption(input, 'toFile')))])]
  if (names.length === 0) throw cliErrors.CLI_USAGE_INVALID({ what: '--to' })
  const known = names.length > namesAskedSingly ? await institutions(acting.client) : new Map<string, Party>()
  const found = await Promise.all(names.map(async (name) => known.get(name) ?? (await resolveParty(acting, name))))
  return [...new Map(found.map((party) => [party.party, party])).values()]
}

async function institutions(client: Client): Promise<Map<string, Party>> {
  const known = new Map<string, Party>()
  for await (const party of walkPages((page) => listParties(client, page))) {
    known.set(party.party, party)
    if (party.handle) known.set(party.handle, party)
  }
  return known
}

// A handle first; then a profile on this machine, which is how people here find each other.
async function resolveParty({ client, home }: Acting, name: string): Promise<Party> {
  try {
    return await getParty(client, { party: name })
  } catch (error) {
    const party = (await listProfiles(home)).includes(name) ? (await readProfile(home, name)).party : undefined
    if (!hasCode(error, 'IDENTITY_PARTY_UNKNOWN') || party === undefined) throw error
    return await getParty(client, { party })
  }
}

async function namesInFile(path: string | undefined): Promise<string[]> {
  if (path === undefined) return []
  const text = await readFile(path, 'utf8').catch((cause: NodeJS.ErrnoException) => {
    throw cliErrors.CLI_FILE_UNREADABLE({ path, reason: cause.code ?? '?' }, { cause })
  })
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'))
}
