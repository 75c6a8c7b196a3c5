import type { Finding } from '../../../../domain/finding.js'
import type { Scope } from '../../../../ui/page.js'
import { consoleTexts } from '../../texts/texts.js'
import { Badge } from './badge.js'

/** One finding as it is shown. */
export interface FindingLine extends Pick<Finding, 'rule' | 'severity' | 'message'> {
  readonly cure: string | null
  /** Who found it says it in this language alone; absent: in that of the page. */
  readonly saidIn?: 'en'
}

/** Of what is not done. */
export const REFUSED = { severity: 'error', cure: null } as const

const LOOKS = { info: 'info', warning: 'warning', error: 'danger' } as const

/** What is to be known or done, each with how much it matters. */
export function FindingList({ findings, scope }: { readonly findings: readonly FindingLine[]; readonly scope: Scope }) {
  const { severities } = consoleTexts(scope.language)
  return (
    <ul class="app-plain">
      {findings.map(({ rule, severity, message, cure, saidIn }, index) => (
        <li key={`${rule} ${index}`} data-finding={rule}>
          <p class="kern-body">
            <Badge look={LOOKS[severity]} label={severities[severity]} />{' '}
            <span lang={saidIn}>{cure === null ? message : `${message} ${cure}`}</span>
          </p>
        </li>
      ))}
    </ul>
  )
}
