import type { AttributeName } from '../../domain/identity.js'
import type { Instant } from '../../domain/instant.js'
import type { TrustLevel } from '../../domain/trust-level.js'
import { Button, PostForm } from '../../ui/components/form.js'
import { RichText } from '../../ui/components/rich-text.js'
import { DECISIONS, FORM_FIELDS, type Form } from '../../ui/form-fields.js'
import { definePage, type Scope, type View } from '../../ui/page.js'
import { loginTexts } from '../texts/texts.js'

/** A method bound to the account, as the citizen knows it. */
export interface BoundMethodRow {
  /** The value that names it in the form. */
  readonly mark: string
  readonly method: string
  readonly name: string | null
  readonly boundAt: Instant
}

/**
 * The account's proofing rose: the methods bound before are confirmed, or count as before (RULES: Trust level of a
 * login 4).
 */
export interface ReviewMethodsModel {
  readonly form: Form
  readonly level: TrustLevel
  readonly methods: readonly BoundMethodRow[]
  readonly contacts: readonly { readonly name: AttributeName; readonly value: string }[]
}

/**
 * No method is ticked from the start: one that somebody else may have bound counts no more than before unless the
 * citizen says so.
 */
export const reviewMethodsPage = definePage('review-methods', view, { isEasy: true })

function view(page: ReviewMethodsModel, scope: Scope): View {
  const { levels } = scope.texts
  const { reviewMethods } = loginTexts(scope.language)
  return {
    title: reviewMethods.title,
    problem: false,
    content: (
      <>
        <div class="app-stack--s">
          <h1 class="kern-heading-large">{reviewMethods.title}</h1>
          <p class="kern-body">
            <RichText of={reviewMethods.intro(levels[page.level])} />
          </p>
        </div>
        <PostForm form={page.form}>
          <fieldset class="app-optional">
            <legend class="kern-heading-small">{reviewMethods.legend}</legend>
            {page.methods.map((bound, index) => (
              <Row key={bound.mark} bound={bound} id={`bound-${index}`} scope={scope} />
            ))}
          </fieldset>
          <Contacts page={page} scope={scope} />
          <p class="app-actions">
            <Button
              look="primary"
              label={reviewMethods.submit}
              name={FORM_FIELDS.decision}
              value={DECISIONS.continue}
            />
          </p>
        </PostForm>
      </>
    ),
  }
}

function Contacts({ page, scope }: { readonly page: ReviewMethodsModel; readonly scope: Scope }) {
  const { attributes } = scope.texts
  const { reviewMethods } = loginTexts(scope.language)
  if (page.contacts.length === 0) return null
  return (
    <div class="app-stack--s">
      <h2 class="kern-heading-small">{reviewMethods.contacts}</h2>
      <dl class="app-attributes">
        {page.contacts.map(({ name, value }) => (
          <div key={name} class="app-attribute">
            <dt>{attributes[name]}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <p class="kern-body">{reviewMethods.contactsHint}</p>
    </div>
  )
}

interface RowProps {
  readonly bound: BoundMethodRow
  readonly id: string
  readonly scope: Scope
}

function Row({ bound, id, scope }: RowProps) {
  const { label } = scope.methodText(bound.method)
  return (
    <div class="kern-form-check">
      <input class="kern-form-check__checkbox" type="checkbox" id={id} name={FORM_FIELDS.bound} value={bound.mark} />
      <label class="kern-label" for={id}>
        {bound.name === null ? label : `${label}: ${bound.name}`},{' '}
        {loginTexts(scope.language).reviewMethods.since(scope.formats.day(bound.boundAt))}
      </label>
    </div>
  )
}
