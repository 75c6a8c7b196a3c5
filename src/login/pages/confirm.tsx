import { AttributeList, OptionalAttributes } from '../../ui/components/attribute-list.js'
import { Button } from '../../ui/components/button.js'
import { PostForm } from '../../ui/components/post-form.js'
import { RichText } from '../../ui/components/rich-text.js'
import { safeHref } from '../../ui/safe-href.js'
import { DECISIONS, FORM_FIELDS } from '../../ui/form-fields.js'
import type { Scope, View } from '../../ui/scope.js'
import type { ConfirmPage } from '../../ui/view-models.js'

/** Who asks, for what, and each attribute with its value and level (RULES: Confirm identity). */
export function confirmView(page: ConfirmPage, scope: Scope): View {
  const { texts, portal } = scope
  const { confirm } = texts
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
          <p class="kern-body">{confirm.pseudonym(page.method === 'password')}</p>
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
  const { confirm } = scope.texts
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
        {scope.texts.confirm.privacy(portal.name)}
      </a>
    </p>
  )
}
