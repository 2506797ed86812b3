import { isId } from '@symbolon/protocol/kernel'
import { MANIFEST_BYTES_MAX, RECORD_ENTRIES_MAX } from '@symbolon/protocol/vault'
import { isAddress } from 'viem/utils'
import { z } from 'zod'
import { capsulesOfChange, exportForm } from '../consent/index.ts'
import { BLOB_BYTES_MAX } from '../vault/index.ts'

const hash = z.string().regex(/^0x[0-9a-f]{64}$/)
const signature = z.string().regex(/^0x(?:[0-9a-fA-F]{2}){65}$/)
const seconds = z.int().min(0)
const base64url = z
  .string()
  .regex(/^[A-Za-z0-9_-]+$/)
  .max(Math.ceil((MANIFEST_BYTES_MAX * 4) / 3))

/** What a node stores of one sealed version. */
const sealedVersion = {
  manifest: base64url,
  blob: z.string().regex(/^[0-9a-f]{64}$/),
  size_bytes: z.int().min(1).max(BLOB_BYTES_MAX),
  entries: z.int().min(1).max(RECORD_ENTRIES_MAX),
} as const

/** Body of POST /v1/records. */
export const adding = z.object({
  record: z.string().refine((text) => isId('record', text)),
  source_key: z
    .string()
    .regex(/^[A-Za-z0-9_-]{43}$/)
    .optional(),
  mint: z.object({
    token_id: hash,
    owner: z.string().refine((text) => isAddress(text)),
    commitment: hash,
    deadline: seconds,
    signature,
  }),
  ...sealedVersion,
})
export type Adding = z.infer<typeof adding>

/** Body of POST /v1/records/{id}/versions. */
export const amending = z.object({
  amend: z.object({ commitment: hash, version: z.int().min(2).max(0xffff_ffff), deadline: seconds, signature }),
  ...sealedVersion,
  ...capsulesOfChange,
})
export type Amending = z.infer<typeof amending>

/** Body of POST /v1/records/{id}/erasure. */
export const erasing = z.object({ erase: z.object({ deadline: seconds, signature }), ...capsulesOfChange })
export type Erasing = z.infer<typeof erasing>

/** Body of POST /v1/records/{id}/exports. */
export const exporting = z.object({
  form: exportForm.meta({ description: 'In which form the owner’s client writes it; the node can’t see that' }),
  entries: z
    .array(z.string().refine((text) => isId('entry', text)))
    .min(1)
    .max(RECORD_ENTRIES_MAX)
    .refine((entries) => new Set(entries).size === entries.length)
    .optional()
    .meta({ description: 'The whole record when absent' }),
})

const place = { block: z.int().nullable(), transaction: z.string().nullable(), receipt: z.string() } as const

export const changedRecord = z.object({
  record: z.string(),
  token_id: z.string(),
  version: z.int(),
  state: z.enum(['saved', 'recorded']),
  ...place,
  already: z.boolean(),
})

export const erasedRecord = z.object({
  record: z.string(),
  state: z.literal('erased'),
  erased_at: z.string(),
  /** `saved`: the token is burned as soon as the ledger can. */
  burn: z.enum(['saved', 'recorded']),
  ...place,
})

export const recordSummary = z
  .object({
    record: z.string(),
    token_id: z.string().nullable(),
    owner: z.string().nullable(),
    version: z.int(),
    state: z.enum(['saved', 'recorded', 'erased']),
    entries: z.int(),
    size_bytes: z.int(),
    blob: z.string().nullable(),
    commitment: z.string().nullable(),
    receipt: z.string(),
    block: z.int().nullable(),
    transaction: z.string().nullable(),
    created_at: z.string(),
    erased_at: z.string().optional(),
  })
  .meta({ id: 'Record', description: 'A record as its owner’s node keeps it: nothing in it says what it holds' })

export const recordDetail = recordSummary.extend({ manifest: z.string() })

export const exportedRecord = z.object({
  receipt: z.string().meta({ description: 'Of the export; it stands in the log' }),
  record: recordDetail,
})
