import type { Hex } from '@symbolon/protocol/kernel'
import { z } from 'zod'
import { nonceTextSchema, requireParty, requirePrincipal } from '../../identity/index.ts'
import type { App, NodeContext } from '../../kernel/index.ts'
import { deadline, signature } from '../batches/batch-schemas.ts'
import type { MedicinesDoor } from '../door.ts'
import { LICENCE_CHAIN_MAX, LICENCE_CREDENTIAL_CHARS_MAX } from '../medicines-limits.ts'
import { licencesOf } from '../policy.ts'
import { relayOnce } from '../relay.ts'
import { proveLicence } from './prove-licence.ts'

const tags = ['medicines']
const word = z.string().regex(/^0x[0-9a-f]{64}$/)
const key = { x: word, y: word }
const settled = { block: z.int(), transaction: z.string() }
const admission = z.object({
  ...key,
  until: z
    .int()
    .positive()
    .max(2 ** 40),
  nonce: nonceTextSchema,
  deadline,
  signature,
})
const dismissal = z.object({ ...key, nonce: nonceTextSchema, deadline, signature })
const proving = z.object({
  chain: z.array(z.string().max(LICENCE_CREDENTIAL_CHARS_MAX)).max(LICENCE_CHAIN_MAX),
})
const licence = z.object({
  number: z.string().describe('Digits of a GS1 company prefix, or the 14 of one GTIN'),
  until: z.string(),
})
const proved = licence.extend({
  root: z.string().describe('The trusted issuer that it was proved up to'),
  is_test: z.boolean().describe('That issuer was made for trying things out'),
  ...settled,
})

/** Licences of GS1 numbers: who may issue them, and who holds one. */
export function licenceRoutes(app: App, door: MedicinesDoor): void {
  issuerRoutes(app, door.context)
  const prove = { tags, summary: 'Prove a GS1 licence', body: proving, response: { 200: proved } }
  app.put('/v1/licences', { schema: prove, config: { problems: ['404'] } }, async (request) => {
    const { address } = requireParty(request)
    const { chain } = request.body
    const { licence, settlement } = await proveLicence(door.context, { chain, roots: door.roots, account: address })
    const { number, until, root } = licence
    return {
      number: number.kind === 'gtin' ? number.gtin : number.prefix,
      until: new Date(until).toISOString(),
      root: root.name,
      is_test: root.is_test,
      ...placeOnLedger(settlement),
    }
  })
  const list = { tags, summary: 'Your GS1 licences', response: { 200: z.object({ items: z.array(licence) }) } }
  app.get('/v1/licences', { schema: list }, async (request) => {
    const { address } = requireParty(request)
    const held = await licencesOf(door.context, address)
    return { items: held.map(({ number, until }) => ({ number, until: until.toISOString() })) }
  })
}

/** Authorities admit issuers and dismiss them; the contract checks that they may. */
function issuerRoutes(app: App, context: NodeContext): void {
  const config = { problems: ['404'] } as const
  const answer = z.object({ ...key, ...settled })
  const admit = { tags, summary: 'Admit an issuer of licences', body: admission, response: { 201: answer } }
  app.post('/v1/licence-issuers', { schema: admit, config }, async (request, reply) => {
    const { address: authority } = requirePrincipal(request)
    const { x, y, until, nonce, deadline, signature } = request.body
    const intent = { authority, x: x as Hex, y: y as Hex, until: BigInt(until), ...numbers({ nonce, deadline }) }
    const call = { contract: 'Prefixes', functionName: 'admitIssuer', args: [intent, signature] } as const
    return reply.code(201).send({ x, y, ...placeOnLedger(await relayOnce(context, call, 'urgent')) })
  })
  const dismiss = { tags, summary: 'Dismiss an issuer of licences', body: dismissal, response: { 201: answer } }
  app.post('/v1/licence-issuers/dismissals', { schema: dismiss, config }, async (request, reply) => {
    const { address: authority } = requirePrincipal(request)
    const { x, y, nonce, deadline, signature } = request.body
    const intent = { authority, x: x as Hex, y: y as Hex, ...numbers({ nonce, deadline }) }
    const call = { contract: 'Prefixes', functionName: 'dismissIssuer', args: [intent, signature] } as const
    return reply.code(201).send({ x, y, ...placeOnLedger(await relayOnce(context, call, 'urgent')) })
  })
}

function numbers({ nonce, deadline }: { nonce: string; deadline: number }) {
  return { nonce: BigInt(nonce), deadline: BigInt(deadline) }
}

function placeOnLedger({ block, transaction }: { block: number; transaction: string }) {
  return { block, transaction }
}
