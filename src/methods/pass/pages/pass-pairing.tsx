import type { Instant } from '../../../domain/instant.js'
import { Button, PostForm } from '../../../ui/components/form.js'
import { LinkButton } from '../../../ui/components/safe-link.js'
import { QrCode } from '../../../ui/components/qr-code.js'
import { RichText } from '../../../ui/components/rich-text.js'
import { StatusBox } from '../../../ui/components/status-box.js'
import { StopLink } from '../../../ui/components/stop-link.js'
import { WaitHead } from '../../../ui/components/wait-head.js'
import type { Form } from '../../../ui/form-fields.js'
import { definePage, type Scope, type View } from '../../../ui/page.js'
import { passTexts } from '../texts/texts.js'
import { GetApp } from './components/app-help.js'
import { AppButton, AppLink } from './components/app-link.js'
import { NumberToEnter } from './components/number-to-enter.js'

type Progress = PassPairingModel['progress']

/** A phone is being paired. */
export interface PassPairingModel {
  /** Ends the pairing. */
  readonly cancel: Form
  /** The address of this page, and of the page that it belongs to. */
  readonly here: string
  readonly back: string
  readonly progress:
    | { readonly status: 'waiting'; readonly link: string; readonly until: Instant }
    | { readonly status: 'registered'; readonly name: string; readonly number: string; readonly until: Instant }
    | { readonly status: 'done'; readonly name: string; readonly blockCode: string }
    | { readonly status: 'over' }
  readonly automatic: boolean
  /** Where the app is got; null: the deployment has not said. */
  readonly installUrl: string | null
}

/**
 * The page shows first a code for the phone, then a number for it, then the code for the day when the phone is lost.
 */
export const passPairingPage = definePage('pass-pairing', view)

function view(page: PassPairingModel, scope: Scope): View {
  const { pairing } = passTexts(scope.language).devices
  const { progress } = page
  const isUnderWay = progress.status === 'waiting' || progress.status === 'registered'
  return {
    title: progress.status === 'over' ? pairing.over.title : pairing.title,
    problem: progress.status === 'over',
    head: isUnderWay && page.automatic ? <WaitHead to={page.here} assets={scope.assets} /> : null,
    content: (
      <>
        <h1 class="kern-heading-large">{pairing.title}</h1>
        {progress.status === 'waiting' ? <Code link={progress.link} scope={scope} /> : null}
        {progress.status === 'registered' ? <Number progress={progress} scope={scope} /> : null}
        <Status page={page} scope={scope} />
        {progress.status === 'done' ? (
          <p class="kern-body">
            {pairing.done.keepCode}
            <br />
            <strong class="app-mono app-mono--large" data-testid="block-code">
              {progress.blockCode}
            </strong>
          </p>
        ) : null}
        {progress.status === 'waiting' ? (
          <>
            <AppLink link={progress.link} scope={scope} ownTab />
            <GetApp installUrl={page.installUrl} scope={scope} />
          </>
        ) : null}
        {isUnderWay ? (
          <PostForm form={page.cancel}>
            <p class="app-actions">
              {page.automatic ? null : <LinkButton look="primary" href={`${page.here}?auto=0`} label={pairing.look} />}
              <Button look="secondary" label={pairing.cancel} />
            </p>
          </PostForm>
        ) : (
          <p class="app-actions">
            <LinkButton look="primary" href={page.back} label={pairing.back} />
          </p>
        )}
      </>
    ),
  }
}

function Code({ link, scope }: { readonly link: string; readonly scope: Scope }) {
  const { pairing } = passTexts(scope.language).devices
  return (
    <>
      <AppButton link={link} scope={scope} ownTab />
      <div class="app-pass">
        <QrCode text={link} alt={pairing.qrAlt} />
        <ol class="app-steps kern-body">
          {pairing.steps.map((step, index) => (
            <li key={index}>
              <RichText of={step} />
            </li>
          ))}
        </ol>
      </div>
    </>
  )
}

interface NumberProps {
  readonly progress: Extract<Progress, { status: 'registered' }>
  readonly scope: Scope
}

function Number({ progress, scope }: NumberProps) {
  const { registered } = passTexts(scope.language).devices.pairing
  return (
    <div class="app-stack">
      <p class="kern-body">{registered.enter}</p>
      <NumberToEnter number={progress.number} scope={scope} />
      <p class="kern-body">{registered.notYours}</p>
    </div>
  )
}

function Status({ page, scope }: { readonly page: PassPairingModel; readonly scope: Scope }) {
  const { waiting } = scope.texts
  const { progress, automatic, here } = page
  const { title, text, look } = wordsOf(progress, scope)
  const isUnderWay = progress.status === 'waiting' || progress.status === 'registered'
  return (
    <div
      data-wait={`${here}/wait?shown=${progress.status}`}
      data-look={here}
      data-next={here}
      data-status={progress.status}
    >
      <StatusBox look={look} title={title} id="pass-status">
        <p class="kern-body">
          {progress.status === 'waiting' && automatic ? `${waiting.goesOn} ` : ''}
          {text}
        </p>
        {isUnderWay ? <StopLink automatic={automatic} stopped={`${here}?auto=0`} goingOn={here} scope={scope} /> : null}
      </StatusBox>
    </div>
  )
}

function wordsOf(progress: Progress, { language, formats }: Scope) {
  const { waiting, registered, done, over } = passTexts(language).devices.pairing
  switch (progress.status) {
    case 'waiting':
      return { look: 'info', title: waiting.title, text: waiting.text(formats.timeOfDay(progress.until)) } as const
    case 'registered': {
      const text = registered.text(formats.timeOfDay(progress.until))
      return { look: 'info', title: registered.title(progress.name), text } as const
    }
    case 'done':
      return { look: 'success', title: done.title, text: done.text(progress.name) } as const
    case 'over':
      return { look: 'warning', title: over.title, text: over.text } as const
  }
}
