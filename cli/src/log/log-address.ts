import { cliErrors } from '../kernel/index.ts'

/** The prefix of a log: an address with a path is one, an address of a node has it at /log. @throws CLI_OPTION_INVALID */
export function logAddress(text: string, option: string): string {
  const url = URL.parse(text)
  const isWeb = url?.protocol === 'http:' || url?.protocol === 'https:'
  if (url === null || !isWeb || url.search !== '' || url.hash !== '' || url.username !== '')
    throw cliErrors.CLI_OPTION_INVALID({ option, expected: 'http://127.0.0.1:7070' })
  return url.pathname === '/' ? `${url.origin}/log` : url.href.replace(/\/+$/, '')
}
