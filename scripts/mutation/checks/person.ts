import { checksOf, type Check } from '../check.js'

const MEET = ['test/flow/meet-person.test.ts']
const RENEWED = ['test/flow/renewed-card.test.ts']
const FLOW = 'web flow'
const ASK = 'what a service may ask'

/** A card that no account holds: whose it becomes, and what that raises. */
export const PERSON_CHECKS: readonly Check[] = [
  ...checksOf('src/flow/gather-person.ts', MEET, [
    ['a-card-is-bound-to-its-own-person-alone', ASK, 'samePerson(target.identity, evidence.facts ?? {}) &&', 'true &&'],
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
  ...checksOf('src/flow/meet-person.ts', MEET, [
    [
      'no-choice-about-a-card-is-taken-unoffered',
      FLOW,
      "if (!choices.includes(choice)) throw new BrokerError('form-input', 'decision')",
      '',
    ],
    [
      'a-renewed-card-is-proved-by-another-method',
      ASK,
      "hasOtherMethod(person) ? 'link-account' : 'link-renewed'",
      "'link-renewed'",
      RENEWED,
    ],
  ]),
  ...checksOf('src/flow/take-proof.ts', MEET, [
    [
      'a-card-that-waits-changes-the-cookie',
      FLOW,
      '...authenticated(before, evidence), browserKey',
      '...authenticated(before, evidence)',
    ],
  ]),
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
  ...checksOf('src/flow/review-methods.ts', MEET, [
    ['only-ticked-methods-are-confirmed', ASK, '.filter((each) => ticked.has(methodMark(each)))', ''],
  ]),
]
