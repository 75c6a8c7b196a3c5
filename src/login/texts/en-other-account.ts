import { quoted } from '../../ui/texts/en.js'
import type { OtherAccountTexts, UnlinkedTexts } from './messages.js'

/** English texts about other accounts. */
export const otherAccount: OtherAccountTexts = {
  linkOrCreate: (name) => linkOrCreate(name),
  proveAccount: (name) => ({
    title: 'Which account do you want to connect?',
    intro: `Log in to this account once. After that ${quoted(name)} is valid for it too.`,
  }),
  gaveUp: {
    declined: (name) => `You were not logged in at ${quoted(name)}. Try again, or choose another way to log in.`,
    level: (name) =>
      `${quoted(name)} does not reach the level that is needed here. Please choose another way to log in.`,
    'not-possible': (name) => `${quoted(name)} does not work now. Try again later, or choose another way to log in.`,
  },
}

const linkOrCreate = (name: string): UnlinkedTexts => ({
  situations: situationsOf(quoted(name)),
  choices: choicesOf(quoted(name)),
  readAgain: 'For this you log in there once more.',
  changedName: changedNameOf(quoted(name)),
})

const situationsOf = (named: string): UnlinkedTexts['situations'] => ({
  unknown: {
    title: 'How would you like to go on?',
    intro: () => `You come with ${named}. It does not belong to any account here yet.`,
  },
  renewed: {
    title: 'You have an account already',
    intro: () => `You come with ${named}. There is an account of yours already.`,
  },
  'signed-in': {
    title: `Connect ${named} with your account?`,
    intro: (citizen) =>
      `${citizen ? `You are logged in as ${citizen}. ` : ''}${named} does not belong to any account here yet.`,
  },
  'another-person': {
    title: `${named} does not match the account`,
    intro: () => 'The name or date of birth differs from the account. We connected nothing and passed on nothing.',
  },
})

const choicesOf = (named: string): UnlinkedTexts['choices'] => ({
  'open-account': {
    label: () => 'Create an account',
    hint: () => `We store what ${named} tells of you. Next time it is faster.`,
  },
  'link-account': {
    label: () => 'Connect with my account',
    hint: () => 'You have an account already. Log in to it once now.',
  },
  'link-session': {
    label: (_portal, citizen) => (citizen ? `Connect with the account of ${citizen}` : 'Connect with this account'),
    hint: () => `After that you can log in with ${named} too.`,
  },
  'link-renewed': {
    label: () => 'Use it for this account',
    hint: () => `After that you can log in with ${named} too.`,
  },
  temporary: {
    label: () => 'Continue without an account',
    hint: (portal) => `${portal ? quoted(portal) : 'The service'} receives what it needs. We do not store any of it.`,
  },
  'leave-account': {
    label: (_portal, citizen) => (citizen ? `Log ${citizen} out` : 'Log out'),
    hint: () => `After that you go on with ${named}.`,
  },
  back: {
    label: (_portal, citizen) => (citizen ? `Stay logged in as ${citizen}` : 'Back'),
    hint: () => `You do not need ${named} then.`,
  },
  cancel: {
    label: (portal) => (portal ? `Cancel and go back to ${quoted(portal)}` : 'Cancel'),
    hint: () => 'We store nothing and pass on nothing.',
  },
})

const changedNameOf = (named: string): UnlinkedTexts['changedName'] => ({
  question: 'Did you marry, or has your name changed?',
  why: `Then your account still has your earlier name. So we cannot connect ${named} with it.`,
  goOn: (citizen) => `You can go on with ${named} alone: choose “${citizen ? `Log ${citizen} out` : 'Log out'}”.`,
  beginAnew: `Cancel, and log in anew from the portal: use ${named} alone then.`,
})
