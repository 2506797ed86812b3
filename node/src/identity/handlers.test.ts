import assert from 'node:assert/strict'
import { test } from 'node:test'
import { roleId } from '@symbolon/protocol/identity'
import type { LedgerEvent } from '../kernel/index.ts'
import { partiesHandlers } from './handlers.ts'

const one = `0x${'11'.repeat(20)}`
const two = `0x${'22'.repeat(20)}`
const authority = `0x${'33'.repeat(20)}`
const profile = `0x${'aa'.repeat(32)}`
const later = `0x${'bb'.repeat(32)}`

function statements(event: string, all: readonly Record<string, unknown>[]) {
  const handler = partiesHandlers.find((known) => known.event === event)
  assert.ok(handler)
  const events = all.map((args, logIndex): LedgerEvent => ({ args, logIndex, block: 7, time: 0, transaction: '0x00' }))
  return handler.toStatements(events)
}

test('all registrations of a block are one statement, and each row carries the block', () => {
  const [statement, ...more] = statements('PartyRegistered', [
    { party: one, kind: 1, profile },
    { party: two, kind: 2, profile },
  ])
  assert.deepEqual(more, [])
  assert.deepEqual(statement?.values, [
    [one, two],
    [1, 2],
    [profile, profile],
    [7, 7],
  ])
})

test('of two changes to one thing the last counts', () => {
  const [update] = statements('PartyUpdated', [
    { party: one, profile },
    { party: one, profile: later },
  ])
  assert.deepEqual(update?.values, [[one], [later], [7]])
  const role = roleId('payer')
  const [grant] = statements('RoleGranted', [
    { party: one, role, authority, until: 10n },
    { party: one, role, authority, until: 20n },
  ])
  assert.deepEqual(grant?.values, [[one], ['payer'], [authority], [new Date(20_000)], [7]])
})

test('roles that this version does not know leave no row', () => {
  const role = `0x${'01'.repeat(32)}`
  assert.deepEqual(statements('RoleGranted', [{ party: one, role, authority, until: 10n }]), [])
  assert.deepEqual(statements('RoleRevoked', [{ party: one, role, authority }]), [])
})
