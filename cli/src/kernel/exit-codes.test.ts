import assert from 'node:assert/strict'
import { test } from 'node:test'
import { identityErrors } from '@symbolon/protocol/identity'
import { kernelErrors } from '@symbolon/protocol/kernel'
import { logErrors } from '@symbolon/protocol/log'
import { sdkErrors } from '@symbolon/sdk/kernel'
import { cliErrors } from './errors.ts'
import { exitCodeOf } from './exit-codes.ts'

test('exit codes follow what went wrong', () => {
  const cases = [
    [cliErrors.CLI_CANCELLED(), 2],
    [cliErrors.CLI_USAGE_INVALID(), 3],
    [cliErrors.CLI_INPUT_NEEDED(), 3],
    [cliErrors.CLI_COMMAND_UNKNOWN(), 3],
    [cliErrors.CLI_OPTION_UNKNOWN(), 3],
    [cliErrors.CLI_PROFILE_NAME_INVALID(), 3],
    [cliErrors.CLI_FILE_EMPTY(), 3],
    [cliErrors.CLI_FILE_TOO_LARGE(), 3],
    [cliErrors.CLI_PROOF_TOO_LARGE(), 3],
    [cliErrors.CLI_PROFILE_DAMAGED(), 3],
    [cliErrors.CLI_RECOVERY_CODE_DIFFERS(), 3],
    [kernelErrors.KERNEL_JSON_INVALID(), 3],
    [kernelErrors.KERNEL_CONFIG_INVALID(), 3],
    [sdkErrors.SDK_SELECTION_EMPTY(), 3],
    [sdkErrors.SDK_NOTHING_VALID(), 3],
    [sdkErrors.SDK_PARTIES_TOO_MANY(), 3],
    [cliErrors.CLI_PROFILE_NEEDED(), 4],
    [cliErrors.CLI_PASSPHRASE_NEEDED(), 4],
    [sdkErrors.SDK_KEYRING_MISSING(), 4],
    [cliErrors.CLI_PROFILE_UNKNOWN(), 5],
    [cliErrors.CLI_FILE_UNREADABLE(), 5],
    [cliErrors.CLI_FILES_MISSING(), 5],
    [cliErrors.CLI_NODE_NOT_RUNNING(), 5],
    [sdkErrors.SDK_ENTRY_MISSING(), 5],
    [sdkErrors.SDK_NODE_UNREACHABLE(), 7],
    [sdkErrors.SDK_ANSWER_INVALID(), 7],
    [cliErrors.CLI_NODE_SLOW(), 7],
    [cliErrors.CLI_NODE_NOT_ENDING(), 7],
    [sdkErrors.SDK_TOKEN_MISMATCH(), 9],
    [sdkErrors.SDK_NODE_UNTRUE(), 9],
    [sdkErrors.SDK_LEDGER_UNREACHABLE(), 7],
    [logErrors.LOG_PROOF_PENDING(), 8],
    [logErrors.LOG_OPENING_DESTROYED(), 5],
    [logErrors.LOG_INCLUSION_UNPROVEN(), 9],
    [logErrors.LOG_SIGNATURE_INVALID(), 9],
    [logErrors.LOG_SIGNATURE_MISSING(), 9],
    [cliErrors.CLI_FILE_EXISTS(), 1],
    [cliErrors.CLI_PROFILE_EXISTS(), 1],
    [cliErrors.CLI_NODE_DIED(), 1],
    [cliErrors.CLI_KEYRING_UNPROVED(), 1],
    [identityErrors.IDENTITY_PARTY_MISSING(), 4],
    [cliErrors.CLI_PROFILE_NAME_NEEDED(), 3],
    [new Error('a defect'), 1],
  ] as const
  for (const [error, code] of cases) assert.equal(exitCodeOf(error), code, String(error))
})
