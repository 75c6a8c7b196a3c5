import type { LogoutTexts } from './messages.js'

/** English texts of logging out. */
export const en: LogoutTexts = {
  ask: {
    title: (site) => `Log out of ${site}?`,
    what: 'Is this not your own device? Then please log out.',
    openLogin: 'A login in this browser has not come to its end yet.',
    left: 'Your login here has run out. Portals may not know that yet.',
    portals: 'We also log you out of the portals that you logged in to with it.',
  },
  signedOut: {
    title: 'You are logged out',
    done: 'Nobody is logged in at the Servicekonto in this browser any more.',
    what: 'Are you still logged in at a portal? Please log out there too.',
  },
  onTheWay: {
    title: 'Log out of other portals too',
    here: 'You are logged out of the Servicekonto.',
    portals: 'You may still be logged in at these portals:',
    how: 'One click logs you out of them, one after the other. Then you are back here.',
    next: (portal) => `Log out of: ${portal}`,
    skipped: 'Does a portal not answer? Come back here. It goes on with the next one.',
  },
  telling: {
    title: 'We are logging you out of other portals',
    here: 'You are logged out of the Servicekonto.',
    soon: 'This takes a few seconds only.',
    look: 'Look now',
  },
  everywhere: {
    title: 'You are logged out',
    done: 'You are logged out of the Servicekonto and of these portals.',
  },
  notEverywhere: {
    title: 'You are logged out here, but not everywhere',
    done: 'You are logged out of the Servicekonto. It did not work at some portals.',
    whatToDo: 'Please log out there yourself. On a device that is not yours, then close all windows.',
  },
  signedIn: {
    title: 'Somebody is logged in in this browser',
    here: 'You are not logged out of the Servicekonto here.',
    portals: 'This became of the logout at these portals:',
  },
  listHeading: 'Portals',
  states: {
    waiting: 'not logged out yet',
    telling: 'being logged out just now',
    done: 'logged out',
    failed: 'not logged out: the portal reports an error',
    unknown: 'maybe still logged in: the portal did not answer',
    unsupported: 'maybe still logged in: you cannot be logged out of the portal from here',
  },
  toPortal: (portal) => `Open ${portal}`,
  back: (portal) => `Back to: ${portal}`,
  toStart: 'To the start page',
  handOver: {
    title: (portal) => `On to: ${portal}`,
    what: 'You are being taken there.',
    withoutScript: 'Please press the button.',
    submit: 'Continue',
  },
}
