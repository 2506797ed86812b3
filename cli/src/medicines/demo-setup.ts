import { checkDigit } from '@symbolon/protocol/custody'
import type { Words } from '@symbolon/protocol/kernel'
import { issueTestChain } from '@symbolon/protocol/medicines'
import { getOwnParty } from '@symbolon/sdk/identity'
import { getNetwork } from '@symbolon/sdk/kernel'
import { admitIssuer, describeProduct, listLicences, nameRecallConfirmer, proveLicence } from '@symbolon/sdk/medicines'
import { commandName } from '../kernel/index.ts'
import { doors, linkTo } from './demo-links.ts'
import { type Story, tell } from './demo-story.ts'
import { demoWords as words } from './demo-words.ts'
import { readTestRoot } from './licence-root.ts'

const day_ms = 86_400_000
const year_ms = 365 * day_ms
/** Of the numbers that GS1 keeps for examples. @source GS1 General Specifications §1.4.3 (prefix 952) */
const gs1Prefix = '952'
const companyPrefix = '9521000'

interface DemoProduct {
  readonly gtin: string
  readonly name: Words
  readonly strength: string
  readonly pack_size: number
}

/** Three products of the maker; none of them exists. */
export const products: readonly [DemoProduct, DemoProduct, DemoProduct] = [
  { gtin: gtinOf('00001'), name: { en: 'Exemplin tablets', el: 'Exemplin δισκία' }, strength: '20 mg', pack_size: 28 },
  {
    gtin: gtinOf('00002'),
    name: { en: 'Paradigmol capsules', el: 'Paradigmol καψάκια' },
    strength: '500 mg',
    pack_size: 20,
  },
  { gtin: gtinOf('00003'), name: { en: 'Deigmavit syrup', el: 'Deigmavit σιρόπι' }, strength: '5 mg/ml', pack_size: 1 },
]

function gtinOf(item: string): string {
  const digits = `0${companyPrefix}${item}`
  return `${digits}${checkDigit(digits)}`
}

/** The maker holds its licence, its products have names, and a second person may confirm its recalls. */
export async function setUp(story: Story): Promise<void> {
  const { maker, maria } = story.clients
  const held = await listLicences(maker)
  if (!held.some(({ number }) => number === companyPrefix)) await prove(story)
  const facts = { prefix: companyPrefix }
  tell(story, {
    step: 'licence',
    words: words.licence,
    facts,
    command: `${commandName} api GET ${doors.licences()} --as maker`,
    door: doors.licences(),
  })
  for (const { pack_size, ...product } of products)
    await describeProduct(maker, { ...product, pack_size, markets: ['GR', 'CY'] })
  const [first] = products
  const door = doors.product(first.gtin)
  const command = `curl ${linkTo(maker, door)}`
  const names = products.map(({ name }) => name[story.run.output.language]).join(', ')
  tell(story, { step: 'products', words: words.products, facts: { names }, command, door })
  await nameRecallConfirmer(maker, { person: (await getOwnParty(maria)).party })
}

/** An authority admits the issuer of this demo, which is no member of GS1, and the maker shows what it issued. */
async function prove({ home, clients: { authority, maker } }: Story): Promise<void> {
  const now = Math.floor(maker.clock.now() / day_ms) * day_ms
  const { chain_id } = await getNetwork(maker)
  const { address } = await getOwnParty(maker)
  const { chain, issuer_key } = issueTestChain({
    secrets: await readTestRoot(home),
    gs1_prefix: gs1Prefix,
    number: { kind: 'prefix', prefix: companyPrefix },
    account: { chain_id, address: address.toLowerCase() as typeof address },
    valid_from: now - day_ms,
    until: now + 2 * year_ms,
  })
  await admitIssuer(authority, { key: issuer_key, until: now + 3 * year_ms })
  await proveLicence(maker, { chain })
}
