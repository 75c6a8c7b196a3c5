import { BlockList, isIP } from 'node:net'

/** True for addresses within any of the networks (`address/prefix`); IPv4 within IPv6 counts as IPv4. */
export function addressList(networks: readonly string[]): (address: string) => boolean {
  const list = new BlockList()
  for (const network of networks) {
    const [address = '', prefix] = network.split('/')
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4'
    list.addSubnet(address, Number(prefix ?? (family === 'ipv6' ? 128 : 32)), family)
  }
  return (text) => {
    const address = text.startsWith('::ffff:') ? text.slice(7) : text
    const family = isIP(address)
    // check: networks-are-checked
    return family !== 0 && list.check(address, family === 6 ? 'ipv6' : 'ipv4')
  }
}
