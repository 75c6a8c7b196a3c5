import { checksOf, REMOVED, type Check } from '../check.js'

const CROSS_SITE = ['test/http/attacks/cross-site.test.ts']
const FIXATION = ['test/http/attacks/fixation.test.ts']
const HEADERS = ['test/http/attacks/headers-and-markup.test.ts']
const GUESSING = ['test/http/attacks/guessing.test.ts']
const BAD_INPUT = ['test/http/attacks/bad-input.test.ts']
const LOGGING_OUT = ['test/account/logging-out.test.ts']
const LANGUAGES = ['test/http/language-switch.test.ts']
const COOKIES = ['test/http/cookies.test.ts']
const PARSE = ['test/http/parse.test.ts']
const HREF = ['test/ui/safe-href.test.ts']
const FLOW = 'web flow'
const MARKUP = 'escaping and headers'
const FAULTS = 'every fault ends in the error page'

/** From a socket to a step, and back as a page. */
export const WEB_CHECKS: readonly Check[] = [
  ...checksOf(CROSS_SITE, [
    ['other-bodies-are-refused', FLOW, REMOVED],
    ['every-answer-has-the-security-headers', MARKUP, REMOVED, HEADERS],
    ['no-banner-of-the-framework', MARKUP, REMOVED, HEADERS],
    [
      'forwarded-headers-count-as-configured',
      'passwords',
      'deps.trustProxy.length > 0 ? [...deps.trustProxy] : false',
      'true',
      GUESSING,
    ],
    ['bodies-are-capped', FAULTS, 'limit: LARGEST_BODY', "limit: '64mb'", BAD_INPUT],
    ['every-fault-has-its-page', FAULTS, REMOVED, BAD_INPUT],
  ]),
  ...checksOf(CROSS_SITE, [
    ['a-form-needs-its-token', FLOW, REMOVED],
    [
      'the-token-is-compared-whole',
      FLOW,
      "sameText(single(fields, FORM_FIELDS.token) ?? '', expected)",
      "(single(fields, FORM_FIELDS.token) ?? '').length === expected.length",
    ],
    ['a-head-is-no-visit', FLOW, REMOVED],
    [
      'a-form-acts-at-its-own-step-alone',
      FLOW,
      'step.forms[address]',
      "LOGIN_STEPS.map((each) => ('page' in each ? each.forms[address] : undefined)).find(Boolean)",
      BAD_INPUT,
    ],
    [
      'a-method-takes-forms-where-methods-are-open-alone',
      FLOW,
      '(step.opensMethods ? resume : undefined)',
      'resume',
      BAD_INPUT,
    ],
  ]),
  ...checksOf(LOGGING_OUT, [
    ['another-site-takes-no-session-cookie', FLOW, 'cookies.read(request, sessionCookie) !== null', 'true'],
  ]),
  ...checksOf(LANGUAGES, [['nobody-else-makes-an-error-page', FAULTS, REMOVED]]),
  ...checksOf(FIXATION, [['a-proof-that-waits-changes-the-cookie', FLOW, REMOVED]]),
  ...checksOf(BAD_INPUT, [
    [
      'a-decision-is-one-of-the-page',
      FLOW,
      "if (!pressed) throw new BrokerError('form-input', FORM_FIELDS.decision)\n  return pressed",
      'return pressed ?? (choices[0] as Choice)',
    ],
  ]),
  ...checksOf(GUESSING, [['only-configured-methods-take-forms', FLOW, REMOVED, BAD_INPUT]]),
  ...checksOf(BAD_INPUT, [
    ['a-head-begins-no-login', FLOW, REMOVED, CROSS_SITE],
    ['no-message-in-the-query-of-a-post', 'redirect query as sent', REMOVED],
    ['a-repeat-belongs-to-its-browser', FLOW, REMOVED, BAD_INPUT],
  ]),
  ...checksOf(HEADERS, [
    ['metrics-are-for-their-networks', 'keys and secrets', REMOVED],
    [
      'metrics-are-not-told-through-a-proxy',
      'keys and secrets',
      'const direct = !proxied || deps.trustProxy.length > 0',
      'const direct = deps.trustProxy.length >= 0',
    ],
  ]),
  ...checksOf(PARSE, [
    ['a-field-that-counts-once-comes-once', FLOW, REMOVED],
    ['fields-are-limited', FAULTS, REMOVED],
  ]),
  ...checksOf(COOKIES, [
    ['cookies-are-http-only', FLOW, "      'HttpOnly',\n", ''],
    ['cookies-are-same-site', FLOW, "`SameSite=${strict ? 'Strict' : 'Lax'}`,", '', [...COOKIES, ...CROSS_SITE]],
    ['cookies-are-secure-on-https', FLOW, "...(secure ? ['Secure'] : []),", ''],
    ['cookies-belong-to-this-host-alone', FLOW, "const prefix = secure ? '__Host-' : ''", "const prefix = ''"],
    ['the-cookie-header-stays-small', FAULTS, 'index > 0 && (index >= MOST_LOGIN_COOKIES || room < 0)', 'false'],
  ]),
  ...checksOf(HEADERS, [
    ['no-page-loads-from-elsewhere', MARKUP, '  "default-src \'none\'",\n', ''],
    ['no-page-is-framed', MARKUP, '  "frame-ancestors \'none\'",\n', ''],
    ['no-page-is-framed-in-old-browsers', MARKUP, "  'X-Frame-Options': 'DENY',\n", ''],
    ['no-page-has-another-base', MARKUP, '  "base-uri \'none\'",\n', ''],
    [
      'only-a-hand-over-posts-elsewhere',
      MARKUP,
      'page.handsOver === null ? response : allowHandOver(response)',
      'allowHandOver(response)',
    ],
    ['forms-stay-here', MARKUP, "[...POLICY, \"form-action 'self'\"].join('; ')", "POLICY.join('; ')"],
    ['no-page-is-kept', MARKUP, "  'Cache-Control': 'no-cache, no-store',\n", ''],
    ['no-address-is-told-elsewhere', MARKUP, "  'Referrer-Policy': 'same-origin',\n", ''],
    ['no-type-is-guessed', MARKUP, "  'X-Content-Type-Options': 'nosniff',\n", ''],
    ['https-stays-https', MARKUP, "...(secure ? { 'Strict-Transport-Security': 'max-age=31536000' } : {}),", ''],
  ]),
  ...checksOf(BAD_INPUT, [
    [
      'faults-of-the-framework-are-the-senders',
      FAULTS,
      "if (typeof status === 'number' && status >= 400 && status < 500) {",
      'if (status === 0) {',
    ],
    [
      'a-fault-shows-nothing-of-itself',
      FAULTS,
      'errorId,\n      service: service',
      'errorId: error.detail ?? errorId,\n      service: service',
      HEADERS,
    ],
  ]),
  ...checksOf(
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
    ['test/http/open-waits.test.ts'],
    [
      ['one-login-holds-five-waits', FLOW, 'count >= ofOne ||', ''],
      ['a-process-holds-so-many-waits', FLOW, '|| all >= ofAll', ''],
    ],
  ),
  ...checksOf(HREF, [
    ['own-paths-lead-nowhere-else', MARKUP, '/^\\/(?![/\\\\])[^\\\\\\s\\p{Cc}]*$/u.test(url)', "url.startsWith('/')"],
    [
      'links-have-a-safe-scheme',
      MARKUP,
      "return URL.canParse(url) && ['mailto:', 'tel:'].includes(new URL(url).protocol) ? url : null",
      'return url',
    ],
    [
      'http-is-for-loopback-names',
      MARKUP,
      "(protocol === 'http:' && isLoopbackHost(hostname))",
      "protocol === 'http:'",
    ],
    ['forms-are-handed-over-to-web-addresses', MARKUP, REMOVED],
  ]),
]
