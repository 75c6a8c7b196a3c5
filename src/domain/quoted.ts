/** A stranger's value, fit to stand in one line of a terminal. */
export const quoted = (value: string): string => `"${visible(value.length > 200 ? `${value.slice(0, 200)}…` : value)}"`

/** A text that quotes a stranger, without characters that steer a terminal or turn a line round. */
// check: a-strangers-value-is-fit-for-a-terminal
export const visible = (text: string): string => text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '\uFFFD')
