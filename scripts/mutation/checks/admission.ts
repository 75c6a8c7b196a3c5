import { checksOf, REMOVED, type Check } from '../check.js'

const CROWD = ['test/http/attacks/crowd.test.ts']
const BACK_CHANNEL = ['test/http/admission/back-channel.test.ts']
const PLACES = ['test/http/admission/admission.test.ts']
const ROOM = 'room for those who have begun'

/** What holds when more come than there is room for. */
export const ADMISSION_CHECKS: readonly Check[] = [
  ...checksOf(CROWD, [
    ['health-is-never-shed', ROOM, 'FOR_OPERATORS.has(path)', 'path === ""'],
    [
      'what-is-shed-has-done-nothing',
      ROOM,
      'if (admission.admit({ request, response, kind, cookie, work })) return',
      'if (admission.admit({ request, response, kind, cookie, work })) return\n    listener(request, response)',
    ],
    [
      'a-forged-session-cookie-has-no-share',
      ROOM,
      "sameText(secret, sessionSecretOf(secret.split('.')[0] ?? '', digest))",
      "sameText('', '') || secret === sessionSecretOf('', digest)",
    ],
    ['a-forged-login-cookie-has-no-share', ROOM, 'isLoginSecret(id, secret, ports)', "`${id}${secret}` !== ''"],
    ['a-wait-takes-no-place-of-work', ROOM, REMOVED],
  ]),
  ...checksOf(BACK_CHANNEL, [
    ['junk-at-the-back-channel-has-not-the-whole-share', ROOM, 'SOAP.has(path) ? path : null', 'null'],
  ]),
  ...checksOf(PLACES, [
    ['new-logins-are-shed-first', ROOM, 'ANSWERED_WITHIN * SHARE[kind]', 'ANSWERED_WITHIN * SHARE.known'],
    [
      'one-cookie-has-not-the-whole-share',
      ROOM,
      'ofCookie.of(cookie) >= (OF_ONE_ADDRESS.get(cookie) ?? OF_ONE_COOKIE)',
      'ofCookie.of(cookie) < 0',
    ],
    ['what-is-open-has-a-bound', ROOM, REMOVED],
    ['a-place-ends-with-its-answer', ROOM, REMOVED],
    ['a-place-ends-with-its-connection', ROOM, REMOVED],
  ]),
]
