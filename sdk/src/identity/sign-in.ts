import { signInAccount, siweMessage } from '@symbolon/protocol/identity'
import {
  type Client,
  RemoteError,
  type Request,
  remember,
  rootOf,
  type Session,
  sdkErrors,
  send,
  sendForJson,
} from '../kernel/index.ts'

interface NonceAnswer {
  readonly nonce: string
  readonly domain: string
  readonly uri: string
  readonly chain_id: number
}

const messageMinutes = 5
/** A session that ends within this time is not begun with. */
const margin_ms = 30_000

/**
 * Signs in and keeps the session for every later action of this client.
 * @throws SDK_KEYRING_MISSING, SDK_NODE_UNTRUE, IDENTITY_SIGN_IN_REFUSED
 * @source ERC-4361
 * @example const { party } = await signIn(eleni)
 */
export async function signIn(client: Client): Promise<Session> {
  const account = await accountOf(client)
  const asked = await sendForJson<NonceAnswer>(client, { method: 'POST', path: '/v1/sign-in/nonces', body: {} })
  requireHere(client, asked)
  const now = client.clock.now()
  const message = siweMessage({
    domain: asked.domain,
    uri: asked.uri,
    address: account.address,
    chainId: asked.chain_id,
    nonce: asked.nonce,
    issuedAt: now,
    expiresAt: now + messageMinutes * 60_000,
  })
  const signature = await account.signMessage({ message })
  const body = { message, signature }
  const session = await sendForJson<Session>(client, { method: 'POST', path: '/v1/sessions', body })
  await client.sessions.write(session)
  return session
}

/** A node that asks for a signature for another one would sign in there in the signer's name. @source ERC-4361, phishing */
function requireHere(client: Client, { domain, uri }: NonceAnswer): void {
  const { host } = new URL(client.url)
  if (domain !== host || URL.parse(uri)?.host !== host) throw sdkErrors.SDK_NODE_UNTRUE({ what: host })
}

/** Ends the session here and at the node; later actions sign in anew. */
export async function signOut(client: Client): Promise<void> {
  const session = await client.sessions.read()
  await client.sessions.write(undefined)
  if (session === undefined) return
  await send(client, { method: 'DELETE', path: '/v1/sessions/current', token: session.token }).catch(ignoreEnded)
}

/** The session in hand, or a new one where it has ended. */
export async function currentSession(client: Client): Promise<Session> {
  const kept = await client.sessions.read()
  if (kept !== undefined && Date.parse(kept.expires_at) - margin_ms > client.clock.now()) return kept
  return await remember(client, 'signing-in', async () => {
    const session = await signIn(client)
    client.memory.delete('signing-in')
    return session
  })
}

/** The answer to a request that needs a session; one that the node no longer knows is replaced once. */
export async function sendSigned(client: Client, request: Request): Promise<Response> {
  const { token } = await currentSession(client)
  try {
    return await send(client, { ...request, token })
  } catch (error) {
    if (!(error instanceof RemoteError) || error.status !== 401) throw error
    await client.sessions.write(undefined)
    return await send(client, { ...request, token: (await currentSession(client)).token })
  }
}

/** The JSON of the answer to a request that needs a session. */
export async function askSigned<Answer>(client: Client, request: Request): Promise<Answer> {
  const response = await sendSigned(client, request)
  return (response.status === 204 ? undefined : await response.json()) as Answer
}

/** The account that signs in: derived once while the client lives. */
export function accountOf(client: Client): Promise<ReturnType<typeof signInAccount>> {
  return remember(client, 'sign-in-account', async () => signInAccount(await rootOf(client)))
}

function ignoreEnded(error: unknown): void {
  if (!(error instanceof RemoteError && error.status === 401)) throw error
}
