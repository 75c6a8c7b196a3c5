import { createSecretKey } from 'node:crypto'

/**
 * What a version wrote that derived its keys from SECRET_KEY itself, under this one: it has to stay valid for as long as
 * there are stores of that time.
 */
export const EARLIER = {
  secret: createSecretKey(Buffer.from('GkYv8mCIZmRbdzqFHBnm9Z0fF1xQ2n3cT5uWqjJ7sXo=', 'base64')),
  digest: { purpose: 'session-cookie', text: 'abc', value: 'K6AuTdVe-2zTzuw8DTISeLJe0y4ikK9P4vnlRqarsg0' },
  pseudonym: {
    seed: 'seed-of-erika',
    sector: 'https://portal.aachen.example/saml',
    value: 'FekLpcBe1uFjGsiTVvInuat2O6rSpqE7y80qonTHm7k',
  },
  /** Each `text`, sealed for place `p`. */
  sealed: {
    'stored-values': 's1.w8Pu0EavtoVse2tRHbAzvGKBZHfpdB1OybKr6m1hB9zwYtweWM2_XYphnQYtbSPw',
    'account-login-starts': 's1._0CWXYAGd054i9Q3EblcmQt-jRyn-eyXTw3zwkOes9H4sGt_8f_FBkuXUrwf4bkZ',
    'second-factor-secrets': 's1.Ug-pY164DAEbDLXFH6nPMMMYhUProay_9f2onuWe3JWm7ybywDyJbAdCSFIOTT1h',
    'second-factor-pages': 's1.qCobZfn2AJOlb1VkUsC-ZcSeJqbxW1BnB9WZbtspRN9jL_BNmZ6PPnmiaq0-347F',
  },
  places: {
    'stored-values': 'login l1',
    'account-login-starts': 'p',
    'second-factor-secrets': 'p',
    'second-factor-pages': 'p',
  },
  /** An Ed25519 key (PKCS#8) that was made for this, wrapped as key `k1`. */
  privateKey: 'MC4CAQAwBQYDK2VwBCIEIAnibsLE4XIEkcysJ3fQyP6K8BkpYkopAT2RnEdJT9Fk',
  wrapped:
    'gcm1.BGmEg48JQ4ZaaEKCdzWhfYzQcTcL_D6bJPMjYqE4pMhnvcthp0-XogTYith5ZbUXWTTzZbGsLJiP4LAdMIpAJvqxW-G4TgY9Zd4jYw',
  /** `pin digest`, encrypted to the key of challenge `challenge-1`. */
  passSeal: {
    public: { x: 'gaS4qZbM0enmMbj5RMNUNaGc7p5hl5BCr_Z7Do_K05Y', y: 'FYjPDETpiIO-DaJ_8-G6HKYNyeF8To_DJH6ECxOezVM' },
    wrapped:
      'gcm1.pjYwWUXgNz5TTRT389e3Lnoq0C1KnDDtxyWpjsrrvdZ17LvKiv26YRWDYbly9OFOMdhGcvQiT_I2YniH16snw5D5tObG2rhrWpykzF0o1yLVxRd8bG8lbNC1V_i1M9b6PxxqFq_hocxPQyz1N2gOy3dUUDjoGwqPj59P9h--VAng9zxVQpDgv2uVidiq7xpgEf0zRV46EFGCr2pZkpvzcflV__Tyvw',
  },
  jwe: 'eyJhbGciOiJFQ0RILUVTIiwiZW5jIjoiQTI1NkdDTSIsImVwayI6eyJ4IjoiQTZpUXBrWVFJVEJ3aUcyR1IyRUFSVmZKLW5EN2F6aFAtQTh4elNRNEF4QSIsImNydiI6IlAtMjU2Iiwia3R5IjoiRUMiLCJ5IjoianBpVVltZ0RWLWJBQUw1cmZKa0xDbFFaRi1hMEhzbWtnX3ZtVG82cE1fRSJ9fQ..9zDtjRxMxdMA2aVy.f3owM6q2z0vd-A.Lc7H_bg35kU9askwcB-Upw',
} as const
