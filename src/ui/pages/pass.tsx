import type { PassStatus } from '../../domain/pass-challenge.js'
import type { Assets } from '../assets.js'
import { Button } from '../components/button.js'
import { PostForm } from '../components/post-form.js'
import { QrCode } from '../components/qr-code.js'
import { RichText } from '../components/rich-text.js'
import { SafeLink } from '../components/safe-link.js'
import { StatusBox } from '../components/status-box.js'
import { FORM_FIELDS, PASS_STEPS } from '../form-fields.js'
import { safeHref } from '../safe-href.js'
import type { Rich } from '../texts/rich.js'
import type { Scope, View } from '../scope.js'
import type { PassPage } from '../phone-view-models.js'

/** Still going on; everything else has ended and wants a decision. */
const UNDER_WAY: ReadonlySet<PassStatus> = new Set<PassStatus>(['waiting', 'scanned', 'returning', 'confirmed'])

/** How often a browser without scripts looks. */
const RELOAD_SECONDS = 5

/** QR code, link and number for the phone, and how the challenge stands. It goes on by itself, with and without scripts. */
export function passView(page: PassPage, scope: Scope, assets: Assets): View {
  const { pass } = scope.texts
  const isUnderWay = UNDER_WAY.has(page.status)
  const waits = isUnderWay && page.automatic
  const back = `${page.form.action}/return`
  return {
    title: isUnderWay ? pass.title : pass.status[page.status].title,
    problem: !isUnderWay,
    head: waits ? (
      <>
        <noscript>
          <meta http-equiv="refresh" content={`${RELOAD_SECONDS}; url=${back}`} />
        </noscript>
        <script src={assets.url('wait.js')} defer />
      </>
    ) : null,
    content: (
      <>
        <h1 class="kern-heading-large">{pass.title}</h1>
        {isUnderWay ? <Code page={page} scope={scope} /> : null}
        <Status page={page} scope={scope} back={back} />
        {page.status === 'waiting' ? <LinkAsText page={page} scope={scope} /> : null}
        <PostForm form={page.form}>
          <p class="app-actions">
            {page.status === 'confirmed' || !page.automatic ? (
              <Button
                look="primary"
                label={page.status === 'confirmed' ? pass.goOn : pass.look}
                name={FORM_FIELDS.step}
                value={PASS_STEPS.look}
              />
            ) : null}
            <Button
              look={isUnderWay ? 'secondary' : 'primary'}
              label={pass.renew}
              name={FORM_FIELDS.step}
              value={PASS_STEPS.renew}
            />
            <SafeLink href={page.otherMethods}>{pass.otherMethods}</SafeLink>
          </p>
        </PostForm>
      </>
    ),
  }
}

/** The code goes once a phone has it; the number stays to be compared. */
function Code({ page, scope }: { readonly page: PassPage; readonly scope: Scope }) {
  const { pass } = scope.texts
  const href = safeHref(page.link)
  if (page.status !== 'waiting') return <Number page={page} scope={scope} steps={pass.steps.slice(-1)} />
  return (
    <>
      {href ? (
        <p class="app-samedevice">
          <a class="kern-btn kern-btn--primary kern-btn--block" href={href}>
            <span class="kern-label">{pass.openHere}</span>
          </a>
        </p>
      ) : null}
      <div class="app-pass">
        <QrCode text={page.link} alt={pass.qrAlt} />
        <Number page={page} scope={scope} steps={pass.steps} />
      </div>
    </>
  )
}

interface NumberProps {
  readonly page: PassPage
  readonly scope: Scope
  readonly steps: readonly Rich[]
}

function Number({ page, scope, steps }: NumberProps) {
  const { pass } = scope.texts
  return (
    <div class="app-stack">
      {steps.length === 1 ? (
        steps.map((step, index) => (
          <p key={index} class="kern-body">
            <RichText of={step} />
          </p>
        ))
      ) : (
        <ol class="app-steps kern-body">
          {steps.map((step, index) => (
            <li key={index}>
              <RichText of={step} />
            </li>
          ))}
        </ol>
      )}
      <p>
        <span class="kern-sr-only">{pass.numberIs} </span>
        <strong class="app-code" data-testid="pass-code">
          {page.number}
        </strong>
      </p>
      <p class="kern-body">{pass.checkName(scope.portal)}</p>
    </div>
  )
}

interface StatusProps {
  readonly page: PassPage
  readonly scope: Scope
  readonly back: string
}

function Status({ page, scope, back }: StatusProps) {
  const { pass } = scope.texts
  const { title, text } = pass.status[page.status]
  const isUnderWay = UNDER_WAY.has(page.status)
  const look = page.status === 'confirmed' ? 'success' : isUnderWay ? 'info' : 'warning'
  return (
    <div data-wait={`${page.form.action}/wait`} data-look={`${back}?look=1`} data-next={back} data-status={page.status}>
      <StatusBox look={look} title={title} id="pass-status">
        <p class="kern-body">{text(scope.formats.timeOfDay(page.validUntil))}</p>
        {isUnderWay && page.automatic ? (
          <noscript>
            <p class="kern-body">
              <SafeLink href={`${back}?auto=0`}>{pass.stop}</SafeLink>
            </p>
          </noscript>
        ) : null}
        {isUnderWay && !page.automatic ? (
          <p class="kern-body">
            <SafeLink href={back}>{pass.goOnByItself}</SafeLink>
          </p>
        ) : null}
      </StatusBox>
    </div>
  )
}

function LinkAsText({ page, scope }: { readonly page: PassPage; readonly scope: Scope }) {
  const { pass } = scope.texts
  const href = safeHref(page.link)
  if (!href) return null
  return (
    <section class="app-stack--s" aria-labelledby="same-device">
      <h2 class="kern-heading-small" id="same-device">
        {pass.linkHeading}
      </h2>
      <p class="kern-body">
        {pass.openInApp}{' '}
        <a class="kern-link" data-testid="pass-link" href={href}>
          {page.link}
        </a>
      </p>
    </section>
  )
}
