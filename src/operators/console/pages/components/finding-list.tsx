import type { Finding } from '../../../../domain/finding.js'
import type { Scope } from '../../../../ui/page.js'
import { consoleTexts } from '../../texts/texts.js'
import { Badge } from './badge.js'

/** One finding as it is shown. */
export interface FindingLine extends Pick<Finding, 'rule' | 'severity' | 'message'> {
  readonly cure: string | null
  /** Who found it says it in this language alone; absent: in that of the page. */
  readonly saidIn?: 'en'
  /** What that means, in the language of the page; null: the message has to do. */
  readonly meaning?: string | null
}

/** Of what is not done. */
export const REFUSED = { severity: 'error', cure: null } as const

/** A refusal by whoever reads or fetches metadata: they speak English alone, so that what it means comes with it. */
export const readerLine = (rule: string, message: string, { language }: Pick<Scope, 'language'>): FindingLine => ({
  ...REFUSED,
  rule,
  message,
  ...(language === 'en' ? {} : { saidIn: 'en', meaning: consoleTexts(language).rules[rule] ?? null }),
})

/** The words of a finding: what it means first, where it is said in another language. */
export function FindingText({ line: { message, cure, saidIn, meaning } }: { readonly line: FindingLine }) {
  return (
    <>
      {meaning ? `${meaning} ` : null}
      <span lang={saidIn}>{cure === null ? message : `${message} ${cure}`}</span>
    </>
  )
}

const LOOKS = { info: 'info', warning: 'warning', error: 'danger' } as const

/** What is to be known or done, each with how much it matters. */
export function FindingList({ findings, scope }: { readonly findings: readonly FindingLine[]; readonly scope: Scope }) {
  const { severities } = consoleTexts(scope.language)
  return (
    <ul class="app-plain">
      {findings.map((line, index) => (
        <li key={`${line.rule} ${index}`} data-finding={line.rule}>
          <p class="kern-body">
            <Badge look={LOOKS[line.severity]} label={severities[line.severity]} /> <FindingText line={line} />
          </p>
        </li>
      ))}
    </ul>
  )
}
