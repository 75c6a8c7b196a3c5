import { encodeQR } from 'qr'

interface QrCodeProps {
  /** What it holds. */
  readonly text: string
  readonly alt: string
  readonly testId?: string
}

/** A camera needs the white ground, and forced colours replace whatever ground a style sheet gives. */
const GROUND = '<rect width="100%" height="100%" fill="#fff"/>'

/** A QR code as an image of the page's own: nothing is fetched for it (CSP: `img-src data:`). */
export function QrCode({ text, alt, testId = 'pass-qr' }: QrCodeProps) {
  const svg = encodeQR(text, 'svg', { ecc: 'medium', border: 2 }).replace('<path ', `${GROUND}<path `)
  const source = `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`
  return (
    <figure class="app-qr">
      <img data-testid={testId} src={source} width="208" height="208" alt={alt} />
    </figure>
  )
}
