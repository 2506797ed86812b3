import { join } from 'node:path'
import { kernelErrors } from '@symbolon/protocol/kernel'
import type { Config } from '../kernel/index.ts'
import type { BlobStore } from './blob-store.ts'
import { openFolderBlobStore } from './folder-blob-store.ts'
import { openS3BlobStore } from './s3-blob-store.ts'

type BlobConfig = Pick<Config, 'blobs' | 'data' | 's3_access_key' | 's3_secret_key'>

/** The store that the configuration names: a folder, or `s3://bucket?endpoint=https://host&region=…`. */
export function openBlobStore(config: BlobConfig): Promise<BlobStore> {
  if (!config.blobs.startsWith('s3://')) return openFolderBlobStore(config.blobs)
  const { s3_access_key: access_key, s3_secret_key: secret_key } = config
  const { hostname: bucket, searchParams } = new URL(config.blobs)
  const region = searchParams.get('region') ?? 'us-east-1'
  const endpoint = searchParams.get('endpoint') ?? `https://s3.${region}.amazonaws.com`
  if (!access_key || !secret_key) throw kernelErrors.KERNEL_CONFIG_INVALID({ setting: 'AWS_ACCESS_KEY_ID' })
  if (!bucket || !/^https?:\/\//.test(endpoint)) throw kernelErrors.KERNEL_CONFIG_INVALID({ setting: 'SYMBOLON_BLOBS' })
  const url = `${endpoint.replace(/\/$/, '')}/${bucket}`
  return openS3BlobStore({ url, region, access_key, secret_key, incoming: join(config.data, 'incoming') })
}
