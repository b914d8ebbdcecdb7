/**
 * What becomes of a write that somebody wants.
 *
 * - `pending`: nothing of it is under way; it is carried out while it is wanted.
 * - `sending`: part of a statement that is under way, or that nobody has judged yet.
 * - `applied`: the platform has carried it out, once.
 * - `refused`: nothing of it was applied, and the model or the platform says why.
 * - `in-doubt`: nobody can tell; a person decides.
 * - `withdrawn`: given up by its caller before anything of it was under way.
 */
export type IntentState = 'pending' | 'sending' | 'applied' | 'refused' | 'in-doubt' | 'withdrawn';

/** One way from state to state. */
export interface IntentTransition {
  /** The step of the store that takes it. */
  readonly step: 'submit' | 'withdraw' | 'begin' | 'settle' | 'end' | 'judge' | 'resolve';
  readonly from: readonly (IntentState | 'unknown')[];
  readonly to: IntentState;
  /** When it may be taken. */
  readonly when: string;
}

/**
 * The specification of an intent: every way that a row may take, and no other. The page about many
 * workers shows this table, and the simulator checks every step of every row against it.
 */
export const INTENT_TRANSITIONS: readonly IntentTransition[] = [
  {
    step: 'submit',
    from: ['unknown'],
    to: 'pending',
    when: 'the key is new',
  },
  {
    step: 'submit',
    from: ['withdrawn', 'refused'],
    to: 'pending',
    when: 'the key comes again, with the same or other content: nothing of it was applied',
  },
  {
    step: 'submit',
    from: ['pending'],
    to: 'pending',
    when: 'the key comes again: with the same content, or when nobody wants it any more',
  },
  {
    step: 'withdraw',
    from: ['pending'],
    to: 'withdrawn',
    when: 'its caller gives up',
  },
  {
    step: 'begin',
    from: ['pending'],
    to: 'sending',
    when: 'the lease is held, the row is wanted, and nothing else may still reach its level; all rows of a statement or none',
  },
  {
    step: 'settle',
    from: ['pending'],
    to: 'applied',
    when: 'the lease is held, and the level is already what the row makes of it',
  },
  {
    step: 'settle',
    from: ['pending'],
    to: 'refused',
    when: 'the lease is held, and the model refuses the row on a reading of this lease',
  },
  {
    step: 'end',
    from: ['pending', 'sending', 'applied', 'refused', 'in-doubt', 'withdrawn'],
    to: 'applied',
    when: 'an attempt of its statement was acknowledged, whoever holds the lease',
  },
  {
    step: 'end',
    from: ['pending', 'sending', 'refused', 'in-doubt', 'withdrawn'],
    to: 'refused',
    when: 'an attempt of its statement was acknowledged without it: the model refused it on the running level',
  },
  {
    step: 'end',
    from: ['sending', 'in-doubt'],
    to: 'refused',
    when: 'the platform refused a statement of this row alone, and no attempt of it can have been executed',
  },
  {
    step: 'end',
    from: ['sending', 'in-doubt'],
    to: 'pending',
    when: 'no attempt of its statement was executed, or the platform refused it as one of several',
  },
  {
    step: 'judge',
    from: ['sending'],
    to: 'applied',
    when: 'a reading of this lease shows the write',
  },
  {
    step: 'judge',
    from: ['sending'],
    to: 'refused',
    when: 'a reading of this lease shows the write, and the model had refused this row beside it',
  },
  {
    step: 'judge',
    from: ['sending'],
    to: 'pending',
    when: 'nothing can arrive any more, and a reading of this lease shows that the write is not in it; or it was in doubt and the model had refused this row beside it',
  },
  {
    step: 'judge',
    from: ['sending'],
    to: 'in-doubt',
    when: 'nothing can arrive any more, and a reading of this lease fits both or neither',
  },
  {
    step: 'resolve',
    from: ['in-doubt'],
    to: 'applied',
    when: 'a person says so',
  },
  {
    step: 'resolve',
    from: ['in-doubt'],
    to: 'refused',
    when: 'a person says that it was not applied',
  },
];

/** One way of a shop's lease. */
export interface LeaseTransition {
  readonly step: 'take' | 'renew' | 'drop';
  readonly from: 'free' | 'held';
  readonly to: 'free' | 'held';
  readonly when: string;
}

/** The specification of the lease: one process at a time writes for a shop. */
export const LEASE_TRANSITIONS: readonly LeaseTransition[] = [
  {
    step: 'take',
    from: 'free',
    to: 'held',
    when: 'a process has an open call; the fence grows by one',
  },
  {
    step: 'renew',
    from: 'held',
    to: 'held',
    when: 'its holder got on with something; waiting for a token of access is nothing',
  },
  {
    step: 'take',
    from: 'held',
    to: 'held',
    when: 'a process with an open call has seen it unrenewed for leaseMs by its own clock; the fence grows by one',
  },
  {
    step: 'drop',
    from: 'held',
    to: 'free',
    when: 'the own calls of its holder are done, or its credentials are refused',
  },
];
