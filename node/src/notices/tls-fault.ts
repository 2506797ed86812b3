/** True when a connection ended over who the other side is, or over how it encrypts. @source Node's codes of TLS and X.509 */
export function isTlsFault(code: string): boolean {
  return /CERT|SELF_SIGNED|ALTNAME|ISSUER|LEAF_SIGNATURE|ERR_SSL|ERR_TLS|EPROTO/.test(code)
}
