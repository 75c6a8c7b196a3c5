import type { PerCode, RefusalData } from '../../operators/findings.js'

/** Why an account is not shown or changed. */
export const HOTLINE_REFUSALS = {
  'account-unknown': () => 'There is no account of this user name',
  'account-several': () => 'Several accounts have this e-mail address; ask for the user name',
  'binding-unknown': ({ wanted, known }) =>
    `The account has no ${wanted}; it has ${known.join(', ') || 'none'}, see: servicekonto account show`,
  'binding-password': () => 'A password is not removed; block the account, or have it recovered',
  'binding-last': ({ binding }) =>
    `${binding} is the last way into the account; block or delete the account, or say --force if nobody is to get in`,
  'binding-phone': () => 'A blocked phone stays blocked; it is removed, and paired anew',
} satisfies Partial<PerCode<RefusalData, string>>
