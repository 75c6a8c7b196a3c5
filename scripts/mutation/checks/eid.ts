import { checksOf, REMOVED, type Check } from '../check.js'

const READ = ['test/soap/read-envelope.test.ts']
const CALL = ['test/soap/call.test.ts']
const METHOD = ['test/methods/eid/authenticator.test.ts']
const MESSAGES = ['test/methods/eid/messages.test.ts']
const FACTS = ['test/methods/eid/facts.test.ts']
const WATCH = ['test/methods/eid/server-watch.test.ts']
const WALK = ['test/methods/eid/stub-walk.test.ts']
const LOAD = ['test/config/load.test.ts']
const OPEN = ['test/methods/eid/open-eid.test.ts']
const HREF = ['test/ui/safe-href.test.ts']

const TEMPLATE = 'the signature is a template'
const VERIFIED = 'only verified bytes are read'
const TIME = 'time and replay'
const CARD = 'a card proves by getResult alone'

/** The signed messages of the eID interface, and what a card's login rests on. */
export const EID_CHECKS: readonly Check[] = [
  ...checksOf(OPEN, [
    [
      'the-last-day-of-the-authorisation-is-read',
      CARD,
      'authorisationEnds: endOf(authorisationEnds)',
      'authorisationEnds: null',
    ],
    [
      'the-eid-server-is-known-by-its-tls-certificate',
      CARD,
      "trusted: tls.trustedFile === null ? null : pemIn(tls.trustedFile, 'tls.trustedFile')",
      'trusted: null',
    ],
    ['our-tls-certificate-is-shown', CARD, 'tls.keyFile === null || tls.certificateFile === null', 'true'],
    ['our-psk-is-proposed', CARD, 'newPsk: settings.ownPsk ? newPsk : null', 'newPsk: null'],
  ]),
  ...checksOf(MESSAGES, [
    [
      'only-ok-is-a-result',
      CARD,
      "if (codeIn(result, 'ResultMajor') === RESULT_OK) return null",
      "if (!codeIn(result, 'ResultMajor').endsWith('#error')) return null",
    ],
  ]),
  ...checksOf(METHOD, [
    [
      'the-token-address-belongs-to-one-login',
      CARD,
      'JSON.stringify([login, askedFields(asked)',
      "JSON.stringify(['', askedFields(asked)",
    ],
  ]),
  ...checksOf(READ, [
    ['soap-one-signature', TEMPLATE, REMOVED],
    [
      'soap-key-is-pinned',
      TEMPLATE,
      "if (!keys.some((key) => verifySignature(signing, octets, value, key))) refuseSignature('no known key verifies it')",
      'void [octets, value, keys, signing, verifySignature]',
    ],
    [
      'soap-digest-holds',
      VERIFIED,
      "if (!createHash(hash).update(octets).digest().equals(digest)) refuseSignature('what was signed is not this message')",
      'void [octets, digest, hash]',
    ],
    ['soap-body-and-timestamp-are-covered', VERIFIED, REMOVED],
    ['soap-nothing-is-referred-to-twice', TEMPLATE, REMOVED],
    ['soap-timestamp-is-fresh', TIME, REMOVED],
    [
      'soap-one-of-each-in-its-place',
      TEMPLATE,
      "soapRule('soap-signature', () => childNamed(parent, namespace, name))",
      '(elements(parent).find((each) => each.name === name && each.namespace === namespace) ?? null)',
    ],
    ['soap-one-element-in-the-body', VERIFIED, 'if (!content || more.length > 0) throw', 'if (!content) throw'],
  ]),
  ...checksOf(READ, [['soap-no-id-twice-in-any-spelling', TEMPLATE, REMOVED]]),
  ...checksOf(READ, [
    [
      'soap-algorithm-is-on-the-list',
      TEMPLATE,
      "const signing = signatureAlgorithm(attribute(method, 'Algorithm') ?? '')",
      "const signing = signatureAlgorithm(attribute(method, 'Algorithm') ?? '') ?? { uri: '', hash: 'sha1', keyType: 'rsa', pss: false }",
    ],
    [
      'soap-digest-is-on-the-list',
      TEMPLATE,
      "const hash = DIGESTS.get(attribute(digestMethod, 'Algorithm') ?? '')",
      "const hash = DIGESTS.get(attribute(digestMethod, 'Algorithm') ?? '') ?? 'sha1'",
    ],
    [
      'soap-only-exclusive-c14n',
      TEMPLATE,
      "exclusiveMethod(algorithm) ?? refuseSignature('only exclusive canonical form is accepted')",
      'exclusiveMethod(algorithm) ?? { inclusive: [], comments: false }',
    ],
    ['soap-one-transform', TEMPLATE, 'if (!transform || others.length > 0 ||', 'if (!transform ||'],
    [
      'soap-no-object',
      TEMPLATE,
      "if (more.some((part) => !isDs(part, 'KeyInfo')) || more.length > 1)",
      'if (more.length > 9)',
    ],
  ]),
  ...checksOf(READ, [
    [
      'soap-has-a-date',
      TIME,
      "if (created === null) throw new SoapError('soap-stale', 'the Timestamp has no Created')",
      'if (created === null) return',
    ],
    ['soap-not-too-old', TIME, 'if (created < now - FRESH_FOR) throw', 'if (created < 0) throw'],
    ['soap-not-from-the-future', TIME, 'if (created > now + AHEAD) throw', 'if (created > now * 2) throw'],
    ['soap-not-expired', TIME, 'if (expires !== null && expires < now - AHEAD) throw', 'if (expires === 0) throw'],
    ['soap-dates-are-strict', TIME, 'if (!INSTANT.test(written)) throw', "if (written === '') throw"],
    [
      'soap-one-date',
      TIME,
      'const element = childNamed(timestamp, SOAP_NS.utility, name)',
      "const element = timestamp.children.find((each) => typeof each !== 'string' && each.name === name) ?? null",
    ],
  ]),
  ...checksOf(CALL, [
    ['soap-answers-are-bounded', TEMPLATE, 'const MOST_BYTES = 131_072', 'const MOST_BYTES = 131_072_000'],
    [
      'soap-follows-nothing',
      TEMPLATE,
      "(status === 200 || status === 500) && (headers['content-type'] ?? '').toLowerCase().startsWith('text/xml')",
      "status !== 0 && headers['content-type'] !== 'none'",
    ],
    ['soap-has-a-deadline', TEMPLATE, 'within: timeout,', 'within: 600_000,'],
  ]),
  ...checksOf(WALK, [['a-card-answer-is-taken-once', TIME, REMOVED]]),
  ...checksOf(MESSAGES, [
    [
      'the-proposed-key-comes-back',
      CARD,
      'if (ours !== null && (psk.id !== ours.id || psk.key.toUpperCase() !== ours.key.toUpperCase())) {',
      'if (ours !== null && psk.id === psk.key) {',
    ],
    [
      'session-and-key-cannot-be-guessed',
      CARD,
      'if (value === null || !form.test(value)) throw',
      'if (value === null) throw',
    ],
  ]),
  ...checksOf(MESSAGES, [
    [
      'an-answer-is-of-its-function',
      CARD,
      'if (content.name === name && content.namespace === EID_NS) return content',
      'if (content.name !== name + 1) return content',
    ],
    [
      'an-answer-says-a-thing-once',
      CARD,
      'shaped(() => childNamed(parent, EID_NS, name))',
      'elements(parent).find((each) => each.name === name && each.namespace === EID_NS) ?? null',
    ],
    [
      'an-answer-has-one-result',
      CARD,
      "shaped(() => childNamed(answer, DSS_NS, 'Result'))",
      "elements(answer).find((each) => each.name === 'Result') ?? null",
    ],
    ['a-result-has-one-code', CARD, 'shaped(() => onlyOne(codes))', '(codes[0] ?? null)'],
    [
      'an-answer-has-a-result',
      CARD,
      "if (!result) throw new EidAnswerError('the answer has no Result')",
      'if (!result) return null',
    ],
  ]),
  ...checksOf(METHOD, [
    ['the-token-address-is-known-to-the-page-alone', CARD, REMOVED],
    [
      'the-token-address-holds-for-what-was-said',
      CARD,
      'JSON.stringify([login, askedFields(asked).map((field) => [field, asked[field]])])',
      'JSON.stringify([login])',
    ],
    ['tokens-are-limited', CARD, '<= MOST_TOKENS', '<= 9e9'],
    [
      'eid-clients-connect-by-https',
      CARD,
      "address.startsWith('https://') || (publicUrl.startsWith('http://') && address.startsWith('http://'))",
      "address.startsWith('http')",
    ],
  ]),
  ...checksOf(METHOD, [
    [
      'a-way-back-belongs-to-its-attempt',
      CARD,
      'open.find(({ returnKey }) => sameText(returnKey, key)) ?? null',
      'open.at(-1) ?? null',
    ],
    [
      'a-failed-way-back-is-used-up',
      CARD,
      'open: before.open.filter((each) => each.returnKey !== failed?.returnKey),',
      'open: before.open,',
    ],
  ]),
  ...checksOf(METHOD, [
    [
      'an-error-of-the-client-ends-the-attempt',
      CARD,
      "return failed(context, state, attempt, claimed === 'server' && told.kind === 'failed' ? told.problem : claimed, deps)",
      'return settle(context, state, attempt, told, deps)',
    ],
  ]),
  ...checksOf(METHOD, [
    [
      'a-wrong-answer-is-not-asked-for-again',
      CARD,
      "error instanceof SoapError && ['soap-unreachable', 'soap-time', 'soap-status'].includes(error.rule)",
      'error.message !== 0',
    ],
  ]),
  ...checksOf(METHOD, [
    ['the-holder-is-old-enough', CARD, 'if (card.oldEnough !== true) return', 'if (card.oldEnough === 1) return'],
    [
      'the-card-reaches-the-level',
      CARD,
      'if (assurance && !assures(card.assurance, reading.level)) return',
      "if (assurance && card.assurance === '') return",
    ],
    ['what-is-required-was-allowed', CARD, 'if (withheld.length > 0) return', 'if (withheld.length > 99) return'],
    [
      'the-pseudonym-leaves-as-a-digest',
      CARD,
      "const key = digest.digest('eid-restricted-id', card.restrictedId)",
      'const key = digest ? card.restrictedId : card.restrictedId',
    ],
  ]),
  ...checksOf(FACTS, [
    [
      'what-was-not-asked-is-not-kept',
      CARD,
      "if (asked[field] === undefined || card.readable[field] === 'PROHIBITED') return undefined",
      "if (card.readable[field] === 'PROHIBITED') return undefined",
    ],
    [
      'what-the-answer-lacks-is-not-empty',
      CARD,
      'if (isMissing(card, field)) return undefined',
      'if (isMissing(card, field)) return null',
      METHOD,
    ],
    [
      'nobody-has-no-name',
      CARD,
      'if (asksForName(asked) && !texts.givenName && !texts.familyName) throw',
      'if (asksForName(asked) && texts.givenName === undefined) throw',
      METHOD,
    ],
    ['card-values-are-of-the-register', CARD, REMOVED],
  ]),
  ...checksOf(WATCH, [
    [
      'an-ended-certificate-offers-nothing',
      CARD,
      'authorisationEnds !== null && authorisationEnds <= clock.now()',
      'authorisationEnds === clock.now() + 1',
    ],
    [
      'a-silent-server-offers-nothing',
      CARD,
      'return works === true ? { usable: true }',
      'return works !== null ? { usable: true }',
    ],
  ]),
  ...checksOf(LOAD, [
    [
      'no-plain-eid-server-beside-https',
      CARD,
      "secure && eid[name]?.startsWith('http:')",
      "secure && eid[name] === ''",
    ],
  ]),
  ...checksOf(HREF, [
    [
      'only-this-address-of-the-eid-scheme',
      'escaping and headers',
      'PHONE_CLIENT.test(url) ? url : safeHref(url)',
      "url.startsWith('eid:') ? url : safeHref(url)",
    ],
    [
      'only-keys-of-the-otpauth-scheme',
      'escaping and headers',
      'CODE_APP.test(url) ? url : null',
      "url.includes('otpauth:') ? url : null",
    ],
  ]),

  ...checksOf(READ, [
    [
      'soap-base64-is-strict',
      TEMPLATE,
      "if (bytes.length === 0 || bytes.toString('base64') !== compact)",
      'if (bytes.length === 0)',
    ],
  ]),
  ...checksOf(METHOD, [
    [
      'a-card-without-a-pseudonym-proves-nothing',
      CARD,
      "card.restrictedId === null || card.readable.RestrictedID !== 'ALLOWED'",
      "card.restrictedId === ''",
    ],
    ['what-is-required-was-collected', CARD, 'if (missing.length > 0) return', 'if (missing.length > 99) return'],
  ]),
  ...checksOf(MESSAGES, [
    ['a-pseudonym-has-its-form', CARD, REMOVED],
    ['a-pseudonym-is-not-nothing', CARD, REMOVED],
    [
      'a-date-of-birth-is-there-to-be-empty',
      CARD,
      "if (written === null) throw new EidAnswerError('DateOfBirth has no DateString')",
      'if (written === null) return null',
    ],
    [
      'a-place-is-there-to-be-empty',
      CARD,
      'if (written === null) throw new EidAnswerError(`a place has no ${name}`)',
      "if (written === null) return ''",
    ],
    ['a-verdict-is-a-boolean', CARD, "throw new EidAnswerError('FulfilsRequest is no boolean')", 'return true'],
    ['a-place-is-one-of-its-forms', CARD, 'if (!choice || more.length > 0) throw', 'if (!choice) throw'],
    ['a-date-of-birth-is-a-date', CARD, REMOVED],
  ]),
]
