import { hkdfSync } from 'node:crypto'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fromHex, type Hex, sha256, toHex, utf8 } from '@symbolon/protocol/kernel'
import {
  type Ed25519SigningKey,
  ed25519,
  logErrors,
  type NoteSigner,
  noteSigner,
  verifierKeyText,
  vouchForKey,
} from '@symbolon/protocol/log'
import { type PrivateKeyAccount, privateKeyToAccount } from 'viem/accounts'
import { keccak256 } from 'viem/utils'
import { type Config, type Database, readKeyFile } from '../kernel/index.ts'

/** Who a log is: the name and key of its checkpoints, and the account that founded it on ledgers. */
export interface LogIdentity {
  readonly origin: string
  /** Keccak-256 of the origin. */
  readonly origin_id: Hex
  readonly signer: NoteSigner
  /** The line by which others know the key. @source C2SP signed-note, Verifier keys */
  readonly verifier_key: string
  readonly founder: PrivateKeyAccount
  /** A key of its own for one purpose of this node; the same each time. */
  vouchedKey(purpose: string): VouchedKey
}

/** A key that the key of the log vouches for. */
export interface VouchedKey {
  readonly key: Ed25519SigningKey
  /** The signed note that says so. */
  readonly note: string
}

interface KnownLog {
  readonly origin: string | null
  readonly verifier_key: string | null
  readonly has_founder: boolean
}

/**
 * The identity of the log in this database, which takes it at its first start and keeps it for ever.
 * @throws LOG_KEY_CHANGED, LOG_ORIGIN_CHANGED, KERNEL_DATA_FOLDER_UNUSABLE when the key's file is damaged
 */
export async function openIdentity(config: Config, database: Database): Promise<LogIdentity> {
  const known = await readKnown(database)
  const file = join(config.data, 'keys', 'log.key')
  // A new key beside a known log would be kept, and be in the way of the right one.
  if (known.verifier_key !== null && !existsSync(file)) throw logErrors.LOG_KEY_CHANGED()
  const seed = readKeyFile(file)
  const origin = known.origin ?? config.log_origin ?? firstOrigin(config, seed)
  if (config.log_origin !== undefined && config.log_origin !== origin) throw logErrors.LOG_ORIGIN_CHANGED({ origin })
  const identity = identityOf(origin, seed)
  if (known.verifier_key === null) return (await claim(database, identity)) ? identity : openIdentity(config, database)
  if (known.verifier_key !== identity.verifier_key) throw logErrors.LOG_KEY_CHANGED()
  if (!known.has_founder) await addFounder(database, identity)
  return identity
}

/** @param seed 32 bytes, from which everything secret of the log comes */
export function identityOf(origin: string, seed: Uint8Array): LogIdentity {
  const signer = noteSigner({ key_name: origin, type: 'ed25519', seed })
  const derive = (info: string) => new Uint8Array(hkdfSync('sha256', seed, '', `symbolon/v1/log/${info}`, 32))
  return {
    origin,
    origin_id: keccak256(utf8(origin)),
    signer,
    verifier_key: verifierKeyText(signer.verifier),
    founder: privateKeyToAccount(toHex(derive('founder'))),
    vouchedKey(purpose) {
      const key = ed25519.signingKey(derive(`vouched/${purpose}`))
      return { key, note: vouchForKey({ purpose, publicKey: key.publicKey }, signer) }
    },
  }
}

/** Where nobody has given the node a public name, the key makes one that no other log has. */
function firstOrigin({ public_url }: Config, seed: Uint8Array): string {
  if (public_url !== undefined) return `${new URL(public_url).host}/log`
  const { publicKey } = noteSigner({ key_name: 'log', type: 'ed25519', seed }).key
  return `symbolon.local/${toHex(sha256(publicKey)).slice(2, 18)}`
}

async function readKnown(database: Database): Promise<KnownLog> {
  const text = 'select origin, verifier_key, founder is not null as has_founder from log.tree'
  const [known] = await database.query<KnownLog>({ name: 'log_read_identity', text })
  return known ?? { origin: null, verifier_key: null, has_founder: false }
}

/** False when another node was first. */
async function claim(database: Database, identity: LogIdentity): Promise<boolean> {
  const { origin, verifier_key, origin_id, founder } = identity
  const rows = await database.query({
    name: 'log_claim_identity',
    text: `update log.tree set origin = $1, verifier_key = $2, origin_id = $3, founder = $4
      where origin is null returning origin`,
    values: [origin, verifier_key, fromHex(origin_id), fromHex(founder.address)],
  })
  return rows.length > 0
}

/** A log that was begun by an older version learns its name in the contract. */
async function addFounder(database: Database, { origin_id, founder }: LogIdentity): Promise<void> {
  await database.query({
    name: 'log_add_founder',
    text: 'update log.tree set origin_id = $1, founder = $2',
    values: [fromHex(origin_id), fromHex(founder.address)],
  })
}
