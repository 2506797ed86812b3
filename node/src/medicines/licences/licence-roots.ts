import { readFileSync } from 'node:fs'
import { kernelErrors, readJsonBytes } from '@symbolon/protocol/kernel'
import { type LicenceRoot, licenceKeyOf } from '@symbolon/protocol/medicines'
import { z } from 'zod'
import type { Config } from '../../kernel/index.ts'

/** Issuers of licences that this node trusts. */
export type LicenceRoots = readonly LicenceRoot[]

const rootsFile = z.strictObject({
  roots: z
    .array(
      z.strictObject({
        name: z.string().min(1).max(200),
        did: z.string().min(1).max(400),
        key: z.json(),
        prefixes: z.array(z.string().regex(/^\d{2,12}$/)).optional(),
        is_test: z.boolean().default(false),
      }),
    )
    .max(200),
})

/** Roots of trust as the operator has named them; without a file nobody's licence is taken. @throws KERNEL_CONFIG_INVALID */
export function readLicenceRoots({ gs1_roots }: Pick<Config, 'gs1_roots'>): LicenceRoots {
  if (gs1_roots === undefined) return []
  const refuse = (cause?: unknown) => kernelErrors.KERNEL_CONFIG_INVALID({ setting: 'SYMBOLON_GS1_ROOTS' }, { cause })
  try {
    const { roots } = rootsFile.parse(readJsonBytes(readFileSync(gs1_roots)))
    return roots.map(({ name, did, key, prefixes, is_test }) => {
      const known = licenceKeyOf(key)
      if (!known) throw refuse()
      return { name, did, key: known, is_test, ...(prefixes && { prefixes }) }
    })
  } catch (cause) {
    throw refuse(cause)
  }
}
