import { backTo, portalOr, quoted } from '../../ui/texts/en.js'
import { strong } from '../../ui/texts/messages.js'
import type { ReleaseTexts } from './messages.js'

/** English texts about what a portal gets, and what it still needs. */
export const release: ReleaseTexts = {
  profile: {
    title: 'Add your details',
    intro: (portal, count) =>
      count === 1
        ? `${portalOr(portal, 'The service')} needs this detail. It is not in your account yet.`
        : `${portalOr(portal, 'The service')} needs these details. They are not in your account yet.`,
    submit: 'Save and continue',
    cancel: 'Cancel',
    summary: 'Please check what you entered',
    birthDate: {
      hint: 'For example 9 3 1987.',
      unknown: {
        question: 'Day or month unknown?',
        answer: 'If the day is unknown, leave it empty. If the month is unknown, leave the day empty too.',
      },
      missing: 'Enter your date of birth.',
      tooManyDays: (month, days) => `${month} had only ${days} days.`,
      day: 'Day',
      month: 'Month',
      year: 'Year',
    },
    hints: {
      givenName: 'All first names as in your ID document.',
      nationality: 'Code as in your passport, for example D for Germany.',
      phone: 'For example +49 241 5550100.',
    },
    choose: 'Please choose',
    problems: {
      missing: () => 'This detail is missing.',
      characters: (character) => `We cannot store the character ${quoted(character)}. Please write it differently.`,
      date: () => 'This date cannot be right. Please check day, month and year.',
      'too-long': () => 'This text is too long. Please shorten it.',
      format: () => 'Please check the spelling.',
    },
    impossible: {
      title: (count) =>
        count === 1 ? 'A detail is missing in your account' : 'Some details are missing in your account',
      intro: (portal) => `${portalOr(portal, 'The service')} also needs from you:`,
      meaning: 'You cannot add this here. So this login cannot be completed.',
      canBeRead: 'We can read this from your ID card. After that you go on here.',
      wayOut: (portal) =>
        `Contact the office directly. You find its contact details ${portal ? `at ${quoted(portal)}` : 'in the portal'}.`,
      back: backTo,
    },
  },
  confirm: {
    notMe: (citizen) => `Not ${citizen}? Log in with another account`,
    title: 'Pass on this data?',
    signedInAs: (citizen) => ['You are logged in as ', strong(citizen), '.'],
    gets: (portal, service) =>
      `${portalOr(portal, 'The service')} receives this data${service ? ` for ${quoted(service)}` : ''}:`,
    getsLevelOnly: (portal) =>
      `${portalOr(portal, 'The service')} receives nothing about you. We only say there how secure your login is:`,
    titleWithoutData: (portal) =>
      portal ? `Go on to ${quoted(portal)} without your name?` : 'Go on without your name?',
    cancelWithoutData: 'Cancel',
    optional: 'Optional data',
    optionalHint: (portal) =>
      `This data is optional. Tick what ${portalOr(portal, 'the service')} should receive in addition.`,
    tickAll: 'Tick all',
    tickNone: 'Untick all',
    origins: {
      'self-declared': () => ({
        group: (_count, level) => `You entered this yourself (level ${level}).`,
        rest: (level) => `Unless it says otherwise, you entered this yourself (level ${level}).`,
        note: (level) => `entered by yourself (level ${level})`,
      }),
      eid: () => ({
        group: (_count, level) => `This comes from your ID card (level ${level}).`,
        rest: (level) => `Unless it says otherwise, this comes from your ID card (level ${level}).`,
        note: (level) => `from your ID card (level ${level})`,
      }),
      clerk: () => ({
        group: (_count, level) => `An office has checked this (level ${level}).`,
        rest: (level) => `Unless it says otherwise, an office has checked this (level ${level}).`,
        note: (level) => `checked by an office (level ${level})`,
      }),
      upstream: (account) => ({
        group: (_count, level) => `This comes from ${quoted(account)} (level ${level}).`,
        rest: (level) => `Unless it says otherwise, this comes from ${quoted(account)} (level ${level}).`,
        note: (level) => `from ${quoted(account)} (level ${level})`,
      }),
    },
    identifiedBy: 'How you identified yourself',
    levelIs: 'level',
    pseudonym: (withheld) =>
      `The portal also receives an identifier that is valid only there. ${
        withheld ?? 'It does not learn of your logins at other portals.'
      }`,
    subjectId: {
      label: 'Shared identifier',
      value: 'always the same long series of characters',
      meaning: 'Several portals receive the same shared identifier. They can recognise you by it.',
    },
    remember: 'Skip this question next time',
    rememberHint: (portal) =>
      `This applies to ${portalOr(portal, 'this service')} only. If the data changes, we ask again. You cannot take it back yourself yet.`,
    confirm: 'Confirm and continue',
    cancel: 'Do not pass on',
    keep: {
      question: 'Would you like an account here?',
      meaning: (name) =>
        `You come with ${quoted(name)}. We keep nothing of it. With an account here it is faster next time.`,
      openAccount: 'Create an account',
      linkAccount: 'Link my account',
    },
    accountMade: 'Your account has been created. Next time, log in the same way.',
    stays: {
      until: 'You stay logged in here until you log out or close the browser.',
      sharedDevice: 'On a shared device:',
      logout: 'log out afterwards',
    },
    privacy: (portal) => `Privacy at ${quoted(portal)}`,
    reasons: { purpose: 'What for', legalBasis: 'Legal basis' },
  },
}
