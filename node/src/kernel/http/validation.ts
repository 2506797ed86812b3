import { kernelErrors } from '@symbolon/protocol/kernel'
import type { FastifySchemaCompiler } from 'fastify'
import { type $ZodType, safeParse } from 'zod/v4/core'
import { RequestIssues } from './failure.ts'

const parts: Readonly<Record<string, string>> = {
  querystring: 'query',
  params: 'path',
  headers: 'header',
  body: 'body',
}

/** Checks a part of a request with its zod schema; what was refused is told by place and kind, never by value. */
export const validatorCompiler: FastifySchemaCompiler<$ZodType> = ({ schema, httpPart }) => {
  const part = parts[httpPart ?? 'body'] ?? 'body'
  return (value) => {
    const result = safeParse(schema, value)
    if (result.success) return { value: result.data }
    const cause = new RequestIssues(part, result.error.issues)
    return { error: kernelErrors.KERNEL_REQUEST_INVALID({}, { cause }) }
  }
}
