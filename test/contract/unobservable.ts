/**
 * Lines of docs/wire-contract.md that no exchange with the three endpoints can show, and why. A
 * letter alone stands for all lines that begin with it.
 */
export const UNOBSERVABLE: Readonly<Record<string, string>> = {
  W: 'deliveries and signed requests go to an app, not to the API: test/webhooks tests them',
  P: 'each is an entry of the profile: dialect.test.ts runs the cases where all of them differ',
  O2: 'the fake does not have this endpoint',
  O8: 'the fake does not have these endpoints',
  O9: 'the fake does not have these endpoints',
  O14: 'the library does not send it',
  F: 'a file of the admin is no exchange',
  T21: 'which plan a shop has cannot be told from outside: test/client tests what sizes lead to',
  T22: 'what the client waits for: test/client tests it',
  T23: 'what the client reads: test/wire tests it',
  T24: 'what the client reads: test/wire tests it',
  T25: 'the fake tells milliseconds',
  E18: 'no path is documented',
  E19: 'the library does not send it',
  E20: 'the fake tracks all stock: test/wire tests what the client reads',
  M14: 'the record of changes has no endpoint',
  M15: 'nothing in an inventory object tells a digital product',
  C2: 'what the client reads: test/wire tests it',
  C3: 'what the client reads: test/wire tests it',
  C12: 'when the client stops following pages: test/client tests it',
  C14: 'what the client sends: test/wire and test/client test it',
  C25: 'what an app answers: test/webhooks tests it',
  C26: 'what an app answers: test/webhooks tests it',
  C27: 'deliveries go to an app: test/webhooks tests them',
  C28: 'deliveries go to an app: test/webhooks tests them',
  C29: 'what the client reads: test/wire and test/client test it',
  C33: 'what is read: test/catalog tests it',
  C30: 'the zone of the default is UTC: test/wire and dialect.test.ts test another',
};
