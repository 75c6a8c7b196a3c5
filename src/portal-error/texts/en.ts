import { portalOr, quoted } from '../../ui/texts/en.js'
import type { PortalErrorTexts } from './messages.js'

/** English texts of the page behind our errorURL. */
export const en: PortalErrorTexts = {
  kinds: {
    IDENTIFICATION_FAILURE: (portal) => ({
      title: 'The portal lacks data',
      what: `${portalOr(portal, 'The portal')} did not receive all the data from us that it needs.`,
      next: 'Log in once more in the portal. Tick the optional data as well. If that does not help, please ask the portal.',
    }),
    AUTHENTICATION_FAILURE: (portal) => ({
      title: 'This login is not enough',
      what: `${portalOr(portal, 'The portal')} needs a login that is more secure.`,
      next: 'Log in once more in the portal. Choose another way to log in, for example the online ID card.',
    }),
    AUTHORIZATION_FAILURE: (portal) => ({
      title: 'The portal does not let you go on',
      what: `Your login with us worked. But ${portal ? quoted(portal) : 'the portal'} decides who may do what.`,
      next: 'Please ask the portal what is missing.',
    }),
    OTHER_ERROR: (portal) => ({
      title: 'Something went wrong in the portal',
      what: `${portalOr(portal, 'The portal')} could not complete your login.`,
      next: 'Please start again in the portal. If that does not help, ask there.',
    }),
    unknown: () => ({
      title: 'Help if a portal does not let you go on',
      what: 'A portal sends you here if something goes wrong after the login. At present we know of no error.',
      next: 'A login always begins in the portal of your town. If something goes wrong there, please ask the portal.',
    }),
  },
  missing: 'The portal lacks:',
  needsLevel: (level) => `It demands the level ${quoted(level)}.`,
  tellThis: 'If you ask for help, please tell:',
  time: 'Time',
  transaction: 'Number in the portal',
}
