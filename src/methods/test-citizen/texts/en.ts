import type { TestTexts } from './messages.js'

export const en: TestTexts = {
  names: {
    password: {
      row: 'With user name and password',
      label: 'User name and password',
      hint: 'A stand-in: you choose a test person and need no password.',
    },
    elster: {
      row: 'With an ELSTER certificate',
      label: 'ELSTER certificate',
      hint: 'A stand-in: you choose a test person and need no certificate.',
    },
    eid: {
      row: 'With the online ID card',
      label: 'Online ID card',
      hint: 'A stand-in: you choose a test person and need no card.',
    },
  },
  title: (method) => `${method}: choose a test person`,
  invented: 'All of these people are invented.',
  citizen: (name, temporary) => (temporary ? `${name} (without an account)` : name),
  chosen: (name) => `The next logins are of ${name}`,
  nobody: 'This browser has chosen no test person',
  choose: 'Choose a test person. Without one, each login asks for it.',
  goesOn: {
    page: 'This holds for this browser. Each login stops at the page to confirm.',
    confirm: 'This holds for this browser. Each login confirms all data by itself.',
    decline: 'This holds for this browser. Each login declines the release by itself.',
    cancel: 'This holds for this browser. Each login cancels by itself.',
  },
  forget: 'No test person any more',
}
