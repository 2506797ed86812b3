import type { Id } from '@symbolon/protocol/kernel'
import type { EventTypeName } from '@symbolon/protocol/notices'
import type { Database, Statement } from '../kernel/index.ts'

/** Minutes that a code is valid, and how often one may be wrong about it. */
export const CODE_MINUTES = 30
export const CODE_ATTEMPTS_MAX = 5

/** A party's address for notices, as it sees it itself. */
export interface EmailRow {
  readonly address: string
  readonly events: EventTypeName[]
  readonly state: 'unconfirmed' | 'active'
}

export interface NewEmail {
  readonly subscription: Id<'subscription'>
  readonly party: Id<'party'>
  readonly address: string
  readonly events: readonly EventTypeName[]
  readonly code: Uint8Array
  readonly now: number
}

/** In the place of whatever address there was: nothing is sent to either until the code has come back. */
export async function replaceEmail(database: Database, email: NewEmail): Promise<void> {
  const { subscription, party, address, events, code, now } = email
  await database.transaction(async (queries) => {
    await queries.query(deleteEmail(party))
    await queries.query({
      name: 'notices_insert_email',
      text: `insert into notices.subscription
          (subscription, party, channel, state, events, since, created_at, address, code, code_until)
        select $1, $2, 'email', 'unconfirmed', $3, tree.size, $4, $5, $6, $7 from log.tree`,
      values: [subscription, party, events, new Date(now), address, code, new Date(now + CODE_MINUTES * 60_000)],
    })
  })
}

export function findEmail(party: Id<'party'>): Statement {
  return {
    name: 'notices_find_email',
    text: `select subscription, address, events, state from notices.subscription where party = $1 and channel = 'email'`,
    values: [party],
  }
}

/** One guess at the code. What happens from now on is told, nothing of before. */
export function confirmEmail({
  subscription,
  code,
  now,
}: {
  subscription: string
  code: Uint8Array
  now: number
}): Statement {
  return {
    name: 'notices_confirm_email',
    text: `with guess as (
        update notices.subscription set code_attempts = code_attempts + 1
        where subscription = $1 and state = 'unconfirmed' and code_attempts < $4 and code_until > $3
        returning subscription, code = $2 as is_right
      )
      select is_right from guess`,
    values: [subscription, code, new Date(now), CODE_ATTEMPTS_MAX],
  }
}

export function activateEmail(subscription: string): Statement {
  return {
    name: 'notices_activate_email',
    text: `update notices.subscription s set state = 'active', since = tree.size, code = null, code_until = null
      from log.tree where s.subscription = $1 and s.state = 'unconfirmed'`,
    values: [subscription],
  }
}

/** The address is erased, with every delivery to it. */
export function deleteEmail(party: Id<'party'>): Statement {
  return {
    name: 'notices_delete_email',
    text: `delete from notices.subscription where party = $1 and channel = 'email' returning subscription`,
    values: [party],
  }
}
