import type { Instant } from '../../../domain/instant.js'
import type { PassStatus } from '../../../domain/pass-challenge.js'
import { Button, PostForm } from '../../../ui/components/form.js'
import { LinkButton, SafeLink } from '../../../ui/components/safe-link.js'
import { QrCode } from '../../../ui/components/qr-code.js'
import { RichText } from '../../../ui/components/rich-text.js'
import { StatusBox } from '../../../ui/components/status-box.js'
import { StopLink } from '../../../ui/components/stop-link.js'
import { WaitHead } from '../../../ui/components/wait-head.js'
import { FORM_FIELDS, PASS_STEPS, type Form } from '../../../ui/form-fields.js'
import { between, definePage, wayToMethods, type Scope, type View } from '../../../ui/page.js'
import type { Rich } from '../../../ui/texts/messages.js'
import { passTexts } from '../texts/texts.js'
import { AppHelp } from './components/app-help.js'
import { AppButton, AppLink } from './components/app-link.js'
import { NumberToEnter } from './components/number-to-enter.js'

/** The challenge is still going on; in any other status it has ended, and the citizen has to decide. */
const UNDER_WAY: ReadonlySet<PassStatus> = new Set<PassStatus>(['waiting', 'scanned', 'returning', 'confirmed'])

/** A challenge to a phone, for whose answer the page waits (RULES: The pass 2). */
export interface PassModel {
  /** Its buttons send what they want as `step`: see `PASS_STEPS`. */
  readonly form: Form
  readonly otherMethods: string
  /** The address in QR code and link. */
  readonly link: string
  /** Two digits. */
  readonly number: string
  readonly status: PassStatus
  /** True if phones without an account can pair on the spot (RULES: The pass 6). */
  readonly withoutAccount: boolean
  readonly validUntil: Instant
  /** False if the citizen has stopped the reloading (WCAG 2.2.1). */
  readonly automatic: boolean
  /** After a wrong PIN: how many more are compared before the phone is blocked; null: it was not the PIN. */
  readonly triesLeft: number | null
  /** Where the app is got; null: the deployment has not said. */
  readonly installUrl: string | null
}

/**
 * The page shows QR code, link and number for the phone, and the challenge's status. It goes on by itself, with and
 * without scripts.
 */
export const passPage = definePage('pass', view, { isEasy: true })

function view(page: PassModel, scope: Scope): View {
  const { pass } = passTexts(scope.language)
  const isUnderWay = UNDER_WAY.has(page.status)
  const back = `${page.form.action}/return`
  return {
    title: isUnderWay ? pass.title : pass.status[page.status].title,
    problem: !isUnderWay,
    head: isUnderWay && page.automatic ? <WaitHead to={back} assets={scope.assets} /> : null,
    content: (
      <>
        <h1 class="kern-heading-large">{pass.title}</h1>
        {isUnderWay && page.status !== 'confirmed' ? (
          <div class="app-stack" data-part="code">
            <Code page={page} scope={scope} />
          </div>
        ) : null}
        <Status page={page} scope={scope} back={back} />
        {page.status === 'waiting' ? (
          <div data-part="link">
            <AppLink link={page.link} scope={scope} />
          </div>
        ) : null}
        <Actions page={page} scope={scope} back={back} />
        {page.status === 'waiting' || !isUnderWay ? (
          <div data-part="help">
            <AppHelp installUrl={page.installUrl} pairs={pairsOnTheSpot({ page, scope })} scope={scope} />
          </div>
        ) : null}
      </>
    ),
  }
}

interface Props {
  readonly page: PassModel
  readonly scope: Scope
}

interface PropsWithBack extends Props {
  /** The address where the login goes on, or where this page is shown as it stands. */
  readonly back: string
}

/** A phone without an account pairs by the code itself; a blocked one by the next code, if no other way is offered. */
const pairsOnTheSpot = ({ page, scope }: Props): boolean => page.withoutAccount && scope.context.onlyMethod === true

/**
 * What the citizen can do, the best first; for a blocked phone of an account that is another way. Once the phone has
 * confirmed there is nothing to decide.
 */
function Actions({ page, scope, back }: PropsWithBack) {
  const { pass } = passTexts(scope.language)
  const isBlocked = page.status === 'blocked' && !pairsOnTheSpot({ page, scope })
  const isUnderWay = UNDER_WAY.has(page.status)
  if (page.status === 'confirmed')
    return (
      <p class="app-actions">
        <LinkButton look="primary" href={back} label={pass.goOn} />
      </p>
    )
  return (
    <PostForm form={page.form}>
      <p class="app-actions">
        {isUnderWay && !page.automatic ? <LinkButton look="primary" href={`${back}?auto=0`} label={pass.look} /> : null}
        {isBlocked ? <LinkButton look="primary" href={page.otherMethods} label={wayToMethods(scope)} /> : null}
        <Button
          look={isUnderWay || isBlocked ? 'secondary' : 'primary'}
          label={pass.renew}
          name={FORM_FIELDS.step}
          value={PASS_STEPS.renew}
        />
        {isBlocked ? null : <SafeLink href={page.otherMethods}>{wayToMethods(scope)}</SafeLink>}
      </p>
    </PostForm>
  )
}

/** The code goes away once a phone has it; the number stays to be compared. */
function Code({ page, scope }: Props) {
  const { pass } = passTexts(scope.language)
  if (page.status !== 'waiting') return <Number page={page} scope={scope} steps={pass.steps.slice(-1)} />
  const steps = page.withoutAccount ? pass.steps.toSpliced(-1, 0, pass.firstTime) : pass.steps
  return (
    <>
      <AppButton link={page.link} scope={scope} />
      <div class="app-pass">
        <QrCode text={page.link} alt={pass.qrAlt} />
        <Number page={page} scope={scope} steps={steps} />
      </div>
    </>
  )
}

interface NumberProps extends Props {
  readonly steps: readonly Rich[]
}

function Number({ page, scope, steps }: NumberProps) {
  const { pass } = passTexts(scope.language)
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
      <NumberToEnter number={page.number} scope={scope} />
      <p class="kern-body">{pass.checkName(scope.portal)}</p>
    </div>
  )
}

function words({ page, scope }: Props): string {
  const { pass } = passTexts(scope.language)
  const text = pass.status[page.status].text(scope.formats.timeOfDay(page.validUntil))
  if (page.status !== 'blocked' || !page.withoutAccount) return text
  return pairsOnTheSpot({ page, scope }) ? pass.pairAgain : `${text}${between(scope)}${pass.pairAgain}`
}

/** How many wrong PINs block, or how many more: the count tells nothing about which factor failed (RULES: The pass 4). */
function TriesLeft({ page, scope }: Props) {
  const { pass } = passTexts(scope.language)
  if (page.status !== 'failed') return null
  if (page.triesLeft === null) return <p class="kern-body">{pass.threeTries}</p>
  return (
    <p class="kern-body" data-testid="tries-left">
      <RichText of={scope.texts.form.triesLeft(page.triesLeft)} />
      {between(scope)}
      {pass.thenBlocked}
    </p>
  )
}

function Status({ page, scope, back }: PropsWithBack) {
  const { waiting } = scope.texts
  const { pass } = passTexts(scope.language)
  const { title } = pass.status[page.status]
  const isUnderWay = UNDER_WAY.has(page.status)
  const look = page.status === 'confirmed' ? 'success' : isUnderWay ? 'info' : 'warning'
  return (
    <div data-wait={`${page.form.action}/wait`} data-look={`${back}?look=1`} data-next={back} data-status={page.status}>
      <StatusBox look={look} title={title} id="pass-status">
        <p class="kern-body">
          {page.status === 'waiting' && page.automatic ? `${waiting.goesOn}${between(scope)}` : ''}
          {words({ page, scope })}
        </p>
        <TriesLeft page={page} scope={scope} />
        {isUnderWay ? (
          <StopLink automatic={page.automatic} stopped={`${back}?auto=0`} goingOn={back} scope={scope} />
        ) : null}
      </StatusBox>
    </div>
  )
}
