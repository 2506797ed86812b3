import { describeError, type Language, type SymbolonError, shownFacts } from '@symbolon/protocol/kernel'
import { z } from 'zod'
import { issuesOf } from './failure.ts'

/** @source RFC 9457 */
export const problemSchema = z
  .looseObject({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    code: z.string(),
    detail: z.string(),
    instance: z.string(),
    request_id: z.string(),
    retryable: z.boolean(),
    errors: z.array(z.object({ pointer: z.string(), in: z.string(), code: z.string() })).optional(),
  })
  .meta({
    id: 'Problem',
    description: 'RFC 9457 problem; type leads to a page in English and Greek; further members are facts of the code',
  })
export type Problem = z.infer<typeof problemSchema>

export const problemMediaType = 'application/problem+json; charset=utf-8'

/** An error as whoever is at the other end may see it. */
export function presentProblem(
  failure: SymbolonError,
  at: { readonly language: Language; readonly path: string; readonly request_id: string },
): Problem {
  const { title, hint } = describeError(failure, at.language)
  const errors = issuesOf(failure)
  const standard = {
    type: `/problems/${failure.code}`,
    title,
    status: failure.row.status,
    code: failure.code,
    detail: hint,
    instance: at.path,
    request_id: at.request_id,
    retryable: failure.row.retry === 'later',
    ...(errors.length > 0 ? { errors: [...errors] } : {}),
  }
  return { ...standard, ...shownFacts(failure), ...standard }
}
