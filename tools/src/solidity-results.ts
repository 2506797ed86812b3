export interface SolidityResult {
  readonly name: string
  readonly passed: boolean
}

/** The result of every Solidity test, from the text that `hardhat test solidity` prints. */
export function solidityResults(printed: string): SolidityResult[] {
  const results: SolidityResult[] = []
  let suite = ''
  for (const line of printed.split('\n')) {
    suite = /^ {2}(\S+\.sol:\S+)$/.exec(line)?.[1] ?? suite
    const [, mark, name] = /^ {4}(✔|\d+\)) (.+)$/.exec(line) ?? []
    if (name) results.push({ name: `${suite} ${name}`, passed: mark === '✔' })
  }
  return results
}
