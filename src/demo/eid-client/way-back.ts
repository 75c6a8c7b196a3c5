import type { TcToken } from './tc-token.js'

/** What an eID client tells the service on its return (TR-03124-1 §2.7.4). */
export type ResultMinor =
  'trustedChannelEstablishmentFailed' | 'cancellationByUser' | 'serverError' | 'clientError' | 'communicationError'

const withResult = (address: string, minor: ResultMinor | null): string => {
  const url = new URL(address)
  url.searchParams.set('ResultMajor', minor === null ? 'ok' : 'error')
  if (minor !== null) url.searchParams.set('ResultMinor', minor)
  return url.href
}

/**
 * Where the browser goes: to the RefreshAddress if it has the origin of the address that the token came from, as a real
 * client holds both against its certificate (§2.7.4.1); else to the CommunicationErrorAddress; null: nowhere.
 */
export function wayBack(token: TcToken, tcTokenUrl: string, minor: ResultMinor | null): string | null {
  const { refreshAddress, communicationErrorAddress } = token
  const isSameOrigin = URL.canParse(refreshAddress) && new URL(refreshAddress).origin === new URL(tcTokenUrl).origin
  if (isSameOrigin) return withResult(refreshAddress, minor)
  return communicationErrorAddress === null ? null : withResult(communicationErrorAddress, 'communicationError')
}
