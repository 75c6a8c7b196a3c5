import { checksOf, REMOVED, type Check } from '../check.js'

const TOKEN = ['test/methods/upstream-oidc/id-token.test.ts']
const METHOD = ['test/methods/upstream-oidc/authenticator.test.ts']
const ISSUER = ['test/methods/upstream-oidc/issuer.test.ts']
const CLAIMS = ['test/methods/upstream-oidc/claims.test.ts']

const PROVED = 'an OpenID provider proves by a token of its own'

/** What a login by an OpenID provider rests on, beside what openid-client compares by itself. */
export const OIDC_CHECKS: readonly Check[] = [
  ...checksOf(TOKEN, [
    ['a-token-is-signed-by-an-algorithm-of-the-list', PROVED, ', { algorithms: ALGORITHMS }', ''],
    [
      'an-id-token-is-signed-by-its-issuer',
      PROVED,
      "await issuer.verified(tokens.id_token ?? '')",
      "Buffer.from(tokens.id_token?.split('.')[1] ?? '', 'base64url').toString()",
    ],
    ['an-id-token-is-for-us-alone', PROVED, REMOVED],
    ['an-id-token-was-given-to-us', PROVED, REMOVED],
    ['an-id-token-names-somebody', PROVED, REMOVED],
    ['an-id-token-is-not-of-a-time-ahead', PROVED, REMOVED],
    ['an-id-token-is-younger-than-its-question', PROVED, REMOVED],
    ['an-access-token-belongs-to-its-id-token', PROVED, REMOVED],
  ]),
  ...checksOf(ISSUER, [
    ['an-issuer-is-the-issuer-that-is-registered', PROVED, REMOVED],
    ['an-issuer-leads-browsers-to-https', PROVED, REMOVED],
  ]),
  ...checksOf(METHOD, [
    ['a-nonce-is-of-one-question', PROVED, 'JSON.stringify([upstream, state])', 'upstream'],
    ['a-code-verifier-is-of-one-question', PROVED, 'JSON.stringify([upstream, state])', 'upstream'],
    [
      'an-answer-of-an-issuer-belongs-to-the-login-that-asked',
      PROVED,
      "if (!question) throw new BrokerError('form-input', 'of another login')",
      'if (!question) return { state, at: context.now }',
    ],
    [
      'what-an-issuer-tells-is-of-the-person-it-proved',
      PROVED,
      'fetchUserInfo(config, accessToken, subject)',
      "fetchUserInfo(config, accessToken, (await import('openid-client')).skipSubjectCheck)",
    ],
    [
      'an-issuer-counts-at-most-as-its-operator-set',
      PROVED,
      "lowerOf(levelOfAcr(token.acr, settings) ?? 'basis', settings.maxLevel)",
      "levelOfAcr(token.acr, settings) ?? 'basis'",
    ],
    ['an-issuer-below-what-was-asked-proves-nothing', PROVED, REMOVED],
    ['a-fresh-proof-of-an-issuer-is-fresh', PROVED, REMOVED],
    ['a-proof-of-unknown-age-opens-no-session', PROVED, 'at === undefined || now', 'at !== undefined && now'],
  ]),
  ...checksOf(CLAIMS, [
    [
      'an-address-of-an-issuer-is-verified-there',
      PROVED,
      'told.email_verified === true',
      'told.email_verified !== false',
    ],
    [
      'a-number-of-an-issuer-is-verified-there',
      PROVED,
      'told.phone_number_verified === true',
      'told.phone_number_verified !== false',
    ],
  ]),
]
