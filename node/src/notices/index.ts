export { createNoticesSlice, type NoticesParts, type NoticesSlice } from './slice.ts'
