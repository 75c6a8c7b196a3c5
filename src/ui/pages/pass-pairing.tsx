import type { Assets } from '../assets.js'
import { Button } from '../components/button.js'
import { PostForm } from '../components/post-form.js'
import { QrCode } from '../components/qr-code.js'
import { RichText } from '../components/rich-text.js'
import { SafeLink } from '../components/safe-link.js'
import { StatusBox } from '../components/status-box.js'
import { safeHref } from '../safe-href.js'
import type { Scope, View } from '../scope.js'
import type { PassPairingPage } from '../phone-view-models.js'

type Progress = PassPairingPage['progress']

/** How often a browser without scripts looks. */
const RELOAD_SECONDS = 5

/** First a code for the phone, then a number for it, then the code for the day when it is lost. */
export function passPairingView(page: PassPairingPage, scope: Scope, assets: Assets): View {
  const { pairing } = scope.texts.devices
  const { progress } = page
  const isUnderWay = progress.status === 'waiting' || progress.status === 'registered'
  return {
    title: progress.status === 'over' ? pairing.over.title : pairing.title,
    problem: progress.status === 'over',
    head:
      isUnderWay && page.automatic ? (
        <>
          <noscript>
            <meta http-equiv="refresh" content={`${RELOAD_SECONDS}; url=${page.here}`} />
          </noscript>
          <script src={assets.url('wait.js')} defer />
        </>
      ) : null,
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
            <strong class="app-mono" data-testid="block-code">
              {progress.blockCode}
            </strong>
          </p>
        ) : null}
        {isUnderWay ? (
          <PostForm form={page.cancel}>
            <p class="app-actions">
              {page.automatic ? null : (
                <a class="kern-btn kern-btn--primary" href={page.here}>
                  <span class="kern-label">{pairing.look}</span>
                </a>
              )}
              <Button look="secondary" label={pairing.cancel} />
            </p>
          </PostForm>
        ) : (
          <p class="kern-body">
            <SafeLink href={page.back}>{pairing.back}</SafeLink>
          </p>
        )}
        {progress.status === 'waiting' ? <LinkAsText link={progress.link} scope={scope} /> : null}
      </>
    ),
  }
}

function Code({ link, scope }: { readonly link: string; readonly scope: Scope }) {
  const { pairing } = scope.texts.devices
  const href = safeHref(link)
  return (
    <>
      {href ? (
        <p class="app-samedevice">
          <a class="kern-btn kern-btn--primary kern-btn--block" href={href} target="_blank" rel="noopener">
            <span class="kern-label">{pairing.openHere}</span>
          </a>
        </p>
      ) : null}
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
  const { registered } = scope.texts.devices.pairing
  return (
    <div class="app-stack">
      <p class="kern-body">{registered.enter}</p>
      <p>
        <span class="kern-sr-only">{registered.numberIs} </span>
        <strong class="app-code" data-testid="pass-code">
          {progress.number}
        </strong>
      </p>
      <p class="kern-body">{registered.notYours}</p>
    </div>
  )
}

function Status({ page, scope }: { readonly page: PassPairingPage; readonly scope: Scope }) {
  const { pass } = scope.texts
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
        <p class="kern-body">{text}</p>
        {isUnderWay && automatic ? (
          <noscript>
            <p class="kern-body">
              <SafeLink href={`${here}?auto=0`}>{pass.stop}</SafeLink>
            </p>
          </noscript>
        ) : null}
        {isUnderWay && !automatic ? (
          <p class="kern-body">
            <SafeLink href={here}>{pass.goOnByItself}</SafeLink>
          </p>
        ) : null}
      </StatusBox>
    </div>
  )
}

function wordsOf(progress: Progress, { texts, formats }: Scope) {
  const { waiting, registered, done, over } = texts.devices.pairing
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

function LinkAsText({ link, scope }: { readonly link: string; readonly scope: Scope }) {
  const { pairing } = scope.texts.devices
  const href = safeHref(link)
  if (!href) return null
  return (
    <section class="app-stack--s" aria-labelledby="same-device">
      <h2 class="kern-heading-small" id="same-device">
        {pairing.linkHeading}
      </h2>
      <p class="kern-body">
        {pairing.openInApp}{' '}
        <a class="kern-link" data-testid="pass-link" href={href} target="_blank" rel="noopener">
          {link}
        </a>
      </p>
    </section>
  )
}
