import { GRANTS_PER_REQUEST_MAX, RECORDS_PER_GRANT_MAX, TERMS_BYTES_MAX } from '@symbolon/protocol/consent'
import { isId } from '@symbolon/protocol/kernel'
import { CAPSULE_BODY_BYTES_MAX } from '@symbolon/protocol/vault'
import { z } from 'zod'

const base64url = (bytesMax: number) =>
  z
    .string()
    .regex(/^[A-Za-z0-9_-]*$/)
    .max(Math.ceil((bytesMax * 4) / 3))

/** Bytes that one capsule header has at most: two hybrid stanzas and room to spare. */
export const CAPSULE_HEADER_BYTES_MAX = 8_192

export const grantId = z.string().refine((text) => isId('grant', text))
/** Bytes that the sealed key of a delegate has at most: one hybrid stanza, 32 bytes of text, and room to spare. */
export const DELEGATE_KEY_BYTES_MAX = 4_096

export const partyId = z.string().refine((text) => isId('party', text))
export const delegateKey = base64url(DELEGATE_KEY_BYTES_MAX).min(1)
export const recordId = z.string().refine((text) => isId('record', text))
export const hash = z.string().regex(/^0x[0-9a-f]{64}$/)
export const signature = z.string().regex(/^0x(?:[0-9a-fA-F]{2}){65}$/)
const digest = z.string().regex(/^[0-9a-f]{64}$/)
const address = z.string().regex(/^0x[0-9a-fA-F]{40}$/)

/** A sealed body and the SHA-256 that headers name it by. */
export const capsuleBody = z.object({ digest, ciphertext: base64url(CAPSULE_BODY_BYTES_MAX) })

/** A capsule's header for one grant. */
export const capsuleHeader = z.object({ grant: grantId, header: base64url(CAPSULE_HEADER_BYTES_MAX), body: digest })

export const capsulesOfChange = {
  bodies: z.array(capsuleBody).max(GRANTS_PER_REQUEST_MAX).default([]),
  capsules: z.array(capsuleHeader).max(1000).default([]),
  grants: z.array(grantId).max(10_000).optional().meta({
    description: 'Grants in force over the record when the capsules were made; refused when there are others',
  }),
} as const

/** Body of POST /v1/grants. */
export const giving = z.object({
  bodies: z.array(capsuleBody).min(1).max(GRANTS_PER_REQUEST_MAX),
  record_authorities: z
    .array(z.object({ record: recordId, root: hash, signature }))
    .min(1)
    .max(RECORDS_PER_GRANT_MAX),
  grants: z
    .array(
      z.object({
        grant: grantId,
        terms: z.string().max(TERMS_BYTES_MAX),
        r: base64url(64),
        account: address,
        header: base64url(CAPSULE_HEADER_BYTES_MAX),
        body: digest,
        path: z.array(hash).max(12),
        index: z.int().min(0).max(999),
        size: z.int().min(1).max(1000),
      }),
    )
    .min(1)
    .max(GRANTS_PER_REQUEST_MAX),
})
export type Giving = z.infer<typeof giving>

export const givenGrants = z.object({
  grants: z.array(
    z.object({
      grant: z.string(),
      state: z.enum(['saved', 'recorded']),
      block: z.int().nullable(),
      transaction: z.string().nullable(),
      receipt: z.string(),
    }),
  ),
})
