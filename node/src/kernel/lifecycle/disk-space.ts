import { statfsSync } from 'node:fs'
import { kernelErrors } from '@symbolon/protocol/kernel'

/** Kept free for revocations, receipts of refusals and the database's own housekeeping. */
const reserve_bytes = 64 * 1024 * 1024
/** On a small disk a part of it is enough. */
const reserveShare = 0.1

/** Throws when so many more bytes would touch the reserve of the disk. @throws KERNEL_DISK_FULL */
export type SpaceCheck = (wanted_bytes?: number) => void

/** A check that lets new work in only while the folder's disk keeps its reserve. */
export function createSpaceCheck(folder: string): SpaceCheck {
  return (wanted_bytes = 0) => {
    const { bavail, blocks, bsize } = statfsSync(folder)
    const kept = Math.min(reserve_bytes, reserveShare * blocks * bsize)
    if (bavail * bsize - wanted_bytes < kept) throw kernelErrors.KERNEL_DISK_FULL()
  }
}
