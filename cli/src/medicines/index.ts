export { ensureTestRoot } from './licence-root.ts'
