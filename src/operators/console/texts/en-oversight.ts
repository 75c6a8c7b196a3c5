import { actions } from './en-actions.js'
import type { ConsoleTexts } from './messages.js'

/** English texts of the page of citizens' accounts. */
export const accounts: ConsoleTexts['accounts'] = {
  title: 'Accounts',
  intro: 'For calls of citizens. Each look-up is logged, and the person may get to see it.',
  identifier: 'User name or e-mail address',
  identifierHint: 'Exactly as the person says it.',
  reason: 'Reason',
  reasonHint: 'For instance “call: phone stolen”. No names, please.',
  lookUp: 'Look up',
  problems: {
    identifier: 'Enter the user name or the e-mail address.',
    reason: 'Give the reason, in at most 300 characters.',
    expired: 'The look-up was too long ago. Please look the account up once more.',
  },
  foundTitle: 'Account found',
  fields: { username: 'User name', email: 'E-mail address', id: 'Id in the log', status: 'State' },
  states: { active: 'active', blocked: 'blocked' },
  nothing: '–',
  methods: 'Ways into the account',
  noMethods: 'No method leads into this account.',
  kinds: { factor: 'second factor', phone: 'phone', app: 'code app' },
  since: (day) => `since ${day}`,
  block: 'Block the account',
  blockHint: 'Nobody gets in any more. Sessions and logins under way end.',
  unblock: 'Unblock the account',
  unblockHint: 'The person can log in again then. Sessions that ended stay ended.',
  endSessions: 'End sessions',
  endSessionsHint: 'Signs the person out everywhere. They can log in again at once.',
  remove: 'Delete the account …',
  removeHint: 'You are asked first.',
  blockMethod: (method) => `Block “${method}”`,
  unblockMethod: (method) => `Unblock “${method}”`,
  removeMethod: (method) => `Remove “${method}”`,
  done: {
    blocked: 'The account is blocked, and its sessions have ended.',
    unblocked: 'The account is unblocked.',
    'sessions-ended': 'All sessions of the account have ended.',
    'method-blocked': 'The method is blocked, and the sessions have ended.',
    'method-unblocked': 'The method is unblocked.',
    'method-removed': 'The method is removed, and the sessions have ended.',
    deleted: 'The account is deleted.',
    unchanged: 'It was so already: nothing was changed.',
  },
  deleteTitle: 'Delete this account?',
  deleteAfter: [
    'All values, methods and releases go with the account. Sessions and logins under way end.',
    'It cannot be brought back. Portals will not know the person again.',
  ],
  deleteSubmit: 'Delete the account for good',
  keep: 'Do not delete',
}

/** English texts of the page of the kill switches. */
export const methods: ConsoleTexts['methods'] = {
  title: 'Methods',
  intro:
    'Here you switch a method off for all portals, for instance in an incident. It holds on all instances within 5 seconds.',
  states: { on: 'on', off: 'off' },
  offSince: (time) => `since ${time}`,
  disable: (method) => `Switch “${method}” off …`,
  enable: (method) => `Switch “${method}” on again`,
  done: {
    disabled: 'The method is off. What it has proved so far counts no more.',
    enabled: 'The method is on again.',
    unchanged: 'It was so already: nothing was changed.',
  },
  askTitle: (method) => `Switch “${method}” off?`,
  askAfter: [
    'Nobody can log in with it then, at any portal. Logins under way ask for another method.',
    'Sessions that rest on it alone end. They do not come back when you switch the method on again.',
  ],
  keep: 'Leave it on',
}

/** English texts of the page of the audit log. */
export const audit: ConsoleTexts['audit'] = {
  title: 'Audit log',
  intro: 'Who did what and when, newest first. This look-up is logged, too.',
  tenantAlone: (tenant) => `You see the entries that name a portal of the tenant ${tenant}.`,
  since: 'From',
  until: 'Until',
  timeHint: 'YYYY-MM-DD, in UTC',
  actor: 'Who',
  actorHint: 'broker, citizen, operator:… or cli:…',
  service: 'Portal (entityID)',
  action: 'Event',
  allActions: 'all',
  actions,
  errorId: 'Error id',
  filter: 'Filter',
  none: 'There is no entry like that.',
  caption: 'Entries, newest first',
  columns: { at: 'Time (UTC)', seq: 'No.', actor: 'Who', sentence: 'What' },
  older: 'Older entries',
  newest: 'To the newest',
  exportAs: (format) => `Download as ${format}`,
}
