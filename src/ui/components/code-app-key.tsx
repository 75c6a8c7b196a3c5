import type { Scope } from '../page.js'
import { CopyButton } from './copy-button.js'
import { QrCode } from './qr-code.js'
import { codeAppHref } from './safe-link.js'

interface CodeAppKeyProps {
  /** Base32. */
  readonly secret: string
  /** What the QR code holds (Key Uri Format). */
  readonly uri: string
  /** The key as it is read and typed. */
  readonly shown: string
  readonly testId: string
  readonly scope: Scope
}

/** The key for a code app: as an image, as a link for an app on this device, and as text. */
export function CodeAppKey({ secret, uri, shown, testId, scope }: CodeAppKeyProps) {
  const { codeApp } = scope.texts
  const href = codeAppHref(uri)
  return (
    <div class="app-stack--s">
      <QrCode text={uri} alt={codeApp.qr} testId="totp-qr" />
      {href === null ? null : (
        <p>
          <a class="kern-link" data-testid="totp-open" href={href}>
            {codeApp.openHere}
          </a>
        </p>
      )}
      <p class="kern-body">
        {codeApp.secret}:{' '}
        <span class="app-groups" data-testid={testId}>
          {shown}
        </span>
      </p>
      <CopyButton text={secret} label={codeApp.copy} scope={scope} />
    </div>
  )
}
