import { checksOf, type Check } from '../check.js'

const CROSS_SITE = ['test/http/attacks/cross-site.test.ts']
const FIXATION = ['test/http/attacks/fixation.test.ts']
const HEADERS = ['test/http/attacks/headers-and-markup.test.ts']
const GUESSING = ['test/http/attacks/guessing.test.ts']
const BAD_INPUT = ['test/http/attacks/bad-input.test.ts']
const COOKIES = ['test/http/cookies.test.ts']
const PARSE = ['test/http/parse.test.ts']
const HREF = ['test/ui/safe-href.test.ts']
const FLOW = 'web flow'
const MARKUP = 'escaping and headers'
const FAULTS = 'every fault ends in the error page'

/** From a socket to a step, and back as a page. */
export const WEB_CHECKS: readonly Check[] = [
  ...checksOf('src/app.ts', CROSS_SITE, [
    ['other-bodies-are-refused', FLOW, '  app.use(refuseOtherBodies)\n', ''],
    ['every-answer-has-the-security-headers', MARKUP, '  app.use(securityHeaders(deps.secure))\n', '', HEADERS],
    ['no-banner-of-the-framework', MARKUP, "  app.disable('x-powered-by')\n", '', HEADERS],
    [
      'forwarded-headers-count-as-configured',
      'passwords',
      'deps.trustProxy.length > 0 ? [...deps.trustProxy] : false',
      'true',
      GUESSING,
    ],
    ['bodies-are-capped', FAULTS, 'limit: LARGEST_BODY', "limit: '64mb'", BAD_INPUT],
    ['every-fault-has-its-page', FAULTS, '  app.use(failure)\n', '', BAD_INPUT],
  ]),
  ...checksOf('src/http/login/login-visits.ts', CROSS_SITE, [
    ['a-form-needs-its-token', FLOW, 'if (!tokenHolds(context, fields, at)) return staleForm(context, at, steps)', ''],
    [
      'the-token-is-compared-whole',
      FLOW,
      "sameText(single(fields, FORM_FIELDS.token) ?? '', expected)",
      "(single(fields, FORM_FIELDS.token) ?? '').length === expected.length",
    ],
    ['a-head-is-no-visit', FLOW, "if (request.method === 'HEAD') throw new BrokerError('method-not-allowed')", ''],
    [
      'a-form-acts-at-its-own-step-alone',
      FLOW,
      "return steps.has(visit.end.step) ? { kind: 'act', facts: visit.end.facts, fields } : { kind: 'elsewhere' }",
      "return { kind: 'act', facts: visit.end.facts, fields }",
      BAD_INPUT,
    ],
  ]),
  ...checksOf('src/http/login/login-responses.ts', FIXATION, [
    [
      'a-proof-that-waits-changes-the-cookie',
      FLOW,
      'if (result.loginSecret) cookies.write(at.response, loginCookie(at.id), result.loginSecret)',
      '',
    ],
  ]),
  ...checksOf('src/http/login/login-actions.ts', BAD_INPUT, [
    [
      'a-decision-is-one-of-the-page',
      FLOW,
      "if (!pressed) throw new BrokerError('form-input', FORM_FIELDS.decision)\n  return pressed",
      'return pressed ?? (choices[0] as Choice)',
    ],
  ]),
  ...checksOf('src/http/routes/login.ts', GUESSING, [
    [
      'only-configured-methods-take-forms',
      FLOW,
      "if (!context.deps.flow.methods.has(id)) throw new BrokerError('not-found')",
      '',
      BAD_INPUT,
    ],
  ]),
  ...checksOf('src/http/routes/sso.ts', BAD_INPUT, [
    [
      'a-head-begins-no-login',
      FLOW,
      "if (request.method === 'HEAD') throw new BrokerError('method-not-allowed')",
      '',
      CROSS_SITE,
    ],
    ['no-message-in-the-query-of-a-post', 'redirect query as sent', '    refuseInQuery(rawQueryOf(request))\n', ''],
    [
      'a-repeat-belongs-to-its-browser',
      FLOW,
      "if (!sameBrowser && request.method !== 'POST') throw new BrokerError('saml-replay')",
      '',
      BAD_INPUT,
    ],
  ]),
  ...checksOf('src/http/routes/health.ts', HEADERS, [
    [
      'metrics-are-for-their-networks',
      'keys and secrets',
      "if (!mayReadMetrics(request, deps)) throw new BrokerError('not-found')",
      '',
    ],
    [
      'metrics-are-not-told-through-a-proxy',
      'keys and secrets',
      'const direct = !proxied || deps.trustProxy.length > 0',
      'const direct = deps.trustProxy.length >= 0',
    ],
  ]),
  ...checksOf('src/http/parse.ts', PARSE, [
    [
      'a-field-that-counts-once-comes-once',
      FLOW,
      "if (values.length > 1) throw new BrokerError('form-input', `${name} is repeated`)",
      '',
    ],
    [
      'fields-are-limited',
      FAULTS,
      "if (++count > MOST_FIELDS) throw new BrokerError('form-input', 'too many fields')",
      '',
    ],
  ]),
  ...checksOf('src/http/cookies.ts', COOKIES, [
    ['cookies-are-http-only', FLOW, "      'HttpOnly',\n", ''],
    ['cookies-are-same-site-lax', FLOW, "      'SameSite=Lax',\n", '', [...COOKIES, ...CROSS_SITE]],
    ['cookies-are-secure-on-https', FLOW, "...(secure ? ['Secure'] : []),", ''],
    ['cookies-belong-to-this-host-alone', FLOW, "const prefix = secure ? '__Host-' : ''", "const prefix = ''"],
    [
      'the-cookie-header-stays-small',
      FAULTS,
      'for (const name of logins.slice(0, -MOST_LOGIN_COOKIES)) {',
      'for (const name of logins.slice(0, 0)) {',
    ],
  ]),
  ...checksOf('src/http/middleware/security-headers.ts', HEADERS, [
    ['no-page-loads-from-elsewhere', MARKUP, '  "default-src \'none\'",\n', ''],
    ['no-page-is-framed', MARKUP, '  "frame-ancestors \'none\'",\n', ''],
    ['no-page-is-framed-in-old-browsers', MARKUP, "  'X-Frame-Options': 'DENY',\n", ''],
    ['no-page-has-another-base', MARKUP, '  "base-uri \'none\'",\n', ''],
    ['forms-stay-here', MARKUP, "[...POLICY, \"form-action 'self'\"].join('; ')", "POLICY.join('; ')"],
    ['no-page-is-kept', MARKUP, "  'Cache-Control': 'no-cache, no-store',\n", ''],
    ['no-address-is-told-elsewhere', MARKUP, "  'Referrer-Policy': 'same-origin',\n", ''],
    ['no-type-is-guessed', MARKUP, "  'X-Content-Type-Options': 'nosniff',\n", ''],
    ['https-stays-https', MARKUP, "...(secure ? { 'Strict-Transport-Security': 'max-age=31536000' } : {}),", ''],
  ]),
  ...checksOf('src/http/failure-page.ts', BAD_INPUT, [
    [
      'faults-of-the-framework-are-the-senders',
      FAULTS,
      "if (typeof status === 'number' && status >= 400 && status < 500) {",
      'if (status === 0) {',
    ],
    [
      'a-fault-shows-nothing-of-itself',
      FAULTS,
      'text: error.entry.text,',
      'text: (error.detail ?? error.entry.text) as typeof error.entry.text,',
      HEADERS,
    ],
  ]),
  ...checksOf(
    'src/http/address-list.ts',
    ['test/http/address-list.test.ts'],
    [
      [
        'networks-are-checked',
        'keys and secrets',
        "family !== 0 && list.check(address, family === 6 ? 'ipv6' : 'ipv4')",
        'family !== 0',
      ],
    ],
  ),
  ...checksOf(
    'src/http/open-waits.ts',
    ['test/http/open-waits.test.ts'],
    [
      ['one-login-holds-five-waits', FLOW, 'count >= ofOne ||', ''],
      ['a-process-holds-so-many-waits', FLOW, '|| all >= ofAll', ''],
    ],
  ),
  ...checksOf('src/ui/safe-href.ts', HREF, [
    ['own-paths-lead-nowhere-else', MARKUP, '/^\\/(?![/\\\\])[^\\\\\\s\\p{Cc}]*$/u.test(url)', "url.startsWith('/')"],
    [
      'links-have-a-safe-scheme',
      MARKUP,
      "return URL.canParse(url) && ['mailto:', 'tel:'].includes(new URL(url).protocol) ? url : null",
      'return url',
    ],
    ['http-is-for-loopback-names', MARKUP, "(protocol === 'http:' && LOOPBACK.test(hostname))", "protocol === 'http:'"],
    [
      'forms-are-handed-over-to-web-addresses',
      MARKUP,
      "if (!isWebAddress(url)) throw new TypeError('A form may only be handed over to a web address')",
      '',
    ],
  ]),
]
