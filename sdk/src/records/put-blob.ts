import { sendSigned } from '../identity/index.ts'
import type { Client } from '../kernel/index.ts'
/** The node holds the ciphertext under its name; sending it again changes nothing. @throws VAULT_BLOB_TOO_LARGE, VAULT_BLOB_MISMATCH */
export async function putBlob(
  client: Client,
  blob: { readonly id: string; readonly bytes: Uint8Array },
): Promise<void> {
  const response = await sendSigned(client, { method: 'PUT', path: `/v1/blobs/${blob.id}`, bytes: blob.bytes })
  await response.arrayBuffer()
}
