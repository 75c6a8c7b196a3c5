import { checksOf, type Check } from '../check.js'

const MEET = ['test/flow/meet-person.test.ts']
const BACK = ['test/flow/turn-back.test.ts']
const RENEWED = ['test/flow/renewed-card.test.ts']
const FLOW = 'web flow'
const ASK = 'what a service may ask'

/** A card that no account holds: whose it becomes, and what that raises. */
export const PERSON_CHECKS: readonly Check[] = [
  ...checksOf('src/domain/minimum-set.ts', RENEWED, [
    [
      'birth-name-and-place-tell-persons-apart',
      ASK,
      "const PERSON = ['givenName', 'familyName', 'birthName', 'birthDate', 'placeOfBirth'] as const",
      "const PERSON = ['givenName', 'familyName', 'birthDate'] as const",
    ],
    [
      'nobody-is-found-by-empty-values',
      ASK,
      "covers(PERSON, facts) && hasName(facts) && formOf(facts, 'birthDate') !== '' && formOf(facts, 'placeOfBirth') !== ''",
      'covers(PERSON, facts)',
    ],
    [
      'what-was-not-read-finds-nobody',
      ASK,
      'covers(PERSON, facts) && hasName(facts)',
      'hasName(facts)',
      ['test/domain/minimum-set.test.ts'],
    ],
    [
      'a-card-is-of-nobody-by-what-it-was-not-asked-for',
      ASK,
      '  coversNameAndBirthDate(card) &&\n',
      '  card !== undefined &&\n',
      ['test/domain/minimum-set.test.ts'],
    ],
    [
      'an-empty-birth-date-makes-no-same-person',
      ASK,
      "  formOf(card, 'birthDate') !== '' &&\n",
      '',
      ['test/domain/minimum-set.test.ts'],
    ],
  ]),
  ...checksOf(
    'src/flow/review-methods.ts',
    ['test/flow/review-methods.test.ts'],
    [['a-confirmed-method-counts-up-to-this-login', ASK, '{ ...each, cap: reached }', "{ ...each, cap: 'hoch' }"]],
  ),
  ...checksOf('src/flow/gather-person.ts', MEET, [
    ['a-card-is-bound-to-its-own-person-alone', ASK, 'samePerson(target.identity, evidence.facts) &&', 'true &&'],
    [
      'a-card-of-an-earlier-account-is-bound-to-no-other',
      ASK,
      '(earlier === null || earlier.id === target.id)',
      'true',
      RENEWED,
    ],
    ['two-alike-are-told-apart-by-nobody', ASK, 'found.length === 1 ?', 'found.length >= 1 ?', RENEWED],
    [
      'the-account-to-bind-to-is-proved-in-this-browser',
      FLOW,
      'session && proved && isOf(proved, session.account) ? ports.accounts.find(session.account) : null',
      "proved && proved.subject.kind === 'account' ? ports.accounts.find(proved.subject.account) : null",
    ],
  ]),
  ...checksOf('src/flow/gather-person.ts', MEET, [
    [
      'a-session-of-a-blocked-method-binds-no-card',
      ASK,
      'return session && signedIn(session, ports)',
      'return session && ports.accounts.find(session.account)',
    ],
  ]),
  ...checksOf('src/flow/login-flow.ts', MEET, [
    ['a-proof-ends-with-its-session', FLOW, 'login.evidence.every((proof) => wentInto(session, proof))', 'true'],
  ]),
  ...checksOf('src/flow/login-facts.ts', MEET, [
    [
      'a-blocked-method-is-not-named',
      ASK,
      '.filter((piece) => account !== null && boundMethod(account, piece) !== undefined)',
      '',
    ],
  ]),
  ...checksOf('src/flow/link-account.ts', RENEWED, [
    [
      'typed-values-find-no-account-for-a-card',
      ASK,
      'isReadByCard(known) ? identityKeyOf(known, ports) : target.identityKey',
      'identityKeyOf(known, ports)',
    ],
  ]),
  ...checksOf('src/flow/meet-person.ts', MEET, [
    [
      'no-choice-about-a-card-is-taken-unoffered',
      FLOW,
      "if (!choices.includes(choice)) throw new BrokerError('form-input', 'decision')",
      '',
    ],
    [
      'a-renewed-card-is-told-to-every-contact',
      ASK,
      "[...CONTACT_ATTRIBUTES].some((name) => earlier.identity[name]?.value) ? [] : ['link-renewed']",
      "['link-renewed']",
      RENEWED,
    ],
    [
      'a-renewed-card-is-proved-by-another-method',
      ASK,
      "if (otherMethods(earlier, evidence.method).length > 0) return ['link-account']",
      '',
      RENEWED,
    ],
  ]),
  ...checksOf('src/flow/meet-person.ts', BACK, [
    [
      'no-account-is-made-that-the-citizen-turned-back-from',
      FLOW,
      'return isChosen ? backToChoice(facts, ports) : facts',
      'return facts',
    ],
  ]),
  ...checksOf('src/domain/transitions.ts', BACK, [
    [
      'a-wish-is-about-the-card-that-was-read',
      FLOW,
      'isOtherCard(before, evidence) ? null : wishOf(before)',
      'wishOf(before)',
    ],
  ]),
  ...checksOf('src/flow/take-proof.ts', MEET, [
    ['a-card-that-waits-changes-the-cookie', FLOW, '...change(before), browserKey', '...change(before)'],
  ]),
  ...checksOf(
    'src/domain/session.ts',
    ['test/domain/session.test.ts'],
    [
      [
        'a-session-tells-of-a-card-no-longer-than-its-level-holds',
        ASK,
        '[{ ...withoutFacts(evidence), level }]',
        '[{ ...evidence, level }]',
      ],
    ],
  ),
  ...checksOf('src/flow/session-policy.ts', MEET, [
    ['no-session-keeps-what-an-account-keeps', ASK, 'beyondMinimumSet(evidence.facts ?? {})', 'evidence.facts ?? null'],
  ]),
  ...checksOf('src/domain/proofed-account.ts', MEET, [
    ['an-account-keeps-the-minimum-set-alone', ASK, 'only(facts, (name) => MINIMUM.has(name))', 'facts'],
    [
      'a-raised-proofing-raises-no-other-method',
      ASK,
      'methods: [...account.methods, bindingOf(evidence)],',
      'methods: [...account.methods.map((each) => ({ ...each, cap: evidence.level })), bindingOf(evidence)],',
    ],
  ]),
  ...checksOf(
    'src/domain/pass-challenge.ts',
    ['test/authenticators/pass/phone.test.ts'],
    [['an-answer-without-the-number-expires', 'time and replay', "'checking', 'returning']", "'checking']"]],
  ),
  ...checksOf(
    'src/authenticators/pass/authenticator.ts',
    ['test/authenticators/pass/authenticator.test.ts'],
    [['a-token-of-a-phone-expires', 'time and replay', 'if (hasExpired(challenge, now)) return null', '']],
  ),
  ...checksOf('src/flow/review-methods.ts', MEET, [
    ['only-ticked-methods-are-confirmed', ASK, '.filter((each) => ticked.has(methodMark(each)))', ''],
  ]),
]
