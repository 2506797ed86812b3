import type { Address } from 'viem'
import { createSiweMessage, parseSiweMessage } from 'viem/siwe'
import { isAddress, recoverMessageAddress } from 'viem/utils'
import { fromHex, type Hex, hasCode, type Milliseconds, sha256, toHex, utf8 } from '../kernel/index.ts'
import { identityErrors } from './errors.ts'

/** What a person signs to sign in: for one node, one chain, one nonce and a few minutes. */
export interface SiweSignIn {
  /** Host and port that the person is at. */
  readonly domain: string
  readonly uri: string
  readonly address: Address
  readonly chainId: number
  /** At least 8 letters and digits, given out by the node once. */
  readonly nonce: string
  readonly issuedAt: Milliseconds
  readonly expiresAt: Milliseconds
}

/** Minutes that a signed message may be sent after it was signed. */
export const SIGN_IN_MINUTES_MAX = 10
/** How far a caller's clock may be ahead of the node's. */
export const CLOCK_AHEAD_SECONDS_MAX = 60
/** How long the session lasts that a sign-in opens. */
export const SESSION_MINUTES = 30
/** How long after its session's end a request that came before may still be told of. */
export const REQUEST_SECONDS_MAX = 60
/** Characters that a sign-in message has at most. */
export const SIGN_IN_CHARACTERS_MAX = 2000

const statement = 'Sign in to Symbolon. This signs you in and changes nothing else.'
/** Half of the order of secp256k1. @source SEC 2, EIP-2 */
const lowestHighS = 0x7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a1n

/**
 * The text to sign, word for word.
 * @throws IDENTITY_SIGN_IN_MESSAGE_INVALID when a field can't stand in such a text
 * @source ERC-4361
 */
export function siweMessage(signIn: SiweSignIn): string {
  try {
    return createSiweMessage({
      ...signIn,
      statement,
      version: '1',
      issuedAt: new Date(signIn.issuedAt),
      expirationTime: new Date(signIn.expiresAt),
    })
  } catch (error) {
    throw identityErrors.IDENTITY_SIGN_IN_MESSAGE_INVALID({}, { cause: error })
  }
}

/**
 * The only door from text to a sign-in: a text is taken only when writing it again gives the same text.
 * @throws IDENTITY_SIGN_IN_MESSAGE_INVALID
 * @source ERC-4361
 */
export function readSiweMessage(text: string): SiweSignIn {
  const signIn = text.length <= SIGN_IN_CHARACTERS_MAX ? fieldsOf(text) : undefined
  if (!signIn || siweMessage(signIn) !== text) throw identityErrors.IDENTITY_SIGN_IN_MESSAGE_INVALID()
  return signIn
}

/**
 * The sign-in that a signed message proves. The caller still spends the nonce.
 * @param check.expected where the message has to be for
 * @throws IDENTITY_SIGN_IN_MESSAGE_INVALID, IDENTITY_SIGN_IN_REFUSED with the field, IDENTITY_SIGNATURE_INVALID
 * @source ERC-4361, verification
 */
export async function checkSiweMessage(check: {
  readonly message: string
  readonly signature: string
  readonly expected: Pick<SiweSignIn, 'domain' | 'uri' | 'chainId'>
  readonly now: Milliseconds
}): Promise<SiweSignIn> {
  const signIn = readSiweMessage(check.message)
  const field = refusedField(signIn, check)
  if (field) throw identityErrors.IDENTITY_SIGN_IN_REFUSED({ field })
  await requireSigner(signIn, check)
  return signIn
}

/** A sign-in message and the signature under it. */
export interface SignedMessage {
  readonly message: string
  readonly signature: string
}

/**
 * The sign-in that a message says and its address has signed, wherever it was for and however long ago.
 * @throws IDENTITY_SIGN_IN_MESSAGE_INVALID, IDENTITY_SIGNATURE_INVALID
 */
export async function readSignedSiweMessage(signed: SignedMessage): Promise<SiweSignIn> {
  const signIn = readSiweMessage(signed.message)
  await requireSigner(signIn, signed)
  return signIn
}

/** SHA-256 of the message as it was signed: what receipts name a sign-in by. */
export function signInDigest(message: string): Hex {
  return toHex(sha256(utf8(message)))
}

/** Between which times something may have happened in the session that a sign-in opened, whenever the node took it. */
export function sessionSpan({ issuedAt, expiresAt }: Pick<SiweSignIn, 'issuedAt' | 'expiresAt'>): {
  readonly from: Milliseconds
  readonly until: Milliseconds
} {
  const until = expiresAt + (SESSION_MINUTES * 60 + REQUEST_SECONDS_MAX) * 1000
  return { from: issuedAt - CLOCK_AHEAD_SECONDS_MAX * 1000, until }
}

async function requireSigner({ address }: SiweSignIn, { message, signature: text }: SignedMessage): Promise<void> {
  const signature = parseSignature(text)
  const signer = await recoverMessageAddress({ message, signature }).catch(() => undefined)
  if (signer !== address) throw identityErrors.IDENTITY_SIGNATURE_INVALID()
}

function refusedField(
  signIn: SiweSignIn,
  { expected, now }: { expected: Pick<SiweSignIn, 'domain' | 'uri' | 'chainId'>; now: Milliseconds },
): string | undefined {
  if (signIn.domain !== expected.domain) return 'domain'
  if (signIn.uri !== expected.uri) return 'uri'
  if (signIn.chainId !== expected.chainId) return 'chain_id'
  if (signIn.issuedAt > now + CLOCK_AHEAD_SECONDS_MAX * 1000) return 'issued_at'
  if (signIn.expiresAt <= now) return 'expires_at'
  if (signIn.expiresAt - signIn.issuedAt > SIGN_IN_MINUTES_MAX * 60_000) return 'expires_at'
  return undefined
}

/** 65 bytes r ‖ s ‖ v with s in the lower half and v 27 or 28: one spelling of each signature. @source EIP-2 */
function parseSignature(text: string): Hex {
  let bytes: Uint8Array = new Uint8Array(0)
  try {
    bytes = fromHex(text)
  } catch (error) {
    if (!hasCode(error, 'KERNEL_BYTES_INVALID')) throw error
  }
  const s = bytes.length === 65 ? BigInt(`0x${text.slice(66, 130)}`) : undefined
  const v = bytes[64]
  if (s === undefined || s >= lowestHighS || (v !== 27 && v !== 28)) throw identityErrors.IDENTITY_SIGNATURE_INVALID()
  return text as Hex
}

function fieldsOf(text: string): SiweSignIn | undefined {
  const { domain, uri, address, chainId, nonce, issuedAt, expirationTime } = parseSiweMessage(text)
  const issued = issuedAt?.getTime() ?? Number.NaN
  const expires = expirationTime?.getTime() ?? Number.NaN
  if (!domain || !uri || !address || !nonce || chainId === undefined) return undefined
  if (!isAddress(address) || Number.isNaN(issued) || Number.isNaN(expires)) return undefined
  return { domain, uri, address, chainId, nonce, issuedAt: issued, expiresAt: expires }
}
