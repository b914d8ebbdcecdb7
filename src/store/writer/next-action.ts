import type { Carrier, Place, Plan } from './carrier.ts';
import type { Intent, LevelReading, Priority } from '../intent.ts';
import type { Agenda, OpenStatement, Verdict } from '../store-steps.ts';
import type { Reading, Readings } from './readings.ts';
import { mayArrive } from '../statement.ts';
import type { Statement } from '../statement.ts';
import { byTurn, placeOf } from './turns.ts';
import type { Turn } from './turns.ts';

/** An action that can be done next. */
export type Action = { readonly priority: Priority } & (
  | { readonly kind: 'read'; readonly places: readonly Place[]; readonly isForWriting: boolean }
  | (PlannedWrite & { readonly kind: 'write' })
  /** Ends intents that need no request. */
  | (PlannedWrite & { readonly kind: 'settle' })
  /** Sends the same bytes once more. */
  | { readonly kind: 'again'; readonly statement: Statement; readonly intents: readonly Intent[] }
  /** Says of a statement what a reading shows. */
  | {
      readonly kind: 'judge';
      readonly statement: Statement;
      readonly verdict: Verdict;
      readonly observed: LevelReading | undefined;
    }
);

/** What intents come to on a reading. */
interface PlannedWrite {
  readonly place: Place;
  readonly intents: readonly Intent[];
  readonly plan: Plan;
  readonly reading: Reading | undefined;
}

/** The view that a choice looks at. */
export interface View {
  readonly carrier: Carrier;
  readonly readings: Readings;
  /** Levels with a request of this process under way. */
  readonly busy: ReadonlySet<string>;
  /** Whether this process knows that no answer will tell of a statement's last attempt. */
  readonly isLost: (statement: Statement) => boolean;
  /** How long a request may take, in milliseconds: its sender may be waiting for its answer. */
  readonly requestMs: number;
}

/** How many levels are looked at for what to do next; as many are read together. */
export const LEVELS_AHEAD = 50;
/** How many levels one request can bring. */
const MOST_LEVELS = 250;
/** How often the same bytes are sent. */
const MOST_ATTEMPTS = 3;
/** How long after an attempt whose answer is known to be lost the level is looked at. */
const LOOK_AFTER_MS = [0, 2_000, 10_000];

/** Chooses what to do next under one lease. */
export class Choice {
  readonly #view: View;
  /** Since when a statement waits for a reading, after which attempt, and in which phase. */
  readonly #since = new Map<string, { readonly phase: string; readonly at: number }>();
  /** The attempts after which the level was looked at. */
  readonly #looked = new Map<string, number>();

  constructor(view: View) {
    this.#view = view;
  }

  next(agenda: Agenda, first: Priority): Action | undefined {
    const { busy, readings, carrier } = this.#view;
    this.#forget(agenda);
    const blocked = new Set(busy);
    const reads: Place[] = [];
    for (const open of agenda.statements) {
      const place = placeOf(open.statement);
      blocked.add(place);
      if (busy.has(place)) continue;
      const action = this.#ofStatement(open);
      if (action === 'read') reads.push(open.statement);
      else if (action !== undefined) return action;
    }
    let isForWriting = false;
    let priority: Priority = reads.length > 0 ? 'interactive' : 'background';
    for (const turn of byTurn(agenda.intents, first)) {
      const [head] = turn.intents;
      const place = head.content;
      if (blocked.has(placeOf(place))) continue;
      const isRead = !carrier.needsReading(head) || readings.young(place) !== undefined;
      if (isRead && reads.length === 0) return this.#write(turn);
      if (isRead) continue;
      reads.push(place);
      isForWriting = true;
      if (turn.priority === 'interactive') priority = 'interactive';
    }
    return reads.length === 0
      ? undefined
      : { kind: 'read', priority, places: onePage(reads), isForWriting };
  }

  /** What is no longer open needs no memory. */
  #forget({ statements }: Agenda): void {
    const open = new Set(statements.map(({ statement }) => statement.id));
    for (const id of this.#since.keys()) {
      if (open.has(id)) continue;
      this.#since.delete(id);
      this.#looked.delete(id);
    }
  }

  #write({ priority, intents }: Turn): Action {
    const { carrier, readings } = this.#view;
    const [head] = intents;
    const joined = this.#group(head, intents);
    const reading = carrier.needsReading(head) ? readings.young(head.content) : undefined;
    const plan =
      reading?.isStale === true
        ? carrier.refuseStale(joined)
        : carrier.plan(reading?.level, joined);
    const { variantId, locationId } = head.content;
    const place = { variantId, locationId };
    return {
      kind: plan.isSent ? 'write' : 'settle',
      priority,
      place,
      intents: joined,
      plan,
      reading,
    };
  }

  /** The intents that can be one write with the first of their level. */
  #group(head: Intent, intents: readonly Intent[]): readonly Intent[] {
    const { carrier } = this.#view;
    const end = intents.findIndex(
      (intent, index) =>
        index > 0 && (head.isAlone || intent.isAlone || !carrier.canJoin(head, intent)),
    );
    return end < 0 ? intents : intents.slice(0, end);
  }

  /** What an open statement needs: a reading, a step, or nothing yet. */
  #ofStatement({ statement, intents, areWanted }: OpenStatement): Action | 'read' | undefined {
    const { carrier, readings } = this.#view;
    const { id, attempts } = statement;
    const isOpen = mayArrive(statement);
    if (isOpen && !this.#isWorthALook(statement)) {
      // What is read while bytes may arrive is not what the next write finds.
      readings.forget(statement);
      return undefined;
    }
    const reading = this.#readingFor(statement, `${isOpen} ${attempts}`);
    if (reading === undefined) return 'read';
    const verdict = carrier.judge(statement, reading.level);
    const priority = 'interactive';
    const judgement: Action = {
      kind: 'judge',
      priority,
      statement,
      verdict,
      observed: reading.level,
    };
    if (verdict === 'applied') return judgement;
    const [head] = intents;
    const isAbsolute = head !== undefined && !carrier.needsReading(head);
    const isSame =
      isAbsolute ||
      (verdict === 'not-applied' && carrier.isSameWrite(statement, intents, reading.level));
    const mayRepeat = areWanted && isSame && attempts < MOST_ATTEMPTS;
    if (mayRepeat && (isOpen || verdict === 'in-doubt'))
      return { kind: 'again', priority, statement, intents };
    if (!isOpen) return judgement;
    // One look after each attempt: another tells nothing that could be acted on.
    this.#looked.set(id, attempts);
    readings.forget(statement);
    return undefined;
  }

  /** Whether a reading could tell anything while the statement may still arrive. */
  #isWorthALook(statement: Statement): boolean {
    const { id, attempts, waitedMs, isAcknowledged, isShown } = statement;
    if (isAcknowledged || isShown || this.#looked.get(id) === attempts) return false;
    const { isLost, requestMs } = this.#view;
    const afterMs = isLost(statement) ? (LOOK_AFTER_MS[attempts - 1] ?? requestMs) : requestMs;
    return waitedMs >= afterMs;
  }

  /** A reading that was asked for in this phase of the statement. */
  #readingFor(statement: Statement, phase: string): Reading | undefined {
    const { carrier, readings } = this.#view;
    const known = this.#since.get(statement.id);
    if (known?.phase !== phase) {
      this.#since.set(statement.id, { phase, at: carrier.monotonic() });
      return undefined;
    }
    const reading = readings.young(statement);
    return reading !== undefined && reading.askedAt.monotonic >= known.at ? reading : undefined;
  }
}

/** As many places as one request can ask for: its filters let every pair of their ids through. */
function onePage(places: readonly Place[]): readonly Place[] {
  const variants = new Set<string>();
  const locations = new Set<string>();
  const page: Place[] = [];
  for (const { variantId, locationId } of places.slice(0, LEVELS_AHEAD)) {
    variants.add(variantId);
    locations.add(locationId);
    if (variants.size * locations.size > MOST_LEVELS) break;
    page.push({ variantId, locationId });
  }
  return page;
}

/** The levels that an action is about. */
export function placesOf(action: Action): readonly Place[] {
  switch (action.kind) {
    case 'read':
      return action.places;
    case 'write':
    case 'settle':
      return [action.place];
    case 'again':
    case 'judge':
      return [action.statement];
  }
}

/**
 * What has to be paid before an action. A reading to write on waits for its first write's token as
 * well, so that it does not grow old while that is waited for.
 */
export function tokensFor(action: Action): number {
  if (action.kind === 'read') return action.isForWriting ? 2 : 1;
  return action.kind === 'write' || action.kind === 'again' ? 1 : 0;
}
