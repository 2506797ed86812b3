import assert from 'node:assert/strict'
import { test } from 'node:test'
import { hasCode } from '../kernel/index.ts'
import { parseCheckpoint, signCheckpoint } from './checkpoint.ts'
import { proveConsistency } from './prove.ts'
import { grownLog, testSigner } from './test-log.ts'
import { emptyRoot } from './tree-hash.ts'
import { decideCosigning } from './witness-decision.ts'

const signer = testSigner('log.example/one')
const signed = (size: number, root: Uint8Array) =>
  parseCheckpoint(signCheckpoint({ origin: 'log.example/one', size, root }, signer))
const { store, root } = grownLog(700)
const old = grownLog(300)
const last = signed(300, old.root)
const proof = await proveConsistency({ old_size: 300, size: 700 }, store.read)

test('a witness cosigns what grew from what it cosigned last, the first that it sees, and the same again', () => {
  assert.equal(decideCosigning({ old_size: 300, proof, checkpoint: signed(700, root) }, last), 'cosign')
  assert.equal(decideCosigning({ old_size: 0, proof: [], checkpoint: signed(700, root) }, undefined), 'cosign')
  assert.equal(decideCosigning({ old_size: 0, proof: [], checkpoint: signed(0, emptyRoot()) }, undefined), 'cosign')
  assert.equal(decideCosigning({ old_size: 300, proof: [], checkpoint: last }, last), 'cosign')
})

test('a request from another size is stale, an older checkpoint too', () => {
  assert.equal(decideCosigning({ old_size: 0, proof: [], checkpoint: signed(700, root) }, last), 'stale')
  assert.equal(decideCosigning({ old_size: 256, proof, checkpoint: signed(700, root) }, last), 'stale')
  assert.equal(decideCosigning({ old_size: 0, proof: [], checkpoint: signed(256, grownLog(256).root) }, last), 'stale')
})

test('another root for the same size is a fork, wherever the request starts', () => {
  for (const old_size of [0, 300]) {
    assert.equal(decideCosigning({ old_size, proof: [], checkpoint: signed(300, root) }, last), 'forked')
  }
  assert.equal(decideCosigning({ old_size: 0, proof: [], checkpoint: signed(0, root) }, undefined), 'forked')
})

test('error: LOG_CONSISTENCY_UNPROVEN for a proof of another size, a shortened one and one too many', async () => {
  const other = await proveConsistency({ old_size: 299, size: 700 }, store.read)
  for (const wrong of [other, proof.slice(1), [...proof, root], []]) {
    assert.throws(
      () => decideCosigning({ old_size: 300, proof: wrong, checkpoint: signed(700, root) }, last),
      (fault) => hasCode(fault, 'LOG_CONSISTENCY_UNPROVEN'),
    )
  }
  assert.throws(
    () => decideCosigning({ old_size: 0, proof, checkpoint: signed(700, root) }, undefined),
    (fault) => hasCode(fault, 'LOG_CONSISTENCY_UNPROVEN'),
  )
})
