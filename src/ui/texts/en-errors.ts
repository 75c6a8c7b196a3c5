import type { ErrorFacts, Messages } from './messages.js'

const innocent = 'You did nothing wrong.'
const again = 'Please start again in the portal.'
const goOn = ({ canContinue }: ErrorFacts): string => (canContinue ? 'Please go on with your current login.' : again)

/** The error pages in English. */
export const errorsEn = {
  'unknown-portal': ({ portal }) => ({
    title: 'The login cannot start',
    what: portal
      ? `The request from “${portal}” names an address that is not registered with us.`
      : 'The portal that you come from is not registered with us.',
    means: `That is why we do not send you back there. ${innocent}`,
    next: 'Please go to the website of your town or city. Try again from there.',
  }),
  'bad-request': () => ({
    title: 'The login cannot start',
    what: 'The request from the portal was faulty.',
    means: `We cannot log you in with it. ${innocent}`,
    next: 'Please go back to the portal and start again.',
  }),
  'artifact-request': ({ portal }) => ({
    title: 'The login cannot start',
    what: `${portal ? `“${portal}”` : 'The portal'} asks in a way that we do not take.`,
    means: `We cannot log you in with it. ${innocent}`,
    next: 'Please tell the portal. Name the error number.',
  }),
  'used-or-old': () => ({
    title: 'This login is over',
    what: 'This login has been used already, or it is too old.',
    means: 'For your safety each login works only once, and only for a short time.',
    next: again,
  }),
  'left-open': (facts) => ({
    title: 'Your login has run out',
    what: 'Your login was left open for too long.',
    means: `For your safety a login is good for 30 minutes. We have passed nothing on. ${innocent}`,
    next: facts.canContinue
      ? 'Please start again.'
      : `Please go back to ${facts.portal ? `“${facts.portal}”` : 'the portal'}, or start again there.`,
  }),
  'portal-disabled': ({ portal }) => ({
    title: 'This login is not possible at the moment',
    what: `${portal ? `“${portal}”` : 'This portal'} is switched off at the moment.`,
    means: `The people who run it know about it. ${innocent}`,
    next: 'Please try again later.',
  }),
  'child-disabled': ({ portal }) => ({
    title: 'This login is not possible at the moment',
    what: `${portal ? `“${portal}”` : 'The portal'} asks for a service that is switched off at the moment.`,
    means: `That is why we handed on no data. ${innocent}`,
    next: 'Please go back to the portal and try again later.',
  }),
  'portal-changed': ({ portal }) => ({
    title: 'This login cannot go on',
    what: `${portal ? `“${portal}”` : 'The portal'} has a new address for your data now.`,
    means: `That is why we sent nothing there. ${innocent}`,
    next: 'Please go back to the portal and start again.',
  }),
  'no-cookie': ({ host }) => ({
    title: 'Your login cannot go on here',
    what: 'We can no longer find your login in this browser.',
    means:
      'Perhaps too much time has passed, or the link is old. Perhaps you started in another browser. Perhaps this browser blocks cookies.',
    next: `${again} Does that not help? Then please allow cookies for ${host}.`,
  }),
  'moved-on': (facts) => ({
    title: 'Your login has already moved on',
    what: 'This page belongs to an earlier step of your login.',
    means: 'This happens with the back button, for example, or in a second window.',
    next: goOn(facts),
  }),
  'form-expired': (facts) => ({
    title: 'This page is out of date',
    what: 'This page no longer fits your login.',
    means: 'So we did not use what you entered.',
    next: goOn(facts),
  }),
  'too-many-tries': ({ until, canContinue }) => ({
    title: 'Please take a short break',
    what: until ? `Too many attempts. Please wait until ${until}.` : 'Too many attempts. Please wait a while.',
    means: 'This is how we keep others from guessing passwords.',
    next: canContinue ? 'With another way to log in you can still go on.' : 'Try again after the break.',
  }),
  'our-fault': () => ({
    title: 'Sorry, that did not work',
    what: 'Something went wrong on our side. It is not your fault.',
    means: 'We have recorded the fault.',
    next: 'Please try again in a few minutes.',
  }),
  busy: () => ({
    title: 'We are very busy at the moment',
    what: 'Very many people are logging in right now. That is why we could not take your request.',
    means: innocent,
    next: 'Please wait a few seconds and reload the page. Your login goes on where it was.',
  }),
  unavailable: () => ({
    title: 'We cannot be reached at the moment',
    what: 'The Servicekonto cannot be reached at the moment. We are working on it.',
    means: innocent,
    next: 'Please try again in a few minutes.',
  }),
  'not-found': () => ({
    title: 'This page does not exist',
    what: 'There is no page at this address.',
    means: 'Perhaps the link is old or not complete.',
    next: 'Please check the address. The login to a service always starts in its portal.',
  }),
  'too-many-checks': ({ until }) => ({
    title: 'Please take a short break',
    what: 'More than 30 checks a minute came from your connection.',
    means: 'We have not checked this request.',
    next: until ? `Go on from ${until}.` : 'Go on after a minute.',
  }),
  'no-right': () => ({
    title: 'Your role does not allow this',
    what: 'You are signed in, but this page is none of your role.',
    means: 'We have changed nothing.',
    next: 'Do you need this page? Then ask an administrator.',
  }),
  'account-blocked': () => ({
    title: 'Your account is blocked',
    what: 'Nobody can log in with this account now.',
    means: 'We have passed on nothing.',
    next: 'Please contact support.',
  }),
  'logout-refused': ({ portal }) => ({
    title: 'Logging out did not work like this',
    what: portal ? `The request of “${portal}” to log out is not valid.` : 'The request to log out is not valid.',
    means: 'You may still be logged in here. You have done nothing wrong.',
    next: 'Please log out on this page.',
  }),
  'upstream-answer': ({ canContinue }) => ({
    title: 'Logging in with the other account did not work',
    what: 'We could not verify what the other account answered.',
    means: 'So you are not logged in. We have passed on nothing. You have done nothing wrong.',
    next: canContinue
      ? 'Please try it again, or choose another way to log in.'
      : 'Please go back to the portal and begin again.',
  }),
  'too-many-look-ups': ({ until }) => ({
    title: 'That is all for this hour',
    what: until
      ? `One can look up 60 accounts in an hour. It goes on at ${until}.`
      : 'One can look up 60 accounts in an hour.',
    means: 'We have looked nothing up and changed nothing.',
    next: 'Does a call need help at once? Then ask an administrator.',
  }),
  'bad-input': () => ({
    title: 'We cannot accept this input',
    what: 'Something is missing in the input, or we cannot read it.',
    means: 'We have stored nothing and passed nothing on.',
    next: 'Please go back one page and try again.',
  }),
} satisfies Messages['error']['texts']
