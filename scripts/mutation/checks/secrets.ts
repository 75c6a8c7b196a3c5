import { checksOf, REMOVED, type Check } from '../check.js'

const METHOD = ['test/methods/password/authenticator.test.ts']
const GUESSING = ['test/http/attacks/guessing.test.ts']
const HASH = ['test/crypto/password-hash.test.ts']
const SEALED = ['test/crypto/value-seal.test.ts']
const WRAP = ['test/crypto/key-wrap.test.ts']
const KEY_SET = ['test/crypto/key-set.test.ts']
const SECRET = ['test/crypto/secret-key.test.ts']
const DERIVED = ['test/crypto/derived-secrets.test.ts']
const LOGGER = ['test/observability/logger.test.ts']
const LOAD = ['test/config/load.test.ts']
const SETTINGS = ['test/config/settings-file.test.ts']
const PASSWORDS = 'passwords'
const SECRETS = 'keys and secrets'

/** Passwords, keys, logs and the settings that decide about them. */
export const SECRET_CHECKS: readonly Check[] = [
  ...checksOf(['test/crypto/random.test.ts'], [['no-random-byte-is-given-out-twice', SECRETS, REMOVED]]),
  ...checksOf(METHOD, [
    [
      'no-password-is-taken-from-an-address',
      'web flow',
      'returnFields: null',
      "returnFields: ['username', 'password']",
      ['test/methods/password/authenticator.test.ts', 'test/http/attacks/cross-site.test.ts'],
    ],
    ['a-password-must-fit', PASSWORDS, 'if (!ok || !credential) return null', 'if (!credential) return null'],
    ['a-rate-limit-comes-before-the-proof', PASSWORDS, REMOVED],
    ['a-rate-limit-comes-after-the-proof-too', PASSWORDS, REMOVED],
    [
      'failures-count',
      PASSWORDS,
      'const { left, limitedUntil, isBeyond } = await deps.limits.failed(attempt)',
      'const [left, limitedUntil, isBeyond] = [99, null, false]',
    ],
    [
      'an-unknown-name-costs-the-same',
      PASSWORDS,
      'const { ok, outdated } = await deps.hasher.verify',
      'if (!credential) return null\n  const { ok, outdated } = await deps.hasher.verify',
    ],
    ['nothing-endless-is-hashed', PASSWORDS, REMOVED],
    ['a-success-clears-the-name', PASSWORDS, REMOVED],
  ]),
  ...checksOf(METHOD, [
    [
      'names-are-limited',
      PASSWORDS,
      'counter.read(keys.name).then((each) => ({ ...each, limit: limits.perName }))',
      'counter.read(keys.name).then((each) => ({ ...each, limit: Infinity }))',
    ],
    [
      'addresses-are-limited',
      PASSWORDS,
      'counter.read(keys.address).then((each) => ({ ...each, limit: limits.perAddress }))',
      'counter.read(keys.address).then((each) => ({ ...each, limit: Infinity }))',
    ],
    [
      'sprayed-passwords-are-limited',
      PASSWORDS,
      'counter.read(keys.password).then((each) => ({ ...each, limit: limits.perPassword }))',
      'counter.read(keys.password).then((each) => ({ ...each, limit: Infinity }))',
    ],
    [
      'names-are-limited-in-any-spelling',
      PASSWORDS,
      "digest.digest('brake-name', usernameKey(username))",
      "digest.digest('brake-name', username)",
      GUESSING,
    ],
    [
      'one-repeated-mistake-is-no-spraying',
      PASSWORDS,
      'counter.add(keys.password, limits.window, keys.member)',
      'counter.add(keys.password, limits.window)',
    ],
    [
      'the-address-is-not-cleared',
      PASSWORDS,
      'counter.clear(keysOf(attempt).name)',
      'Promise.all(Object.values(keysOf(attempt)).map((key) => counter.clear(key))).then(() => undefined)',
      ['test/methods/password/rate-limits.test.ts'],
    ],
  ]),
  ...checksOf(METHOD, [
    [
      'a-window-begins-with-the-first-failure',
      PASSWORDS,
      'attempts.expiryOf(key) ?? clock.now() + window',
      'clock.now() + window',
      ['test/methods/password/rate-limits.test.ts'],
    ],
  ]),
  ...checksOf(HASH, [
    [
      'an-unknown-name-does-the-same-work',
      PASSWORDS,
      'const fits = await queue.run(() => verify(phc ?? nobody, normalizePassword(password)))',
      'const fits = phc !== null && (await queue.run(() => verify(phc, normalizePassword(password))))',
    ],
    [
      'an-unknown-name-works-at-todays-cost',
      PASSWORDS,
      'const cost = `m=${memoryKiB},t=${iterations},p=${parallelism}`',
      'const cost = `m=${memoryKiB / memoryKiB + 255},t=${iterations / iterations},p=${parallelism}`',
    ],
    ['an-unknown-name-never-fits', PASSWORDS, 'ok: fits && phc !== null', 'ok: fits || phc === null'],
    ['old-costs-are-renewed', PASSWORDS, 'made.memoryCost !== memoryKiB ||', ''],
    [
      'hashing-waits-in-a-limited-line',
      PASSWORDS,
      'createBoundedQueue({ concurrency, waiting, name',
      'createBoundedQueue({ concurrency, waiting: Infinity, name',
    ],
  ]),
  ...checksOf(
    ['test/domain/password-policy.test.ts'],
    [
      ['passwords-have-a-length', PASSWORDS, REMOVED],
      [
        'common-passwords-are-refused',
        PASSWORDS,
        "return common.has(password.toLowerCase()) ? 'password-common' : null",
        'return null',
      ],
    ],
  ),
  ...checksOf(
    ['test/domain/username.test.ts'],
    [
      [
        'user-names-hold-nothing-invisible',
        PASSWORDS,
        "/[\\p{C}\\p{Z}]/u.test(name) ? 'username-characters' : null",
        'null',
      ],
      ['user-names-are-one-in-any-case', PASSWORDS, '.toLowerCase().toUpperCase().toLowerCase()', ''],
    ],
  ),
  ...checksOf(SEALED, [
    [
      'a-sealed-value-opens-in-its-place-alone',
      SECRETS,
      "Buffer.from(`servicekonto value ${place}`, 'utf8')",
      "Buffer.from(`servicekonto value ${place.slice(0, 0)}`, 'utf8')",
    ],
    ['only-sealed-values-open', SECRETS, REMOVED],
    [
      'a-changed-sealed-value-opens-nothing',
      SECRETS,
      "decipher.update(rest.subarray(IV_BYTES, -TAG_BYTES), undefined, 'utf8') + decipher.final('utf8')",
      "decipher.update(rest.subarray(IV_BYTES, -TAG_BYTES), undefined, 'utf8')",
    ],
  ]),
  ...checksOf(
    ['test/storage/redis/stored-values.test.ts'],
    [
      [
        'what-lies-in-redis-is-sealed',
        SECRETS,
        'seal.seal(`${what} ${value.id}`, JSON.stringify(value))',
        'JSON.stringify(value)',
      ],
      [
        'what-is-not-sealed-is-absent',
        SECRETS,
        "typeof held === 'string' ? seal.open(`${what} ${id}`, held) : null",
        "typeof held === 'string' ? (seal.open(`${what} ${id}`, held) ?? held) : null",
      ],
    ],
  ),
  ...checksOf(WRAP, [
    [
      'a-wrapped-key-is-bound-to-its-id',
      SECRETS,
      "Buffer.from(place, 'utf8')",
      "Buffer.from(place.slice(0, 0), 'utf8')",
    ],
    [
      'a-wrapped-key-has-a-form',
      SECRETS,
      'form !== FORM || bytes.length <= IV_BYTES + TAG_BYTES',
      'bytes.length <= IV_BYTES + TAG_BYTES',
    ],
    [
      'a-wrapped-key-is-authenticated',
      SECRETS,
      'decipher.update(bytes.subarray(IV_BYTES, -TAG_BYTES)), decipher.final()])',
      'decipher.update(bytes.subarray(IV_BYTES, -TAG_BYTES))])',
    ],
    ['a-wrap-has-a-fresh-iv', SECRETS, 'const iv = randomBytes(IV_BYTES)', 'const iv = Buffer.alloc(IV_BYTES)'],
  ]),
  ...checksOf(DERIVED, [
    ['pseudonyms-are-of-a-sector', SECRETS, '      .update(lengthPrefixed(sector))\n', ''],
    ['sector-and-seed-stay-apart', SECRETS, 'return Buffer.concat([length, bytes])', 'return bytes'],
  ]),
  ...checksOf(DERIVED, [
    ['digests-are-of-a-purpose', SECRETS, 'servicekonto/1/digest/${purpose}', 'servicekonto/1/digest'],
  ]),
  ...checksOf(KEY_SET, [
    ['a-lost-key-is-not-replaced', SECRETS, 'lost.length === 0', 'lost.length >= 0'],
    ['an-earlier-store-is-taken-over-under-its-secret', SECRETS, 'inUse.slice(0, 1)', 'inUse'],
    ['a-key-set-is-made-under-the-present-secret', SECRETS, 'secrets.current', 'secrets.previous ?? secrets.current'],
    [
      'a-key-set-is-rewrapped-under-the-present-secret',
      SECRETS,
      'secrets.current',
      'secrets.previous ?? secrets.current',
    ],
    [
      'a-stored-key-serves-its-purpose-alone',
      SECRETS,
      '`servicekonto key set ${purpose} ${generation} ${id}`',
      '`servicekonto key set ${purpose.slice(0, 0)} ${generation} ${id}`',
    ],
  ]),
  ...checksOf(SECRET, [
    ['a-secret-has-32-bytes', SECRETS, 'if (bytes.length !== BYTES) {', 'if (bytes.length === 0) {'],
    ['a-secret-is-no-pattern', SECRETS, 'if (isWeak(bytes)) {', 'if (bytes.length === 0) {'],
    ['a-secret-has-many-different-bytes', SECRETS, 'new Set(bytes).size < 10 || ', ''],
    ['a-secret-is-no-sequence', SECRETS, 'steps.size === 1 || ', ''],
    ['a-secret-is-not-twice-a-half', SECRETS, ' || halvesEqual', ''],
    ['a-secret-file-is-its-owners', SECRETS, 'if ((mode & 0o077) !== 0) {', 'if (mode < 0) {'],
    ['a-secret-file-is-made-for-its-owner', SECRETS, '    chmodSync(draft, 0o600)\n', '    chmodSync(draft, 0o644)\n'],
    ['a-secret-is-missed', SECRETS, 'if (!file) {', 'if (file === undefined) {'],
  ]),
  ...checksOf(LOGGER, [
    [
      'only-listed-fields-are-logged',
      SECRETS,
      'return NAMES[name] ?? (STABLE.has(name) ? name : null)',
      'return NAMES[name] ?? name',
    ],
  ]),
  ...checksOf(LOGGER, [
    [
      'logged-texts-are-scrubbed',
      SECRETS,
      "name === 'error.stack_trace' ? scrubStack(value) : scrubText(value)",
      'value',
    ],
  ]),
  ...checksOf(LOGGER, [
    ['no-private-key-in-a-log', SECRETS, '  /-----BEGIN [\\s\\S]*?(-----END [A-Z ]+-----|$)/g,\n', ''],
    ['no-message-in-a-log', SECRETS, '  /<\\?xml[\\s\\S]*|<\\/?[a-z][\\w.-]*:[a-z][\\s\\S]*/gi,\n', ''],
    ['no-hash-in-a-log', SECRETS, '  /\\$argon2[a-z]*\\$[^\\s"\']*/g,\n', ''],
    ['no-address-in-a-log', SECRETS, '  /[^\\s@<>"\'(),;:]+@[^\\s@<>"\'(),;:]+\\.[a-z]{2,}/gi,\n', ''],
    ['no-base64-in-a-log', SECRETS, '  /[A-Za-z0-9+/_-]{100,}={0,2}/g,\n', ''],
    [
      'no-message-of-an-error-in-a-stack',
      SECRETS,
      "return name ? [`${name[1] ?? ''}${name[2] ?? ''}`] : []",
      'return name ? [line] : []',
    ],
  ]),
  ...checksOf(LOAD, [
    [
      'plain-http-is-for-loopback-names',
      SECRETS,
      "url.protocol === 'http:' && isLoopbackHost(url.hostname)",
      "url.protocol === 'http:'",
    ],
    [
      'the-public-url-is-an-origin',
      SECRETS,
      "url.pathname === '/' && !/[?#@\\\\]/.test(text)",
      '!/[@\\\\]/.test(text)',
    ],
    [
      'an-address-is-not-shown-with-its-password',
      SECRETS,
      '`a ${scheme}: address (not shown) that cannot be used`',
      '`${scheme}: ${text}`',
    ],
    ['a-public-url-is-not-shown-with-its-password', SECRETS, "text.replace(/\\/\\/[^/]*@/, '//…@')", 'text'],
  ]),
  ...checksOf(LOAD, [
    [
      'a-placeholder-is-no-secret',
      SECRETS,
      "new Set(key).size < 10 ? { fault: 'holds a placeholder, not random bytes' } : { key }",
      '{ key }',
    ],
    ['a-configured-secret-has-32-bytes', SECRETS, REMOVED],
  ]),
  ...checksOf(LOAD, [
    [
      'several-workers-share-a-redis',
      'time and replay',
      "count > 1 && textOf(env, 'REDIS_URL') === null",
      'count > 256',
    ],
    [
      'a-secret-has-one-place',
      SECRETS,
      'if (inline !== null && path !== null) {',
      'if (inline === path && inline !== null) {',
    ],
  ]),
  ...checksOf(SETTINGS, [
    ['unknown-settings-are-refused', SECRETS, 'z.strictObject(shape)', 'z.object(shape)'],
    ['argon2-is-no-weaker-than-owasp', PASSWORDS, 'memoryKiB * iterations >= 35_840', 'memoryKiB * iterations >= 0'],
    [
      'a-password-reaches-normal-at-most',
      'what a service may ask',
      "level: levelUpTo('normal', 'normal', 'Vertrauensniveau",
      "level: levelUpTo('hoch', 'normal', 'Vertrauensniveau",
    ],
    [
      'self-declared-reaches-normal-at-most',
      'what a service may ask',
      "selfDeclared: levelUpTo('normal', 'normal',",
      "selfDeclared: levelUpTo('hoch', 'normal',",
    ],
    ['session-ages-only-go-down', 'time and replay', 'wholeNumber(1, age, shipped', 'wholeNumber(1, 99_999, shipped'],
    ['idle-times-only-go-down', 'time and replay', 'wholeNumber(1, idle, shipped', 'wholeNumber(1, 99_999, shipped'],
  ]),
  ...checksOf(SETTINGS, [
    [
      'configured-links-are-safe',
      'escaping and headers',
      'if (/[\\s"<>]/.test(value) || !/^https?:\\/\\//.test(value) || !URL.canParse(value)) return false',
      'if (URL.canParse(value)) return true',
    ],
  ]),
]
