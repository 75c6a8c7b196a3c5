import { AUDIT_ACTIONS } from '../../src/domain/audit-event.js'
import { formatted, table } from './markdown.js'

type Side = (typeof AUDIT_ACTIONS)[keyof typeof AUDIT_ACTIONS]['before' | 'after']

/** docs/audit.md, from the catalogue of the audit log. */
export const auditManual = (): Promise<string> =>
  formatted([
    '# The audit log',
    '<!-- Made from src/domain/audit-event.ts (npm run docs); do not edit by hand. -->',
    `Each entry says who did what, when, to what, and how it was before and after. It is written with the change, or the
change does not happen. The actor is \`cli:<user of the system>\`, \`broker\` or \`citizen\`. No entry holds names, dates of
birth, addresses or e-mail of citizens: accounts appear by their random id. Who looks entries up is in it too; a look-up takes
no names. How the log is sealed, verified and searched: [Audit-Protokoll](betriebshandbuch/audit.md).`,
    table(
      ['action', 'what happened', 'subject', 'before', 'after'],
      Object.entries(AUDIT_ACTIONS).map(([action, { says, subject, before, after }]) => [
        `\`${action}\``,
        says,
        subject,
        shown(before),
        shown(after),
      ]),
    ),
  ])

function shown(side: Side): string {
  if (side === null) return ''
  if ('holds' in side) return side.holds
  return Object.entries<{ readonly holds: string; readonly isOptional?: true }>(side)
    .map(([name, { holds, isOptional }]) => `\`${name}\` (${holds}${isOptional ? ', where there is one' : ''})`)
    .join(', ')
}
