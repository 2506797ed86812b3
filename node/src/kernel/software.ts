/** What receipts name as the software that wrote them. */
export const software = 'symbolon/0.1.0'
