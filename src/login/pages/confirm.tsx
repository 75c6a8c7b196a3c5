import type { TrustLevel } from '../../domain/trust-level.js'
import { Button, PostForm } from '../../ui/components/form.js'
import { RichText } from '../../ui/components/rich-text.js'
import { DECISIONS, FORM_FIELDS, type Form } from '../../ui/form-fields.js'
import { definePage, type Scope, type View } from '../../ui/page.js'
import { safeHref } from '../../ui/components/safe-link.js'
import { loginTexts } from '../texts/texts.js'
import { AttributeList, OptionalAttributes, type ConfirmAttribute } from './components/attribute-list.js'

export interface ConfirmModel {
  readonly form: Form
  /** Who is logged in; null if no account is kept for the login, or the account has no name. */
  readonly citizen: string | null
  /** Name of the portal's service that asks (AttributeConsumingService); null if it has none. */
  readonly serviceName: string | null
  readonly attributes: readonly ConfirmAttribute[]
  readonly level: TrustLevel
  /** Id of the method that proved the login; '' if none is to be named. */
  readonly method: string
  /** False if nothing can be remembered for a next login. */
  readonly canRemember: boolean
}

/** The page that shows who asks, what for, and each attribute with its value and level (RULES: Confirm identity). */
export const confirmPage = definePage('confirm', view)

function view(page: ConfirmModel, scope: Scope): View {
  const { portal } = scope
  const { confirm } = loginTexts(scope.language)
  const required = page.attributes.filter((attribute) => attribute.required)
  const optional = page.attributes.filter((attribute) => !attribute.required)
  return {
    title: confirm.title,
    problem: false,
    content: (
      <>
        <div class="app-stack--s">
          <h1 class="kern-heading-large">{confirm.title}</h1>
          <p class="kern-body">
            {page.citizen === null ? null : (
              <>
                <RichText of={confirm.signedInAs(page.citizen)} />{' '}
              </>
            )}
            {page.attributes.length > 0 ? confirm.gets(portal, page.serviceName) : confirm.getsLevelOnly(portal)}
          </p>
        </div>
        <PostForm form={page.form}>
          <AttributeList attributes={required} level={page.level} method={page.method} scope={scope} />
          {optional.length > 0 ? <OptionalAttributes attributes={optional} scope={scope} /> : null}
          <p class="kern-body">{confirm.pseudonym(scope.methodText(page.method).withheld)}</p>
          {page.canRemember ? <Remember scope={scope} /> : null}
          <p class="app-actions">
            <Button look="primary" label={confirm.confirm} name={FORM_FIELDS.decision} value={DECISIONS.confirm} />
            <Button look="secondary" label={confirm.cancel} name={FORM_FIELDS.decision} value={DECISIONS.cancel} />
          </p>
          {page.citizen === null ? null : (
            <p class="app-cancel">
              <Button
                look="tertiary"
                label={confirm.notMe(page.citizen)}
                name={FORM_FIELDS.decision}
                value={DECISIONS.other}
              />
            </p>
          )}
        </PostForm>
        <PrivacyLink scope={scope} />
      </>
    ),
  }
}

function Remember({ scope }: { readonly scope: Scope }) {
  const { confirm } = loginTexts(scope.language)
  return (
    <div class="kern-form-check app-remember">
      <input
        class="kern-form-check__checkbox"
        type="checkbox"
        id={FORM_FIELDS.remember}
        name={FORM_FIELDS.remember}
        value="yes"
        aria-describedby="remember-hint"
      />
      <label class="kern-label" for={FORM_FIELDS.remember}>
        {confirm.remember}
      </label>
      <p class="kern-hint" id="remember-hint">
        {confirm.rememberHint(scope.portal)}
      </p>
    </div>
  )
}

function PrivacyLink({ scope }: { readonly scope: Scope }) {
  const portal = scope.context.portal
  const href = portal?.privacyUrl ? safeHref(portal.privacyUrl) : null
  if (!portal || href === null) return null
  return (
    <p class="kern-body">
      <a class="kern-link" href={href}>
        {loginTexts(scope.language).confirm.privacy(portal.name)}
      </a>
    </p>
  )
}
