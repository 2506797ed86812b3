export { witnessVerb } from './witness-verb.ts'
