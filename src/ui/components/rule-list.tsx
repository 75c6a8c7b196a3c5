import type { CheckedRule } from '../../domain/request-rules.js'
import type { Scope } from '../page.js'
import { requestRuleTexts } from '../texts/request-rules.js'

interface RuleListProps {
  readonly checks: readonly CheckedRule[]
  readonly scope: Scope
}

const LOOKS = { passed: 'success', failed: 'danger', open: 'info' } as const

/** The checks of a request, each with what it demands; with the place and what to do where it did not hold. */
export function RuleList({ checks, scope }: RuleListProps) {
  const { rules, went } = requestRuleTexts(scope.language)
  return (
    <ul class="app-plain">
      {checks.map((check) => (
        <li key={check.rule} data-rule={check.rule} data-went={check.went} class="app-rule">
          <p class="app-rule__went">
            <span class={`kern-badge kern-badge--${LOOKS[check.went]}`}>
              <span class={`kern-icon kern-icon--${LOOKS[check.went]}`} aria-hidden="true" />
              <span class="kern-label kern-label--small">{went[check.went]}</span>
            </span>
          </p>
          <div>
            <p class="kern-body">
              <strong>{rules[check.rule].title}:</strong> <span>{rules[check.rule].demands}</span>
            </p>
            {check.went === 'failed' ? <Broken check={check} scope={scope} /> : null}
          </div>
        </li>
      ))}
    </ul>
  )
}

function Broken({ check, scope }: { readonly check: CheckedRule & { went: 'failed' }; readonly scope: Scope }) {
  const { rules, place } = requestRuleTexts(scope.language)
  return (
    <>
      {check.detail === null ? null : (
        <p class="kern-body">
          {place}{' '}
          <span class="app-literal" lang="en">
            {check.detail}
          </span>
        </p>
      )}
      <p class="kern-body">{rules[check.rule].cure}</p>
    </>
  )
}
