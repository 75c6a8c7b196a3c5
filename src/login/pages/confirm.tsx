import type { EvidenceRemark } from '../../domain/evidence.js'
import type { TrustLevel } from '../../domain/trust-level.js'
import { Button, PostForm } from '../../ui/components/form.js'
import { Notice } from '../../ui/components/notice.js'
import { RichText } from '../../ui/components/rich-text.js'
import { DECISIONS, FORM_FIELDS, type Form } from '../../ui/form-fields.js'
import { between, definePage, type Scope, type View } from '../../ui/page.js'
import { safeHref, SafeLink } from '../../ui/components/safe-link.js'
import { loginTexts } from '../texts/texts.js'
import { KeepAccount } from './components/keep-account.js'
import { AttributeList, OptionalAttributes, type TickLinks } from './components/attribute-list.js'
import type { ConfirmAttribute } from './components/attribute-rows.js'

export interface ConfirmModel {
  readonly form: Form
  /** Who is logged in; null if no account is kept for the login, or the account has no name. */
  readonly citizen: string | null
  /** Name of the portal's service that asks (AttributeConsumingService); null if it has none. */
  readonly serviceName: string | null
  readonly attributes: readonly ConfirmAttribute[]
  readonly tick: TickLinks
  /** True if it gets an identifier by which other portals know the citizen, too. */
  readonly hasSubjectId?: boolean
  readonly level: TrustLevel
  /** Id of the method that proved the login; '' if none is to be named. */
  readonly method: string
  /** True if a session stays when the citizen is back at the portal. */
  readonly staysSignedIn: boolean
  /** True if this login has made the account. */
  readonly isNewAccount: boolean
  /** What the method has to tell, in its own words; null: nothing. */
  readonly remark: { readonly method: string; readonly remark: EvidenceRemark } | null
  /** The method of another account that somebody came with who has none here; absent or null: they have, or a card. */
  readonly otherAccount?: string | null
  /** False if nothing can be remembered for a next login. */
  readonly canRemember: boolean
}

/** Where the citizen logs out, whatever page or portal leads there. */
const LOGOUT_PATH = '/abmelden'

/** The page that shows who asks, what for, and each attribute with its value and level (RULES: Confirm identity). */
export const confirmPage = definePage('confirm', view, { isEasy: true })

function view(page: ConfirmModel, scope: Scope): View {
  const { portal } = scope
  const { confirm } = loginTexts(scope.language)
  const required = page.attributes.filter((attribute) => attribute.required)
  const optional = page.attributes.filter((attribute) => !attribute.required)
  const isNameless = page.attributes.length === 0 && page.hasSubjectId !== true
  const title = isNameless ? confirm.titleWithoutData(portal) : confirm.title
  return {
    title,
    problem: false,
    content: (
      <>
        {page.isNewAccount ? <Notice look="success" text={confirm.accountMade} id="account-made" /> : null}
        <Remark page={page} scope={scope} />
        <div class="app-stack--s">
          <h1 class="kern-heading-large">{title}</h1>
          <p class="kern-body">
            {page.citizen === null ? null : (
              <>
                <RichText of={confirm.signedInAs(page.citizen)} />
                {between(scope)}
              </>
            )}
            {isNameless ? confirm.getsLevelOnly(portal) : confirm.gets(portal, page.serviceName)}
          </p>
        </div>
        <PostForm form={page.form}>
          <AttributeList
            attributes={required}
            hasSubjectId={page.hasSubjectId === true}
            level={page.level}
            method={page.method}
            scope={scope}
          />
          {optional.length > 0 ? <OptionalAttributes attributes={optional} tick={page.tick} scope={scope} /> : null}
          <Reasons scope={scope} />
          <p class="kern-body">
            {confirm.pseudonym(page.hasSubjectId ? confirm.subjectId.meaning : scope.methodText(page.method).withheld)}
          </p>
          {page.canRemember ? <Remember scope={scope} /> : null}
          {page.staysSignedIn ? <StaysSignedIn scope={scope} /> : null}
          <p class="app-actions">
            <Button look="primary" label={confirm.confirm} name={FORM_FIELDS.decision} value={DECISIONS.confirm} />
            <Button
              look="secondary"
              label={isNameless ? confirm.cancelWithoutData : confirm.cancel}
              name={FORM_FIELDS.decision}
              value={DECISIONS.cancel}
            />
          </p>
          {page.otherAccount == null ? null : (
            <KeepAccount name={scope.methodText(page.otherAccount).label} scope={scope} />
          )}
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

function Remark({ page: { remark }, scope }: { readonly page: ConfirmModel; readonly scope: Scope }) {
  const text = remark && scope.methodText(remark.method).remarks?.[remark.remark.kind]?.(remark.remark.count)
  return text ? <Notice look="info" text={<RichText of={text} />} id="method-remark" /> : null
}

/** What the portal needs the attributes for, and by what right, where its operator says so. */
function Reasons({ scope }: { readonly scope: Scope }) {
  const { reasons } = loginTexts(scope.language).confirm
  const { purpose = null, legalBasis = null } = scope.context.portal ?? {}
  if (purpose === null && legalBasis === null) return null
  return (
    <dl class="app-attributes" data-testid="reasons">
      {purpose === null ? null : <Reason label={reasons.purpose} text={purpose} />}
      {legalBasis === null ? null : <Reason label={reasons.legalBasis} text={legalBasis} />}
    </dl>
  )
}

const Reason = ({ label, text }: { readonly label: string; readonly text: string }) => (
  <div class="app-attribute">
    <dt>{label}</dt>
    <dd>{text}</dd>
  </div>
)

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

/** On a device that others use too, the session that stays is theirs: the page says so before it is too late. */
function StaysSignedIn({ scope }: { readonly scope: Scope }) {
  const { stays } = loginTexts(scope.language).confirm
  return (
    <p class="kern-body app-sentence">
      {stays.until}
      {between(scope)}
      {stays.sharedDevice} <SafeLink href={LOGOUT_PATH}>{stays.logout}</SafeLink>.
    </p>
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
