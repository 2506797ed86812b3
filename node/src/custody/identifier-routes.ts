import { z } from 'zod'
import { requireParty } from '../identity/index.ts'
import type { App } from '../kernel/index.ts'
import type { CustodyDoor } from './door.ts'
import { holdIdentifiers, IDENTIFIERS_MAX, parseIdentifier } from './identifiers.ts'

const tags = ['custody']
const identifiersSchema = z
  .object({
    identifiers: z.array(z.string()).max(IDENTIFIERS_MAX).describe('A GLN, or prefix: and a GS1 company prefix'),
  })
  .meta({ id: 'PartyIdentifiers', description: 'Events that name one of these are for their party to see' })

/** /v1/custody/identifiers: by which GLNs events name the caller. */
export function identifierRoutes(app: App, door: CustodyDoor): void {
  const { database } = door.context
  const listed = async (party: string) => {
    const rows = await database.query<{ identifier: string }>({
      name: 'custody_list_identifiers',
      text: 'select identifier from custody.party_identifier where party = $1 order by identifier collate "C"',
      values: [party],
    })
    return { identifiers: rows.map(({ identifier }) => identifier) }
  }
  const list = { tags, summary: 'List your GLNs and company prefixes', response: { 200: identifiersSchema } }
  app.get('/v1/custody/identifiers', { schema: list }, (request) => listed(requireParty(request).party))
  const set = {
    tags,
    summary: 'Say which GLNs and company prefixes are yours',
    body: identifiersSchema,
    response: { 200: identifiersSchema },
  }
  app.put('/v1/custody/identifiers', { schema: set }, async (request) => {
    const { party } = requireParty(request)
    const identifiers = [...new Set(request.body.identifiers)].map(parseIdentifier)
    await holdIdentifiers(door, party, identifiers)
    return listed(party)
  })
}
