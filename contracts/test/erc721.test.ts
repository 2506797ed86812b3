import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sentences } from './erc721/sentences.ts'
import { openPacksSubject, openSubject, type Subject } from './erc721/subject.ts'

/** Sentences that the flawed contract breaks, and the suite has to notice. */
const broken = [
  'balanceOf throws for queries about the zero address',
  'safeTransferFrom throws if the return value is not the magic one',
  'safeTransferFrom throws if the receiving contract cannot be asked',
  'transferFrom resets the approved address for that NFT to none',
]

const subjects = {
  Packs: openPacksSubject,
  'OpenZeppelin’s ERC721': () => openSubject('OpenZeppelinSubject'),
} as const

for (const [name, open] of Object.entries(subjects)) {
  test(`${name} is what ERC-721 says`, async (t) => {
    const subject = await open()
    for (const { says, check } of sentences) await t.test(says, () => afresh(subject, () => check(subject)))
  })
}

test('the suite finds what is wrong with a contract that is not', async () => {
  const subject = await openSubject('FlawedSubject')
  for (const { check } of sentences.filter(({ says }) => broken.includes(says))) {
    await assert.rejects(afresh(subject, () => check(subject)))
  }
  assert.equal(sentences.filter(({ says }) => broken.includes(says)).length, broken.length)
})

/** As the subject was when it was opened. */
async function afresh({ chain: { client } }: Subject, check: () => Promise<void>): Promise<void> {
  const id = await client.snapshot()
  try {
    await check()
  } finally {
    await client.revert({ id })
  }
}
