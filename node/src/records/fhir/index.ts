export { fhirRoutes } from './fhir-routes.ts'
export { HostedMemory } from './hosted-memory.ts'
export type { FhirParts } from './ports.ts'
