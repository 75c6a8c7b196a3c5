import { CopyButton } from '../../../../ui/components/copy-button.js'
import { safeHref } from '../../../../ui/components/safe-link.js'
import type { Scope } from '../../../../ui/page.js'
import { passTexts } from '../../texts/texts.js'

interface AppLinkProps {
  /** The link that the QR code holds too. */
  readonly link: string
  readonly scope: Scope
  /** True: opens a tab of its own, because this page goes on by itself meanwhile. */
  readonly ownTab?: boolean
}

const tabOf = ({ ownTab }: AppLinkProps) => (ownTab ? ({ target: '_blank', rel: 'noopener' } as const) : {})

/** The way into the app for a citizen who sees this page on the phone itself; shown on narrow screens. */
export function AppButton(props: AppLinkProps) {
  const href = safeHref(props.link)
  if (!href) return null
  return (
    <p class="app-samedevice">
      <a class="kern-btn kern-btn--primary kern-btn--block" href={href} {...tabOf(props)}>
        <span class="kern-label">{passTexts(props.scope.language).pass.openHere}</span>
      </a>
    </p>
  )
}

/** The same link for a citizen who cannot scan the code: to open, to copy, and as text for whoever wants to see it. */
export function AppLink(props: AppLinkProps) {
  const { pass } = passTexts(props.scope.language)
  const href = safeHref(props.link)
  if (!href) return null
  return (
    <section class="app-stack--s" aria-labelledby="same-device">
      <h2 class="kern-heading-small" id="same-device">
        {pass.linkHeading}
      </h2>
      <p class="app-actions">
        <a class="kern-btn kern-btn--secondary" data-testid="pass-open" href={href} {...tabOf(props)}>
          <span class="kern-label">{props.ownTab ? pass.openInAppTab : pass.openInApp}</span>
        </a>
        <CopyButton text={props.link} label={pass.copyLink} scope={props.scope} />
      </p>
      <details class="kern-accordion">
        <summary class="kern-accordion__header">
          <span class="kern-title kern-title--small">{pass.showLink}</span>
        </summary>
        <div class="kern-accordion__body">
          <p class="kern-body" data-testid="pass-link">
            {props.link}
          </p>
        </div>
      </details>
    </section>
  )
}
