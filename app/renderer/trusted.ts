/** The one trusted-types policy of the page: it makes addresses for workers, and admits only our own. No policy makes markup. */
interface PolicyFactory {
  createPolicy(name: string, rules: { createScriptURL(address: string): string }): unknown
}

declare global {
  interface Window {
    readonly trustedTypes?: PolicyFactory
  }
}

export function guardSinks(): void {
  window.trustedTypes?.createPolicy("durfee", {
    createScriptURL: (address) => {
      if (new URL(address, location.href).origin === location.origin) return address
      throw new TypeError(`The script address ${address} is not the app's own`)
    },
  })
}
