import { openAsBlob } from 'node:fs'
import { mkdir, unlink } from 'node:fs/promises'
import { Readable } from 'node:stream'
import type { ReadableStream } from 'node:stream/web'
import { vaultErrors } from '@symbolon/protocol/vault'
import { AwsClient } from 'aws4fetch'
import type { BlobDigest, BlobStore, ByteRange, IncomingBlob, StoredBlob } from './blob-store.ts'

export interface S3Place {
  /** Where the bucket answers, path style: `https://host/bucket`. */
  readonly url: string
  readonly region: string
  readonly access_key: string
  readonly secret_key: string
  /** Local folder where blobs gather before they are sent. */
  readonly incoming: string
}

const emptyDigest = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'

/** A store in a bucket of anything that speaks S3; the store checks the content hash of what it is sent. */
export async function openS3BlobStore(place: S3Place): Promise<BlobStore> {
  await mkdir(place.incoming, { recursive: true, mode: 0o700 })
  const bucket = new Bucket(place)
  return {
    incoming: place.incoming,
    put: (blob) => put(bucket, blob),
    read: (sha256, range) => read(bucket, sha256, range),
    has: (sha256) => has(bucket, sha256),
    delete: (sha256) => remove(bucket, sha256),
    list: () => list(bucket),
  }
}

interface S3Request {
  readonly method: string
  readonly body?: Blob
  readonly digest?: BlobDigest
  readonly range?: ByteRange | undefined
}

class Bucket {
  readonly #client: AwsClient
  readonly #url: string

  constructor({ url, region, access_key, secret_key }: S3Place) {
    this.#url = url
    this.#client = new AwsClient({
      accessKeyId: access_key,
      secretAccessKey: secret_key,
      service: 's3',
      region,
      retries: 3,
    })
  }

  async send(path: string, { method, body, digest = emptyDigest, range }: S3Request): Promise<Response> {
    const headers = {
      'x-amz-content-sha256': digest,
      ...(range && { range: `bytes=${range.start}-${range.end - 1}` }),
    }
    try {
      return await this.#client.fetch(`${this.#url}${path}`, { method, headers, ...(body && { body }) })
    } catch (fault) {
      throw vaultErrors.VAULT_STORE_UNREACHABLE({}, { cause: fault })
    }
  }
}

async function put(bucket: Bucket, { file, sha256 }: IncomingBlob): Promise<void> {
  const response = await bucket.send(keyOf(sha256), { method: 'PUT', body: await openAsBlob(file), digest: sha256 })
  await requireStatus(response, 200)
  await unlink(file)
}

async function read(bucket: Bucket, sha256: BlobDigest, range: ByteRange | undefined): Promise<Readable> {
  const response = await bucket.send(keyOf(sha256), { method: 'GET', range })
  if (response.status === 404) {
    await response.body?.cancel()
    throw vaultErrors.VAULT_BLOB_UNKNOWN()
  }
  if (response.body === null || response.status !== (range ? 206 : 200)) await requireStatus(response, -1)
  return Readable.fromWeb(response.body as unknown as ReadableStream)
}

async function has(bucket: Bucket, sha256: BlobDigest): Promise<boolean> {
  const response = await bucket.send(keyOf(sha256), { method: 'HEAD' })
  if (response.status !== 404) await requireStatus(response, 200)
  return response.status === 200
}

async function remove(bucket: Bucket, sha256: BlobDigest): Promise<void> {
  const response = await bucket.send(keyOf(sha256), { method: 'DELETE' })
  if (response.status === 404) return void (await response.body?.cancel())
  await requireStatus(response, response.status === 200 ? 200 : 204)
}

/** Pages of ListObjectsV2; keys and times are the only elements read, and none of them may hold markup. */
async function* list(bucket: Bucket): AsyncIterable<StoredBlob> {
  for (let token: string | undefined = ''; token !== undefined; ) {
    const page = token === '' ? '' : `&continuation-token=${encodeURIComponent(token)}`
    const response = await bucket.send(`/?list-type=2${page}`, { method: 'GET' })
    if (response.status !== 200) await requireStatus(response, 200)
    const text = await response.text()
    for (const [, item = ''] of text.matchAll(/<Contents>(.*?)<\/Contents>/gs)) {
      const sha256 = element(item, 'Key')
      if (sha256 && /^[0-9a-f]{64}$/.test(sha256)) {
        yield { sha256, stored_at: Date.parse(element(item, 'LastModified') ?? '') }
      }
    }
    token = element(text, 'NextContinuationToken')
  }
}

function element(xml: string, name: string): string | undefined {
  return new RegExp(`<${name}>([^<]*)</${name}>`).exec(xml)?.[1]
}

function keyOf(sha256: BlobDigest): string {
  return `/${sha256}`
}

async function requireStatus(response: Response, status: number): Promise<void> {
  await response.body?.cancel()
  if (response.status !== status) {
    throw vaultErrors.VAULT_STORE_UNREACHABLE({}, { cause: new Error(`the store answered ${response.status}`) })
  }
}
