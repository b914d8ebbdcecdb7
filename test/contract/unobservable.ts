/**
 * Lines of docs/wire-contract.md that no exchange with the three endpoints can show, and why. A
 * letter alone stands for all lines that begin with it.
 */
export const UNOBSERVABLE: Readonly<Record<string, string>> = {
  W: 'deliveries and signed requests go to an app, not to the API: test/webhooks tests them',
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
};
