import { checksOf, REMOVED, type Check } from '../check.js'

const MEET = ['test/login/link-or-create-account.test.ts']
const BACK = ['test/login/turn-back.test.ts']
const RENEWED = ['test/login/renewed-card.test.ts']
const LINKED = ['test/domain/linked-identity.test.ts']
const FLOW = 'web flow'
const ASK = 'what a service may ask'

/** A card that no account holds: whose it becomes, and what that raises. */
export const UNLINKED_IDENTITY_CHECKS: readonly Check[] = [
  ...checksOf(LINKED, [
    [
      'a-linked-identity-is-all-of-its-parts',
      ASK,
      'JSON.stringify([upstream, format, nameQualifier, spNameQualifier, value])',
      'JSON.stringify([format, nameQualifier, spNameQualifier, value])',
    ],
  ]),
  ...checksOf(RENEWED, [
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
    ['test/login/review-methods.test.ts'],
    [['a-confirmed-method-counts-up-to-this-login', ASK, '{ ...each, cap: reached }', "{ ...each, cap: 'hoch' }"]],
  ),
  ...checksOf(MEET, [
    ['a-card-is-bound-to-its-own-person-alone', ASK, 'fitsPerson(target, evidence) &&', 'true &&'],
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
  ...checksOf(MEET, [
    [
      'a-session-of-a-blocked-method-binds-no-card',
      ASK,
      'return session && signedIn(session, ports)',
      'return session && ports.accounts.find(session.account)',
    ],
  ]),
  ...checksOf(MEET, [
    ['a-proof-ends-with-its-session', FLOW, 'login.evidence.every((proof) => wentInto(session, proof))', 'true'],
  ]),
  ...checksOf(MEET, [['a-blocked-method-is-not-named', ASK, ' && boundMethod(account, piece) !== undefined', '']]),
  ...checksOf(RENEWED, [
    [
      'typed-values-find-no-account-for-a-card',
      ASK,
      'isReadByCard(known) ? identityKeyOf(known, ports) : target.identityKey',
      'identityKeyOf(known, ports)',
    ],
  ]),
  ...checksOf(MEET, [
    ['no-choice-about-a-card-is-taken-unoffered', FLOW, REMOVED],
    [
      'a-renewed-card-is-told-to-every-contact',
      ASK,
      "[...CONTACT_ATTRIBUTES].some((name) => earlier.identity[name]?.value) ? [] : ['link-renewed']",
      "['link-renewed']",
      RENEWED,
    ],
    ['a-renewed-card-is-proved-by-another-method', ASK, REMOVED, RENEWED],
  ]),
  ...checksOf(BACK, [
    [
      'no-account-is-made-that-the-citizen-turned-back-from',
      FLOW,
      'return isChosen ? backToChoice(facts, ports) : facts',
      'return facts',
    ],
  ]),
  ...checksOf(BACK, [
    [
      'a-wish-is-about-the-card-that-was-read',
      FLOW,
      'isOtherCard(before, evidence) ? null : wishOf(before)',
      'wishOf(before)',
    ],
  ]),
  ...checksOf(MEET, [
    ['a-card-that-waits-changes-the-cookie', FLOW, '...change(before), browserKey', '...change(before)'],
  ]),
  ...checksOf(
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
  ...checksOf(MEET, [
    ['no-session-keeps-what-an-account-keeps', ASK, 'beyondMinimumSet(evidence.facts ?? {})', 'evidence.facts ?? null'],
  ]),
  ...checksOf(MEET, [
    ['an-account-keeps-the-minimum-set-alone', ASK, 'only(facts, (name) => MINIMUM.has(name))', 'facts'],
    [
      'a-raised-proofing-raises-no-other-method',
      ASK,
      'methods: [...account.methods, bindingOf(evidence)],',
      'methods: [...account.methods.map((each) => ({ ...each, cap: evidence.level })), bindingOf(evidence)],',
    ],
  ]),
  ...checksOf(
    ['test/methods/pass/phone.test.ts'],
    [['an-answer-without-the-number-expires', 'time and replay', "'checking', 'returning']", "'checking']"]],
  ),
  ...checksOf(
    ['test/methods/pass/authenticator.test.ts'],
    [['a-token-of-a-phone-expires', 'time and replay', REMOVED]],
  ),
  ...checksOf(MEET, [
    ['only-ticked-methods-are-confirmed', ASK, '.filter((each) => ticked.has(methodMark(each)))', ''],
  ]),
]
