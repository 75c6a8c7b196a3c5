import { checksOf, type Check } from '../check.js'

const READ = ['test/soap/read-envelope.test.ts']
const CALL = ['test/soap/call.test.ts']
const METHOD = ['test/authenticators/eid/authenticator.test.ts']
const MESSAGES = ['test/authenticators/eid/messages.test.ts']
const FACTS = ['test/authenticators/eid/facts.test.ts']
const WATCH = ['test/authenticators/eid/server-watch.test.ts']
const WALK = ['test/authenticators/eid/stub-walk.test.ts']
const LOAD = ['test/config/load.test.ts']
const OPEN = ['test/open-eid.test.ts']
const HREF = ['test/ui/safe-href.test.ts']

const TEMPLATE = 'the signature is a template'
const VERIFIED = 'only verified bytes are read'
const TIME = 'time and replay'
const CARD = 'a card proves by getResult alone'

/** The signed messages of the eID interface, and what a card's login rests on. */
export const EID_CHECKS: readonly Check[] = [
  ...checksOf('src/open-eid.ts', OPEN, [
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
    ['our-psk-is-proposed', CARD, 'newPsk: ownPsk ? newPsk : null', 'newPsk: null'],
  ]),
  ...checksOf('src/authenticators/eid/messages/result.ts', MESSAGES, [
    [
      'only-ok-is-a-result',
      CARD,
      "if (codeIn(result, 'ResultMajor') === RESULT_OK) return null",
      "if (!codeIn(result, 'ResultMajor').endsWith('#error')) return null",
    ],
  ]),
  ...checksOf('src/authenticators/eid/hand-out-token.ts', METHOD, [
    [
      'the-token-address-belongs-to-one-login',
      CARD,
      'JSON.stringify([login, askedFields(asked)',
      "JSON.stringify(['', askedFields(asked)",
    ],
  ]),
  ...checksOf('src/soap/read-envelope.ts', READ, [
    ['soap-one-signature', TEMPLATE, "if (signatures !== 1) refuse('there is more than one Signature')", ''],
    [
      'soap-key-is-pinned',
      TEMPLATE,
      "if (!keys.some((key) => verifySignature(signing, octets, value, key))) refuse('no known key verifies it')",
      'void [octets, value, keys, signing, verifySignature]',
    ],
    [
      'soap-digest-holds',
      VERIFIED,
      "if (!createHash(hash).update(octets).digest().equals(digest)) refuse('what was signed is not this message')",
      'void [octets, digest, hash]',
    ],
    [
      'soap-body-and-timestamp-are-covered',
      VERIFIED,
      "if (!covered.has(body) || !covered.has(timestamp)) refuse('Body and Timestamp are not both signed')",
      '',
    ],
    [
      'soap-nothing-is-referred-to-twice',
      TEMPLATE,
      "if (covered.size !== stated.references.length) refuse('something is referred to twice')",
      '',
    ],
    ['soap-timestamp-is-fresh', TIME, '  checkFreshness(timestamp, now)\n', ''],
    [
      'soap-one-of-each-in-its-place',
      TEMPLATE,
      'return first && more.length === 0 ? first : refuse',
      'return first ? first : refuse',
    ],
    ['soap-one-element-in-the-body', VERIFIED, 'if (!content || more.length > 0) throw', 'if (!content) throw'],
  ]),
  ...checksOf('src/soap/message-ids.ts', READ, [
    [
      'soap-no-id-twice-in-any-spelling',
      TEMPLATE,
      "if (ids.has(value)) throw new SoapError('soap-signature', 'an id occurs twice')",
      '',
    ],
  ]),
  ...checksOf('src/soap/signed-parts.ts', READ, [
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
      "if (attribute(algorithm, 'Algorithm') !== EXCLUSIVE_C14N) refuse('only exclusive canonical form is accepted')",
      '',
    ],
    ['soap-one-transform', TEMPLATE, 'if (!transform || others.length > 0 ||', 'if (!transform ||'],
    [
      'soap-no-object',
      TEMPLATE,
      "if (more.some((part) => !isDs(part, 'KeyInfo')) || more.length > 1)",
      'if (more.length > 9)',
    ],
  ]),
  ...checksOf('src/soap/freshness.ts', READ, [
    [
      'soap-has-a-date',
      TIME,
      "if (created === null) throw new SoapError('soap-stale', 'the Timestamp has no Created')",
      'if (created === null) return',
    ],
    ['soap-not-too-old', TIME, 'if (created < now - FRESH_FOR) throw', 'if (created < 0) throw'],
    ['soap-not-from-the-future', TIME, 'if (created > now + AHEAD) throw', 'if (created > now * 2) throw'],
    ['soap-not-expired', TIME, 'if (expires !== null && expires < now - AHEAD) throw', 'if (expires === 0) throw'],
    [
      'soap-dates-are-strict',
      TIME,
      'if (more.length > 0 || !INSTANT.test(written)) throw',
      'if (more.length > 9) throw',
    ],
  ]),
  ...checksOf('src/soap/call.ts', CALL, [
    ['soap-answers-are-bounded', TEMPLATE, 'if (size > MOST_BYTES) throw', 'if (size < 0) throw'],
    [
      'soap-follows-nothing',
      TEMPLATE,
      "if ((statusCode !== 200 && statusCode !== 500) || !type.startsWith('text/xml')) {",
      'if (statusCode === 0 || type.length > 999) {',
    ],
    ['soap-has-a-deadline', TEMPLATE, '      signal,\n      agent: false,', '      agent: false,'],
  ]),
  ...checksOf('src/authenticators/eid/eid-server.ts', WALK, [
    ['a-card-answer-is-taken-once', TIME, "if (answer.kind === 'card') await refuseReplay(deps.replay, signature)", ''],
  ]),
  ...checksOf('src/authenticators/eid/messages/use-id-response.ts', MESSAGES, [
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
  ...checksOf('src/authenticators/eid/messages/result.ts', MESSAGES, [
    [
      'an-answer-is-of-its-function',
      CARD,
      'if (content.name === name && content.namespace === EID_NS) return content',
      'if (content.name !== name + 1) return content',
    ],
    [
      'an-answer-has-a-result',
      CARD,
      "if (!result) throw new EidAnswerError('the answer has no Result')",
      'if (!result) return null',
    ],
  ]),
  ...checksOf('src/authenticators/eid/hand-out-token.ts', METHOD, [
    [
      'the-token-address-is-known-to-the-page-alone',
      CARD,
      "if (!sameText(token, addressToken(context, asked, deps))) throw new BrokerError('not-found')",
      '',
    ],
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
  ...checksOf('src/authenticators/eid/eid-state.ts', METHOD, [
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
  ...checksOf('src/authenticators/eid/authenticator.ts', METHOD, [
    [
      'an-error-of-the-client-ends-the-attempt',
      CARD,
      "return failed(context, state, attempt, claimed === 'server' && told.kind === 'failed' ? told.problem : claimed, deps)",
      'return settle(context, state, attempt, told, deps)',
    ],
  ]),
  ...checksOf('src/authenticators/eid/ask-server.ts', METHOD, [
    [
      'a-wrong-answer-is-not-asked-for-again',
      CARD,
      "error instanceof SoapError && ['soap-unreachable', 'soap-time', 'soap-status'].includes(error.rule)",
      'error.message !== 0',
    ],
  ]),
  ...checksOf('src/authenticators/eid/judge-card.ts', METHOD, [
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
  ...checksOf('src/authenticators/eid/facts.ts', FACTS, [
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
    [
      'card-values-are-of-the-register',
      CARD,
      "if (!fits) throw new CardValueError(name, 'outside DIN 91379, or not in its form')",
      '',
    ],
  ]),
  ...checksOf('src/authenticators/eid/server-watch.ts', WATCH, [
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
  ...checksOf('src/config/eid-faults.ts', LOAD, [
    [
      'no-plain-eid-server-beside-https',
      CARD,
      "secure && eid[name]?.startsWith('http:')",
      "secure && eid[name] === ''",
    ],
  ]),
  ...checksOf('src/ui/safe-href.ts', HREF, [
    [
      'only-this-address-of-the-eid-scheme',
      'escaping and headers',
      'PHONE_CLIENT.test(url) ? url : safeHref(url)',
      "url.startsWith('eid:') ? url : safeHref(url)",
    ],
  ]),

  ...checksOf('src/soap/signed-parts.ts', READ, [
    [
      'soap-base64-is-strict',
      TEMPLATE,
      "if (bytes.length === 0 || bytes.toString('base64') !== written.replace(/[ \\t\\r\\n]/g, ''))",
      'if (bytes.length === 0)',
    ],
  ]),
  ...checksOf('src/authenticators/eid/judge-card.ts', METHOD, [
    [
      'a-card-without-a-pseudonym-proves-nothing',
      CARD,
      "card.restrictedId === null || card.readable.RestrictedID !== 'ALLOWED'",
      "card.restrictedId === ''",
    ],
    ['what-is-required-was-collected', CARD, 'if (missing.length > 0) return', 'if (missing.length > 99) return'],
  ]),
  ...checksOf('src/authenticators/eid/messages/get-result-response.ts', MESSAGES, [
    [
      'a-pseudonym-has-its-form',
      CARD,
      "if (!RESTRICTED_ID.test(id)) throw new EidAnswerError('RestrictedID is malformed')",
      '',
    ],
    [
      'a-pseudonym-is-not-nothing',
      CARD,
      "if (/^0+$/.test(id)) throw new EidAnswerError('RestrictedID is nothing but zeros')",
      '',
    ],
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
    [
      'a-date-of-birth-is-a-date',
      CARD,
      "if (!/^[0-9 ]{0,8}$/.test(written)) throw new EidAnswerError('DateOfBirth is no date')",
      '',
    ],
  ]),
]
