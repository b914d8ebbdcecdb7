/** A fault put into the machine on purpose: the simulator must find it. */
export interface Mutant {
  readonly name: string;
  readonly edits: readonly Edit[];
  /** The troubles that bring it out soonest, where that is not all of them. */
  readonly story?: string;
}

/** A change of one place in a file of src/store. */
interface Edit {
  readonly file: string;
  readonly from: string;
  readonly to: string;
}

export const MUTANTS: readonly Mutant[] = [
  {
    name: 'nobody waits for what may still arrive',
    edits: [
      {
        file: 'statement.ts',
        from: 'return unanswered.length > 0 && waitedMs < inFlightMs;',
        to: 'return waitedMs > inFlightMs + unanswered.length;',
      },
    ],
  },
  {
    name: 'other bytes go out after a twin was acknowledged',
    edits: [
      {
        file: 'statement.ts',
        from: 'mayArrive({ unanswered, waitedMs, inFlightMs }: Statement): boolean {',
        to: 'mayArrive({ unanswered, waitedMs, inFlightMs, isAcknowledged }: Statement): boolean {\n  if (isAcknowledged) return false;',
      },
    ],
  },
  {
    name: 'there is no fence',
    edits: [
      {
        file: 'memory/lease.ts',
        from: 'return lease.fence === fence && lease.holder !== undefined;',
        to: 'return lease.fence >= fence;',
      },
    ],
  },
  {
    name: 'a reading is used under a later fence',
    edits: [
      {
        file: 'writer/holding.ts',
        from: '/** The time in which',
        to: 'const KEPT = new WeakMap<Worker, Readings>();\n\n/** The time in which',
      },
      {
        file: 'writer/holding.ts',
        from: 'this.#readings = new Readings(carrier, settings);',
        to: 'this.#readings = KEPT.get(worker) ?? new Readings(carrier, settings);\n    KEPT.set(worker, this.#readings);',
      },
    ],
  },
  {
    name: 'a write may leave at any time after its record',
    edits: [
      {
        file: 'writer/sending.ts',
        from: 'msSince(carrier, began) > settings.sendDeadlineMs',
        to: 'msSince(carrier, began) === Infinity',
      },
    ],
  },
  {
    name: 'only the monotonic clock is looked at',
    edits: [
      {
        file: 'writer/carrier.ts',
        from: 'return Math.max(monotonic - moment.monotonic, Math.abs(wall - moment.wall));',
        to: 'return monotonic - moment.monotonic + 0 * wall;',
      },
    ],
  },
  {
    name: 'a value of Friday is written on Monday',
    edits: [
      {
        file: 'intent.ts',
        from: 'return wantedUntil >= now;',
        to: 'return wantedUntil >= 0 * now;',
      },
    ],
  },
  {
    name: 'priority overtakes within a level',
    edits: [
      {
        file: 'memory/agenda.ts',
        from: '.toSorted((a, b) => a.sequence - b.sequence),',
        to: '.toSorted((a, b) => (isBefore(a, b) ? -1 : 1)),',
      },
    ],
  },
  {
    name: 'a 429 of an old attempt resets a new one',
    edits: [
      {
        file: 'memory/statements.ts',
        from: 'statement.unanswered.filter((each) => each !== attempt)',
        to: 'statement.unanswered.filter((each) => each < 0 && each !== attempt)',
      },
    ],
  },
  {
    name: 'an acknowledgement is dropped because the lease moved',
    edits: [
      {
        file: 'writer/holding.ts',
        from: '{ ...sending, send }',
        to: '{ ...sending, send, isMine: () => this.#worker.store.renewLease(this.#worker.settings.shop, this.#fence) }',
      },
      {
        file: 'writer/sending.ts',
        from: '  { statement, attempt }: Sending,\n  answer: Answer,\n): Promise<void> {',
        to: '  { statement, attempt, isMine }: Sending & { isMine: () => Promise<boolean> },\n  answer: Answer,\n): Promise<void> {\n  if (!(await isMine())) return;',
      },
    ],
  },
  {
    name: "a 401 of one process refuses another's intents",
    edits: [
      {
        file: 'writer/sending.ts',
        from: "    case 'not-executed':\n    case 'unauthorized':",
        to: "    case 'unauthorized':\n      await endAttempt(worker, sending, { kind: 'refused', refusal: { reason: '401', message: '' } });\n      break;\n    case 'not-executed':",
      },
    ],
  },
  {
    name: 'a refusal on the running level is kept though the attempt was not applied',
    edits: [
      {
        file: 'memory/statements.ts',
        from: "const isUntouched = verdict === 'not-applied' || refusal !== undefined;",
        to: "if (refusal !== undefined) return put(tables, 'judge', { ...intent, state: 'refused', refusal });\n    const isUntouched = verdict === 'not-applied';",
      },
    ],
  },
  {
    name: 'an answer that is recorded twice counts for two attempts',
    story: '--troubles store,lost,late,429 --intensity 6',
    edits: [
      {
        file: 'memory/statements.ts',
        from: 'statement?.unanswered.includes(attempt) !== true',
        to: 'statement === undefined',
      },
      {
        file: 'memory/statements.ts',
        from: 'statement.unanswered.filter((each) => each !== attempt)',
        to: 'statement.unanswered.slice(Math.min(1, attempt))',
      },
    ],
  },
  {
    name: 'waiting for an earlier attempt counts for a later one',
    story: '--troubles lost,late --intensity 2',
    edits: [
      {
        file: 'memory/statements.ts',
        from: 'waitedMs: 0,\n  });\n  return true;\n}\n\n/** Records an attempt',
        to: '});\n  return true;\n}\n\n/** Records an attempt',
      },
    ],
  },
  {
    name: 'an old reading is written on',
    edits: [
      {
        file: 'writer/readings.ts',
        from: 'msSince(this.#carrier, answeredAt) <= this.#maxAgeMs',
        to: 'msSince(this.#carrier, answeredAt) <= 100 * this.#maxAgeMs',
      },
    ],
  },
  {
    name: 'what is under way is withdrawn',
    edits: [
      {
        file: 'memory/intents.ts',
        from: "intent.state === 'pending'\n      ? put(tables, 'withdraw'",
        to: "!isEnded(intent)\n      ? put(tables, 'withdraw'",
      },
    ],
  },
  {
    name: 'a refused group is refused as a whole',
    edits: [
      {
        file: 'memory/statements.ts',
        from: 'const isAlone = statement.keys.length === 1;',
        to: 'const isAlone = statement.keys.length > 0;',
      },
    ],
  },
  {
    name: 'lines that name other statuses are one write',
    edits: [
      {
        file: 'writer/next-action.ts',
        from: '!carrier.canJoin(head, intent)',
        to: 'intent.content.kind !== head.content.kind',
      },
    ],
  },
  {
    name: 'what has moved on is begun all the same',
    edits: [
      {
        file: 'memory/tables.ts',
        from: "return intent?.state === 'pending' && intent.sequence === sequence;",
        to: 'return intent?.sequence === sequence;',
      },
    ],
  },
  {
    name: 'what was given up and wanted anew is carried out as it was planned before',
    story: '--troubles store,abort,kill --intensity 6',
    edits: [
      {
        file: 'memory/tables.ts',
        from: "return intent?.state === 'pending' && intent.sequence === sequence;",
        to: "return intent?.state === 'pending' && sequence > 0;",
      },
    ],
  },
];
