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
      hint: 'For example 9 3 1987. If the day is unknown, leave it empty. If the month is unknown, leave the day empty too.',
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
      `${portalOr(portal, 'The service')} receives nothing about you but the level of assurance:`,
    optional: 'Optional data',
    optionalHint: 'Untick what you do not want to pass on.',
    selfDeclared: 'level basic, stated by yourself',
    atLevel: (level) => `level ${level}`,
    pseudonym: (withheld) =>
      `The portal also receives an identifier that is valid only there. ${
        withheld ?? 'It does not learn of your logins at other portals.'
      }`,
    remember: 'Skip this question next time',
    rememberHint: (portal) =>
      `This applies to ${portalOr(portal, 'this service')} only. If the data changes, we ask again.`,
    confirm: 'Confirm and continue',
    cancel: 'Do not pass on',
    privacy: (portal) => `Privacy at ${quoted(portal)}`,
  },
}
