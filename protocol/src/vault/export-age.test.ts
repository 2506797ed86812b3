import assert from 'node:assert/strict'
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import * as npm from 'age-encryption'
import { hasCode } from '../kernel/index.ts'
import { openAge } from './age.ts'
import { entryPayload } from './entry.ts'
import { exportAge } from './export-age.ts'
import { parseIdentity } from './identity.ts'
import { passphraseIdentity, passphraseRecipient } from './passphrase.ts'
import { repeatableRandom, sealTestRecord, testEntries } from './test-record.ts'

const random = repeatableRandom('export')
const identityText = 'AGE-SECRET-KEY-1EGTZVFFV20835NWYV6270LXYVK2VKNX2MMDKWYKLMGR48UAWX40Q2P2LM0'
const identity = parseIdentity(identityText)
const sealed = sealTestRecord()

function exported(
  index: number,
  recipients = [identity.recipient as Parameters<typeof exportAge>[0]['recipients'][number]],
) {
  const entry = sealed.opened.entries[index] ?? assert.fail()
  return exportAge({ fileKey: entry.key, payload: entryPayload(entry, sealed.blob), recipients, random })
}

test('an exported entry is an age file around the stored bytes', async () => {
  for (const [index, { bytes }] of testEntries.entries()) {
    const file = exported(index)
    assert.deepEqual(openAge({ file, identities: [identity] }), bytes)
    const decrypter = new npm.Decrypter()
    decrypter.addIdentity(identityText)
    assert.deepEqual(Uint8Array.from(await decrypter.decrypt(file)), bytes)
  }
})

test('an entry exported under a passphrase opens with it', () => {
  const file = exported(0, [passphraseRecipient('τέσσερις λέξεις', 4)])
  assert.deepEqual(openAge({ file, identities: [passphraseIdentity('τέσσερις λέξεις')] }), testEntries[0]?.bytes)
})

test('error: something that is no payload is not exported', () => {
  const give = () =>
    exportAge({ fileKey: random(16), payload: new Uint8Array(31), recipients: [identity.recipient], random })
  assert.throws(give, (error) => hasCode(error, 'VAULT_PAYLOAD_INVALID'))
})

const version = spawnSync('age', ['--version'], { encoding: 'utf8' })
const missing = version.status === 0 ? false : 'NOT TESTED: there is no age on the PATH (apt-get install age)'

test('an exported entry opens with the standard age tool', { skip: missing }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'symbolon-age-'))
  try {
    writeFileSync(join(folder, 'identity'), `${identityText}\n`, { mode: 0o600 })
    for (const [index, { bytes }] of testEntries.entries()) {
      const file = join(folder, `${index}.age`)
      writeFileSync(file, exported(index))
      const opened = execFileSync('age', ['--decrypt', '--identity', join(folder, 'identity'), file])
      assert.deepEqual(Uint8Array.from(opened), bytes)
    }
  } finally {
    rmSync(folder, { recursive: true })
  }
})
