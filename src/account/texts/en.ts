import type { AccountTexts } from './messages.js'

/** English texts of the start page, and of the pages before and after the citizen logs out. */
export const en: AccountTexts = {
  start: {
    title: 'Start page',
    heading: (site) => `${site}: one account for many online services`,
    what: 'With this account you log in to online services of German towns, districts and states.',
    beginsAtPortal: 'The login to a service always starts in its portal, not on this page.',
    stepsHeading: 'How it works',
    steps: [
      'Open the portal of your town or city.',
      'Choose “Anmelden” (log in) there. That brings you here.',
      'Choose a way to log in and prove who you are.',
      'See which data the portal receives, and confirm.',
    ],
    youDecide: 'We pass on data only after you confirm. Then you are back in the portal.',
    methodsHeading: 'Ways to log in',
    accountHeading: 'Your account',
    signIn: 'Log in',
    signInWhy: 'To see and change your account itself, log in here.',
    easySections: null,
  },
  logout: {
    title: (site) => `Log out of ${site}?`,
    what: 'Is this not your own device? Then please log out.',
    portals: 'In the portals you stay logged in until you log out there.',
  },
  signedOut: {
    title: 'You are logged out',
    done: 'Nobody is logged in at the Servicekonto in this browser any more.',
    what: 'Are you still logged in at a portal? Please log out there too.',
  },
}
