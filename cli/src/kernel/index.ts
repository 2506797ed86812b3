export { asTyped, commandName } from './command-name.ts'
export { type Environment, languageOf, readEnvironment } from './config.ts'
export { cliErrors } from './errors.ts'
export { type ExitCode, exitCodeOf, exitCodes } from './exit-codes.ts'
export { type Failure, failureOf, showFailure } from './failure.ts'
export { createOutput, type Output, type Streams, type Style } from './output.ts'
export { type Progress, startProgress } from './progress.ts'
export { ask, confirm } from './prompt.ts'
export { type CountedWords, type Facts, formatBytes, formatCount, formatInstant, say, sayCount } from './say.ts'
export {
  hasOption,
  type Input,
  listOption,
  type NounSpec,
  type OptionSpec,
  type Run,
  textOption,
  type Verb,
  type VerbSpec,
} from './spec.ts'
export { pairs, table } from './table.ts'
export { parseDay, parseInstant } from './until.ts'
export { readVersion } from './version.ts'
export { words as kernelWords } from './words.ts'
