export { software } from '../kernel/index.ts'
