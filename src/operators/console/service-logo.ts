import { logoPath, type LogoRecord } from '../../domain/logo.js'

/** A picture as the broker serves it. */
export interface ShownLogo {
  readonly path: string
  readonly width: number
  readonly height: number
}

/** The picture that is known of a service; null: there is none. */
export const shownLogo = (record: LogoRecord | null): ShownLogo | null =>
  record?.digest == null ? null : { path: logoPath(record.digest), width: record.width, height: record.height }
