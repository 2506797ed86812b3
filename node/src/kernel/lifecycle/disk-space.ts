import { statfsSync } from 'node:fs'
import { kernelErrors } from '@symbolon/protocol/kernel'

/** Kept free for revocations, receipts of refusals and the database's own housekeeping. */
const reserve_bytes = 64 * 1024 * 1024
/** On a small disk a part of it is enough. */
const reserveShare = 0.1

/** A check that lets new work in only while the folder's disk has its reserve. @throws KERNEL_DISK_FULL from the check */
export function createSpaceCheck(folder: string): () => void {
  return () => {
    const { bavail, blocks, bsize } = statfsSync(folder)
    if (bavail * bsize < Math.min(reserve_bytes, reserveShare * blocks * bsize)) throw kernelErrors.KERNEL_DISK_FULL()
  }
}
