import { LinkButton } from '../../ui/components/link-button.js'
import { RichText } from '../../ui/components/rich-text.js'
import type { RecoveryCodesPage } from './factor-models.js'
import type { Scope, View } from '../../ui/scope.js'

/** The codes that stand in for a lost second factor, shown this once. */
export function recoveryCodesView(page: RecoveryCodesPage, scope: Scope): View {
  const { codes } = scope.texts.factor
  return {
    title: codes.title,
    problem: false,
    content: (
      <>
        <div class="app-stack--s">
          <h1 class="kern-heading-large">{codes.title}</h1>
          {page.withFactor ? <p class="kern-body">{codes.added}</p> : null}
          <p class="kern-body">{codes.intro}</p>
          <p class="kern-body">
            <RichText of={codes.once} />
          </p>
        </div>
        <ol class="app-codes">
          {page.codes.map((code) => (
            <li key={code} data-testid="recovery-code">
              {(code.match(/.{1,4}/g) ?? []).join(' ')}
            </li>
          ))}
        </ol>
        <p class="app-actions">
          <LinkButton look="primary" href={page.back} label={codes.done} />
        </p>
      </>
    ),
  }
}
