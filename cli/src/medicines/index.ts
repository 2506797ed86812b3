export { ensureTestRoot } from './test-root.ts'
