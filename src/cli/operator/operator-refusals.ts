import type { PerCode, RefusalData } from '../../operators/findings.js'

/** Why an operator or a tenant is not made or not changed. */
export const OPERATOR_REFUSALS = {
  'operator-unknown': () => 'There is no operator of this user name; see: servicekonto operator list',
  'operator-own': () => 'Nobody resets their own password; it is changed at /operator/zugang',
  'operator-no-factor': () =>
    'This operator has no second factor yet: whoever knows the new password would become them; create another one, and disable this one',
  'operator-changed': () => 'The operator was changed by somebody else meanwhile; look again and try again',
  'operator-role': ({ role, hotline }) => {
    if (hotline && role !== 'operator') return 'The right hotline is for --role operator; an admin has it anyway'
    return role === 'admin'
      ? 'An admin looks after all tenants; leave --tenant out'
      : `--role ${role} needs --tenant: whose services they look after`
  },
  'tenant-unknown': ({ tenant }) =>
    `There is no tenant "${tenant}"; make it with: servicekonto tenant create "${tenant}", or see: servicekonto tenant list`,
  'tenant-name': () =>
    'A tenant is called by 1 to 64 letters, digits, blanks, dots, dashes or underscores, the first a letter or digit',
  'tenant-taken': ({ tenant }) => `There is a tenant "${tenant}" already`,
} satisfies Partial<PerCode<RefusalData, string>>
