import type { Finding } from '../../domain/finding.js'

/** Where an entity's reader leaves its findings. */
export type Report = (finding: Finding) => void

/** A value of a stranger's file, fit to stand in one line of a terminal. */
export const quoted = (value: string): string => `"${visible(value.length > 200 ? `${value.slice(0, 200)}…` : value)}"`

/** A text that quotes a stranger's file, without characters that steer a terminal or turn a line round. */
export const visible = (text: string): string => text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '\uFFFD')
