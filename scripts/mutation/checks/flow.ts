import { checksOf, REMOVED, type Check } from '../check.js'

const VISIT = ['test/login/visit.test.ts']
const READING = ['test/login/reading-once.test.ts']
const BEGIN = ['test/login/begin.test.ts']
const CUT_OFF = ['test/login/cut-off.test.ts', 'test/login/begin-again.test.ts']
const SWITCHING = ['test/login/passive-and-switching.test.ts']
const TRANSITIONS = ['test/domain/transitions.test.ts']
const SESSION = ['test/domain/session.test.ts']
const RELEASE = ['test/domain/release.test.ts']
const REACHED = ['test/domain/reached-level.test.ts']
const FIXATION = ['test/http/attacks/fixation.test.ts']
const CROSS_SITE = ['test/http/attacks/cross-site.test.ts']
const FLOW = 'web flow'
const ASK = 'what a service may ask'
const TIME = 'time and replay'

/** One login, from its beginning to its one answer. */
export const FLOW_CHECKS: readonly Check[] = [
  ...checksOf(BEGIN, [
    ['a-request-id-is-used-once', TIME, REMOVED],
    [
      'a-repeat-is-the-same-bytes',
      TIME,
      'if (fingerprint !== request.reply.fingerprint)',
      'if (fingerprint === undefined)',
    ],
    ['a-repeat-is-of-an-open-login', TIME, REMOVED],
    [
      'a-request-that-was-answered-at-once-is-not-begun-again',
      TIME,
      '!(await ports.audit.has(endEntryId(answerIdOf(request, ports), 0)))',
      'true',
      CUT_OFF,
    ],
    ['an-untimely-request-is-refused', TIME, REMOVED],
    [
      'ids-are-claimed-per-service',
      TIME,
      '`request ${requirements.service} ${reply.requestId}`',
      '`request ${reply.requestId}`',
    ],
    [
      'an-id-is-kept-longer-than-its-time',
      TIME,
      'const ID_KEPT = LOGIN_LIFETIME + minutes(15)',
      'const ID_KEPT = minutes(1)',
    ],
  ]),
  ...checksOf(READING, [['after-a-step-that-changes-more-than-the-login-all-is-read-anew', ASK, REMOVED]]),
  ...checksOf(VISIT, [
    ['a-login-needs-its-cookie', FLOW, REMOVED],
    ['a-login-ends-in-time', TIME, REMOVED, ['test/login/visit.test.ts', 'test/login/expiry.test.ts']],
    ['an-answer-again-is-for-moments', TIME, REMOVED],
    ['an-answer-again-is-for-its-session', FLOW, REMOVED],
    ['an-answer-again-ends-with-its-session', FLOW, REMOVED],
    [
      'a-passive-request-shows-no-page',
      ASK,
      'if (isPage && !login.requirements.isPassive) {',
      'if (isPage) {',
      SWITCHING,
    ],
  ]),
  ...checksOf(VISIT, [
    [
      'no-answer-where-the-proof-is-gone',
      FLOW,
      'isIdentified(facts) && proofGone(facts)',
      'isIdentified(facts) && facts.account === null',
    ],
    [
      'a-login-asks-again-when-the-session-changed',
      FLOW,
      'isIdentified(facts) && !sessionFits(facts)',
      'false',
      SWITCHING,
    ],
    ['a-proof-of-another-account-asks', FLOW, 'isAuthenticated(facts) && isOfAnother(facts)', 'false', SWITCHING],
    [
      'a-login-that-ended-below-the-level-is-none',
      ASK,
      '!isIdentified(facts) || !levelReached(facts)',
      '!isIdentified(facts)',
      ['test/login/expiry.test.ts'],
    ],
    [
      'a-session-below-the-level-does-not-serve',
      ASK,
      'isUnproved(facts) && levelReached(facts)',
      'isUnproved(facts) && facts.session !== null',
      ['test/login/level-rules.test.ts'],
    ],
    [
      'a-missing-attribute-is-asked-for',
      ASK,
      '(decision?.missing.length ?? 0) > 0',
      '(decision?.missing.length ?? 0) > 99',
    ],
    ['the-citizen-confirms', FLOW, "facts.login.state === 'identified'", 'false'],
  ]),
  ...checksOf(VISIT, [
    [
      'force-authn-takes-a-fresh-proof',
      ASK,
      '&& !forceAuthn && singleSignOn',
      '&& singleSignOn',
      ['test/login/expiry.test.ts'],
    ],
    ['no-single-sign-on-where-the-service-takes-none', ASK, '&& !forceAuthn && singleSignOn', '&& !forceAuthn'],
    [
      'evidence-of-a-session-ages',
      TIME,
      'mayUseSession ? heldEvidence(session, ports.sessionLimits, ports.clock.now()) : []',
      'mayUseSession ? session.evidence : []',
    ],
    ['only-methods-that-the-service-allows', ASK, ' && (allowedMethods?.includes(piece.method) ?? true)', ''],
    [
      'evidence-is-of-the-account',
      FLOW,
      'isOf(piece, account?.id) && ports.methods.has(piece.method)',
      'ports.methods.has(piece.method)',
      ['test/login/other-accounts-proofs.test.ts'],
    ],
    [
      'only-methods-that-are-configured',
      FLOW,
      ' && ports.methods.has(piece.method)',
      '',
      ['test/login/expiry.test.ts'],
    ],
    [
      'remembered-is-exactly-what-is-released',
      ASK,
      "ports.digest.digest('consent', consentText(offered)) === consent.digest ? offered : null",
      'consent.digest ? offered : null',
    ],
    [
      'a-session-that-aged-is-none',
      TIME,
      'heldEvidence(session, ports.sessionLimits, ports.clock.now()).length === 0',
      'session.version < 0',
      ['test/login/expiry.test.ts'],
    ],
  ]),
  ...checksOf(
    ['test/login/take-proof.test.ts'],
    [
      [
        'a-second-click-takes-over-its-own-citizens-login-alone',
        FLOW,
        'else if (proof && isAbout(stored, proof))',
        'else if (proof && isAbout)',
      ],
      [
        'a-second-click-gets-its-own-proof-alone',
        FLOW,
        'login = { ...start, version: stored.version }',
        'login = stored',
      ],
    ],
  ),
  ...checksOf(VISIT, [
    [
      'a-session-id-is-new-at-each-proof',
      FLOW,
      'const renewed = before && (await renewedFrom(',
      'const renewed = null as typeof before && (await renewedFrom(',
      [...VISIT, ...FIXATION],
    ],
    [
      'a-renewal-loses-no-service-that-takes-part',
      FLOW,
      '(old) => goingOn(alone, old, ports)',
      '() => goingOn(alone, before, ports)',
      ['test/sessions/session-renewal.test.ts'],
    ],
    [
      'aged-evidence-stays-aged',
      TIME,
      'return { ...session, evidence, lastActionAt',
      'return { ...session, lastActionAt',
    ],
  ]),
  ...checksOf(SWITCHING, [
    ['switching-ends-the-first-session', FLOW, REMOVED, ['test/login/expiry.test.ts']],
    [
      'only-proofs-of-the-account-open-its-session',
      FLOW,
      'login.evidence.filter((piece) => isOf(piece, account.id))',
      '[...login.evidence]',
      ['test/login/other-accounts-proofs.test.ts'],
    ],
  ]),
  ...checksOf(VISIT, [
    [
      'a-method-that-is-not-allowed-is-not-offered',
      ASK,
      REMOVED,
      ['test/login/visit.test.ts', 'test/login/expiry.test.ts'],
    ],
    ['a-method-below-the-level-is-not-offered', ASK, REMOVED, BEGIN],
    [
      'a-method-that-is-not-offered-does-nothing',
      FLOW,
      'against === null || isOpenYet ? method : null',
      'method',
      ['test/login/expiry.test.ts'],
    ],
  ]),
  ...checksOf(VISIT, [
    ['a-login-is-taken-once', TIME, 'await storeLogin(taken, ports)', 'await ports.logins.replace(taken)', CUT_OFF],
    [
      'what-cannot-be-logged-does-not-happen',
      FLOW,
      'await writeEnd(login, sector, ports)',
      'await writeEnd(login, sector, ports).catch(() => true)',
    ],
  ]),
  ...checksOf(CUT_OFF, [
    ['one-answer-leaves', FLOW, 'await storeLogin(login, ports)', 'await ports.logins.replace(login)'],
    ['an-answer-that-was-cut-off-is-checked-again', FLOW, 'proofCounts && sessionFits', 'sessionFits'],
    ['an-answer-that-does-not-leave-is-taken-back-in-the-audit', FLOW, REMOVED],
    [
      'a-request-is-ended-once-whatever-was-forgotten',
      TIME,
      'if (written || !isSaml(login))',
      'if (written || login.answerId)',
    ],
    ['each-attempt-at-once-has-an-id-of-its-own', TIME, 'id: loginId(ports.random.id())', 'id: asked.id'],
    [
      'who-was-overtaken-keeps-no-cookie',
      FLOW,
      'if (stored) {\n    keep(login.id, secret)',
      'keep(login.id, secret)\n  if (stored) {',
    ],
    ['an-end-is-let-out-where-it-is-the-one-that-is-stored', FLOW, REMOVED],
    [
      'a-login-that-is-ending-is-kept',
      FLOW,
      '!isEnding(login) && ',
      '',
      ['test/storage/memory/ephemeral-stores.test.ts'],
    ],
    ['nothing-is-decided-once-the-end-is', FLOW, REMOVED, TRANSITIONS],
    ['an-entry-of-another-under-this-id-is-none-of-ours', TIME, "mac === row.mac ? 'there' : 'another'", "'there'"],
  ]),
  ...checksOf(
    ['test/sessions/session-renewal.test.ts'],
    [
      [
        'a-service-takes-part-in-the-renewed-session',
        FLOW,
        'return renewed && asItIsNow(renewed, ports)',
        'return renewed && null',
      ],
      ['a-session-goes-on-as-one-of-its-own-account', FLOW, 'other?.account !== alone.account', 'other == null'],
    ],
  ),
  ...checksOf(VISIT, [
    [
      'another-tab-may-be-faster',
      TIME,
      "if (!(await ports.logins.replace(login))) throw new BrokerError('login-moved-on')",
      'await ports.logins.replace(login)',
    ],
  ]),
  ...checksOf(FIXATION, [
    [
      'the-form-token-is-of-the-session',
      FLOW,
      "`${login} ${browserKey} ${session ?? '-'}`",
      '`${login} ${browserKey}`',
      CROSS_SITE,
    ],
    [
      'the-form-token-is-of-the-login',
      FLOW,
      "`${login} ${browserKey} ${session ?? '-'}`",
      "`${session ?? '-'}`",
      CROSS_SITE,
    ],
    [
      'stores-keep-digests-of-session-cookies',
      'keys and secrets',
      "sessionId(digest.digest('session-cookie', secret))",
      'sessionId(secret)',
    ],
  ]),
  ...checksOf(
    [...FIXATION, 'test/login/take-proof.test.ts'],
    [
      [
        'a-waiting-proof-gets-a-new-cookie',
        FLOW,
        'const browserKey = browserKeyOf(ports.digest, secret)',
        'const browserKey = login.browserKey',
      ],
    ],
  ),
  ...checksOf(TRANSITIONS, [
    ['a-login-that-is-over-stays-over', FLOW, REMOVED],
    [
      'only-an-identified-login-is-confirmed',
      FLOW,
      "if (login.state !== 'identified') throw new BrokerError('login-moved-on')\n  return { ...login, version: login.version + 1, state: 'confirmed', release, remember, ticked }",
      "return { ...(login as ConfirmedLogin), version: login.version + 1, state: 'confirmed', release, remember, ticked }",
    ],
    ['only-a-confirmed-login-is-answered', FLOW, REMOVED],
    [
      'a-login-keeps-proofs-of-its-account-alone',
      FLOW,
      'evidenceOf(before).filter((piece) => isOf(piece, account))',
      'evidenceOf(before)',
    ],
  ]),
  ...checksOf(SESSION, [
    ['levels-age', TIME, 'age < limits[level].age', 'age < Infinity'],
    ['levels-end-without-action', TIME, 'idle < limits[level].idle', 'idle < Infinity'],
    [
      'sessions-that-are-left-behind-do-not-pile-up',
      TIME,
      'Math.min(at + limits[each].age, lastActionAt + limits[each].idle)',
      'Math.max(at + limits[each].age, lastActionAt)',
      ['test/login/expiry.test.ts'],
    ],
  ]),
  ...checksOf(REACHED, [
    [
      'a-blocked-method-proves-nothing',
      ASK,
      'boundMethod(account, piece)',
      'account.methods.find(({ method }) => method === piece.method)',
    ],
    ['a-proof-of-another-account-proves-nothing', ASK, 'bound && isOf(piece, account.id) ?', 'bound ?'],
    ['a-binding-caps-its-method', ASK, 'lowerOf(piece.level, bound.cap)', 'piece.level'],
    [
      'identity-is-at-most-as-good-as-its-proofing',
      ASK,
      'releasesIdentity ? lowerOf(proved, account.proofing.level) : proved',
      'proved',
    ],
  ]),
  ...checksOf(RELEASE, [
    ['a-pseudonymous-service-is-released-nothing', ASK, REMOVED],
    ['self-declared-values-are-basis', ASK, "held.origin === 'self-declared' ? 'basis' : held.level", 'held.level'],
    [
      'values-reach-the-level-that-is-needed',
      ASK,
      'return held && strongEnough(name, held, needed) ? held : null',
      'return held ?? null',
    ],
    ['values-leave-at-the-lower-level', ASK, 'level: lowerOf(levelOf(held), asserted)', 'level: levelOf(held)'],
    ['unticked-attributes-stay', ASK, 'required || ticked.has(name)', 'required || name !== null'],
  ]),
  ...checksOf(
    ['test/login/deleted-account.test.ts'],
    [
      [
        'an-answer-is-told-with-its-sector',
        FLOW,
        '(sector === null ? audit.append(entry, id) : sectors.append(entry, id, sector))',
        'audit.append(entry, id)',
        ['test/login/tell-end.test.ts'],
      ],
      ['a-sector-is-noted-with-its-first-answer', FLOW, REMOVED, ['test/storage/sql/sqlite-stores.test.ts']],
      ['a-deleted-account-has-no-sessions', FLOW, REMOVED],
      [
        'a-session-of-nobody-is-none',
        FLOW,
        'return unblocked(await ports.accounts.find(session.account)) && session',
        'return session',
      ],
    ],
  ),
]
