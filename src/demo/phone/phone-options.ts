/** What one simulated phone is. */
export interface PhoneOptions {
  /** Where it is opened, such as `http://phone.localhost:3005`. */
  readonly url: string
  /** The broker whose links it opens: its PUBLIC_URL. */
  readonly broker: string
}

const isLoopback = (host: string): boolean =>
  host === 'localhost' || host.endsWith('.localhost') || host === '127.0.0.1'

/** Takes its own address and the broker's. Throws an error of one line for anything that is none. */
export function readPhoneOptions([url = '', broker = '']: readonly string[]): PhoneOptions {
  for (const [name, text] of Object.entries({ url, broker })) {
    const isWeb = URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)
    if (!isWeb)
      throw new Error(`${name} is ${JSON.stringify(text)}; it may be an address such as http://localhost:3000`)
  }
  if (!isLoopback(new URL(url).hostname)) {
    throw new Error(`url is ${url}; the simulated phone runs on this machine alone, as phone.localhost`)
  }
  return { url: new URL(url).origin, broker: new URL(broker).origin }
}
