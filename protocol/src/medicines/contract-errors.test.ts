import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Abi } from 'viem'
import { describeError } from '../kernel/index.ts'
import { packsSolidityErrors, prefixesSolidityErrors } from './contract-errors.ts'
import { medicinesErrors } from './errors.ts'
import { packsContract } from './generated/packs-contract.ts'
import { prefixesContract } from './generated/prefixes-contract.ts'

const expected = [
  ['PacksUnknown', 'MEDICINES_PACK_UNKNOWN'],
  ['PacksNoAccount', 'MEDICINES_PACK_UNKNOWN'],
  ['PacksEnded', 'MEDICINES_PACK_ENDED'],
  ['PacksBatchUnknown', 'MEDICINES_BATCH_UNKNOWN'],
  ['PacksAlreadyCommissioned', 'MEDICINES_BATCH_EXISTS'],
  ['PacksCountInvalid', 'MEDICINES_BATCH_COUNT_INVALID'],
  ['PacksGtinInvalid', 'MEDICINES_LEDGER_GTIN_INVALID'],
  ['PacksExpiryInvalid', 'MEDICINES_LEDGER_EXPIRY_INVALID'],
  ['PacksTextInvalid', 'MEDICINES_LEDGER_TEXT_INVALID'],
  ['PacksPrefixNotHeld', 'MEDICINES_PREFIX_NOT_HELD'],
  ['PacksNotLicensed', 'MEDICINES_NOT_LICENSED'],
  ['PacksNotRegulator', 'MEDICINES_NOT_REGULATOR'],
  ['PacksNotMaker', 'MEDICINES_NOT_MAKER'],
  ['PacksRangeInvalid', 'MEDICINES_RANGE_INVALID'],
  ['PacksRangeStraddles', 'MEDICINES_RANGE_STRADDLES'],
  ['PacksNotHolder', 'MEDICINES_NOT_HOLDER'],
  ['PacksMoved', 'MEDICINES_RANGE_MOVED'],
  ['PacksMovesExhausted', 'MEDICINES_RANGE_MOVED'],
  ['PacksMarkedInside', 'MEDICINES_MARKED_PACKS'],
  ['PacksMarkedUnlisted', 'MEDICINES_MARKED_PACKS'],
  ['PacksStateInvalid', 'MEDICINES_STATE_INVALID'],
  ['PacksRoundInvalid', 'MEDICINES_ROUND_CHANGED'],
  ['PacksUndoLate', 'MEDICINES_UNDO_LATE'],
  ['PacksPastExpiry', 'MEDICINES_PAST_EXPIRY'],
  ['PacksRecalled', 'MEDICINES_RECALLED'],
  ['PacksWithdrawn', 'MEDICINES_WITHDRAWN'],
  ['PacksReceiverInvalid', 'MEDICINES_RECEIVER_INVALID'],
  ['PacksNotAccepted', 'MEDICINES_NOT_ACCEPTED'],
  ['PacksAcceptanceInvalid', 'MEDICINES_ACCEPTANCE_INVALID'],
  ['PacksNotApproved', 'MEDICINES_NOT_APPROVED'],
  ['PacksListInvalid', 'MEDICINES_LIST_INVALID'],
  ['PacksExpired', 'MEDICINES_INTENT_EXPIRED'],
  ['PacksSignatureInvalid', 'MEDICINES_INTENT_SIGNATURE_INVALID'],
  ['PrefixesNotRegistrar', 'MEDICINES_REGISTRAR_UNKNOWN'],
  ['PrefixesUntilInvalid', 'MEDICINES_ISSUER_UNTIL_INVALID'],
  ['PrefixesKeyInvalid', 'MEDICINES_ISSUER_KEY_INVALID'],
  ['PrefixesIssuerUnknown', 'MEDICINES_ISSUER_UNKNOWN'],
  ['PrefixesCredentialInvalid', 'MEDICINES_LEDGER_LICENCE_INVALID'],
  ['PrefixesCredentialExpired', 'MEDICINES_LEDGER_LICENCE_EXPIRED'],
  ['PrefixesCredentialUnsigned', 'MEDICINES_LEDGER_LICENCE_UNSIGNED'],
  ['PrefixesOtherChain', 'MEDICINES_LEDGER_LICENCE_ELSEWHERE'],
  ['PrefixesHeld', 'MEDICINES_PREFIX_HELD'],
  ['PrefixesLicenceEnded', 'MEDICINES_LEDGER_LICENCE_ENDED'],
  ['PrefixesNotHeld', 'MEDICINES_PREFIX_FREE'],
  ['PrefixesNonceUsed', 'MEDICINES_NONCE_USED'],
  ['PrefixesExpired', 'MEDICINES_INTENT_EXPIRED'],
  ['PrefixesSignatureInvalid', 'MEDICINES_INTENT_SIGNATURE_INVALID'],
] as const

const meanings: Readonly<Record<string, string>> = { ...packsSolidityErrors, ...prefixesSolidityErrors }

for (const [name, code] of expected) {
  test(`error: ${name} is ${code}, told in both languages`, () => {
    assert.equal(meanings[name], code)
    const error = medicinesErrors[code]()
    assert.equal(error.code, code)
    for (const language of ['en', 'el'] as const) {
      const { title, hint } = describeError(error, language)
      assert.ok(title.length > 0 && hint.length > 0)
    }
  })
}

test('every error of Packs and Prefixes has a code', () => {
  const thrown = [packsContract, prefixesContract].flatMap((contract) =>
    (contract.abi as Abi).flatMap((entry) =>
      entry.type === 'error' && /^(Packs|Prefixes)/.test(entry.name) ? [entry.name] : [],
    ),
  )
  assert.deepEqual(
    thrown.filter((name) => !(name in meanings)),
    [],
  )
  assert.equal(expected.length, Object.keys(meanings).length)
})
