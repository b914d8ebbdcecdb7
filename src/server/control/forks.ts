/** A fork that is served on a port of its own. */
export interface ServedFork {
  readonly shop: string;
  readonly url: string;
  readonly port: number;
  /** The token of its own page. */
  readonly controlToken: string;
  readonly close: () => Promise<void>;
}
