/** A certificate for `localhost` that signed itself, and its key, which anyone may know. */
export const testCertificate = {
  cert: `-----BEGIN CERTIFICATE-----
MIIBlTCCATugAwIBAgIURTOwDwx7xiRWPpJCDgcvOM7eQXYwCgYIKoZIzj0EAwIw
FDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTI2MTEyNTAxNDU1OFoYDzIxMjYxMTAx
MDE0NTU4WjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjO
PQMBBwNCAATeegVhsrj7SsAqQhzl154C31+hMi+UXiOuXxIai+kFgLdqs/aOEB8q
wX+id58DHkJzKXKJenlkZl+rij5aPOqgo2kwZzAdBgNVHQ4EFgQUrmTcsqS8EDJq
r7kuHLLguUY3h+QwHwYDVR0jBBgwFoAUrmTcsqS8EDJqr7kuHLLguUY3h+QwDwYD
VR0TAQH/BAUwAwEB/zAUBgNVHREEDTALgglsb2NhbGhvc3QwCgYIKoZIzj0EAwID
SAAwRQIgfmAHKo9VF585bbdUPrWVtCJ5EBrDlykAqRSYQxReqNECIQDYtPsaf0ul
YEn5TjSpe+8iyR53Tp3qYMJRepwQVMyPmQ==
-----END CERTIFICATE-----
`,
  key: `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgzQU2qxh57sHo7VN8
UT/fl+tYKvUlNQGqa3mS3hzJqrmhRANCAATeegVhsrj7SsAqQhzl154C31+hMi+U
XiOuXxIai+kFgLdqs/aOEB8qwX+id58DHkJzKXKJenlkZl+rij5aPOqg
-----END PRIVATE KEY-----
`,
} as const
