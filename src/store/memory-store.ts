import { systemClock } from '../base/clock.ts';
import type { Clock } from '../base/clock.ts';
import { placeOf, rankOf } from './turns.ts';
import { fingerprintOf, mayArrive } from './intent.ts';
import type { Intent, NewIntent, Refusal, Statement } from './intent.ts';
import type {
  Acknowledged,
  Agenda,
  Answer,
  Doubled,
  InventoryStore,
  Lease,
  NewStatement,
  Settlement,
  Submitted,
} from './inventory-store.ts';

/** How long what the platform acknowledged tells an old reading from a new one. */
export const MEMORY_MS = 10_000;

/** One shop in memory. */
interface ShopRows {
  lease: Lease;
  sequence: number;
  readonly intents: Map<string, Intent>;
  readonly statements: Map<string, Statement>;
  readonly acknowledged: Map<string, Acknowledged>;
  /** When intents ended, by the store's clock. */
  readonly endedAt: Map<string, number>;
}

/**
 * Makes a store that lives in memory: the reference for what every store does, for tests, and for
 * programs of one process that want keys. It forgets everything when the process ends.
 */
export function memoryStore({
  clock = systemClock,
}: { readonly clock?: Clock } = {}): InventoryStore {
  const shops = new Map<string, ShopRows>();

  const rowsOf = (shop: string): ShopRows => {
    const known = shops.get(shop);
    if (known !== undefined) return known;
    const rows: ShopRows = {
      lease: { fence: 0, renewals: 0, holder: undefined },
      sequence: 0,
      intents: new Map(),
      statements: new Map(),
      acknowledged: new Map(),
      endedAt: new Map(),
    };
    shops.set(shop, rows);
    return rows;
  };

  /** The shop's rows if the lease is still the caller's; it counts as renewed. */
  const held = (shop: string, fence: number): ShopRows | undefined => {
    const rows = rowsOf(shop);
    const { lease } = rows;
    if (lease.fence !== fence || lease.holder === undefined) return undefined;
    rows.lease = { ...lease, renewals: lease.renewals + 1 };
    return rows;
  };

  const change = (rows: ShopRows, intent: Intent, changes: Partial<Intent>): Intent => {
    const next = { ...intent, ...changes };
    rows.intents.set(next.key, next);
    if (next.state === 'pending' || next.state === 'sending') rows.endedAt.delete(next.key);
    else rows.endedAt.set(next.key, clock.now());
    return next;
  };

  const submitOne = (rows: ShopRows, intent: NewIntent, wantedMs: number): Submitted => {
    const now = clock.now();
    const fingerprint = fingerprintOf(intent.content);
    const known = rows.intents.get(intent.key);
    const isSame = known?.fingerprint === fingerprint;
    const isEnded = known?.state === 'withdrawn' || known?.state === 'refused';
    const isIdle = known?.state === 'pending' && known.wantedUntil < now;
    if (known !== undefined && !isEnded && !(isIdle && !isSame)) {
      if (!isSame) return { intent: known, isOther: true };
      const wantedUntil = Math.max(known.wantedUntil, now + wantedMs);
      const isOpen = known.state === 'pending' || known.state === 'sending';
      return { intent: isOpen ? change(rows, known, { wantedUntil }) : known, isOther: false };
    }
    rows.sequence += 1;
    const fresh: Intent = {
      key: intent.key,
      content: intent.content,
      priority: intent.priority,
      fingerprint,
      sequence: rows.sequence,
      state: 'pending',
      wantedUntil: now + wantedMs,
      submittedAt: now,
      isAlone: false,
    };
    return { intent: change(rows, fresh, {}), isOther: false };
  };

  const statementsAt = (rows: ShopRows, place: string): Statement[] =>
    [...rows.statements.values()].filter((statement) => placeOf(statement) === place);

  /** The intents of a statement that have not moved on from it. */
  const sendingOf = (rows: ShopRows, { id, keys }: Statement): Intent[] =>
    keys.flatMap((key) => {
      const intent = rows.intents.get(key);
      return intent?.state === 'sending' && intent.statementId === id ? [intent] : [];
    });

  const refuseOrApply = (
    rows: ShopRows,
    statement: Statement,
    intent: Intent,
    level: Acknowledged['level'] | undefined,
  ): void => {
    const refusal = statement.refusals[intent.key];
    if (refusal === undefined) change(rows, intent, { state: 'applied', level });
    else change(rows, intent, { state: 'refused', refusal });
  };

  /** Forgets a statement that nobody has to ask about any more. */
  const tidy = (rows: ShopRows, id: string): void => {
    const statement = rows.statements.get(id);
    if (statement === undefined || mayArrive(statement)) return;
    const isNeeded = statement.keys.some((key) => {
      const intent = rows.intents.get(key);
      const isOpen = intent?.state === 'sending' || intent?.state === 'in-doubt';
      return isOpen && intent.statementId === id;
    });
    if (!isNeeded && statement.isAcknowledged) rows.statements.delete(id);
  };

  const acknowledge = (
    rows: ShopRows,
    statement: Statement,
    level: Acknowledged['level'],
  ): Doubled[] => {
    const doubled: Doubled[] = [];
    for (const key of statement.keys) {
      const intent = rows.intents.get(key);
      if (intent === undefined) continue;
      const { statementId } = intent;
      if (statementId !== statement.id) {
        const isApplied = statement.refusals[key] === undefined;
        if (isApplied && statementId !== undefined) doubled.push({ key, statementId });
        continue;
      }
      refuseOrApply(rows, statement, intent, level);
    }
    rows.acknowledged.set(placeOf(statement), { before: statement.before, level, at: clock.now() });
    return doubled;
  };

  const takeBack = (rows: ShopRows, statement: Statement, refusal: Refusal | undefined): void => {
    const sending = sendingOf(rows, statement);
    const isAlone = statement.keys.length === 1;
    for (const intent of sending) {
      if (refusal === undefined) change(rows, intent, { state: 'pending' });
      else if (isAlone) change(rows, intent, { state: 'refused', refusal });
      else change(rows, intent, { state: 'pending', isAlone: true });
    }
  };

  const step = async <Result>(work: () => Result): Promise<Result> => work();

  return {
    submit: (shop, intents, wantedMs) =>
      step(() => intents.map((intent) => submitOne(rowsOf(shop), intent, wantedMs))),

    follow: (shop, keys, wantedMs) =>
      step(() => {
        const rows = rowsOf(shop);
        const wantedUntil = clock.now() + wantedMs;
        return keys.flatMap((key) => {
          const intent = rows.intents.get(key);
          if (intent === undefined) return [];
          const isOpen = intent.state === 'pending' || intent.state === 'sending';
          return isOpen ? change(rows, intent, { wantedUntil }) : intent;
        });
      }),

    withdraw: (shop, keys) =>
      step(() => {
        const rows = rowsOf(shop);
        return keys.flatMap((key) => {
          const intent = rows.intents.get(key);
          if (intent === undefined) return [];
          return intent.state === 'pending' ? change(rows, intent, { state: 'withdrawn' }) : intent;
        });
      }),

    takeLease: (shop, holder, seen) =>
      step(() => {
        const rows = rowsOf(shop);
        const { fence, renewals, holder: current } = rows.lease;
        const isLeft = seen?.fence === fence && seen.renewals === renewals;
        if (current === undefined || isLeft) rows.lease = { fence: fence + 1, renewals: 0, holder };
        return rows.lease;
      }),

    renewLease: (shop, fence) => step(() => held(shop, fence) !== undefined),

    dropLease: (shop, fence) =>
      step(() => {
        const rows = rowsOf(shop);
        if (rows.lease.fence === fence) rows.lease = { ...rows.lease, holder: undefined };
      }),

    agenda: (shop, fence, levels) =>
      step((): Agenda | undefined => {
        const rows = rowsOf(shop);
        if (rows.lease.fence !== fence || rows.lease.holder === undefined) return undefined;
        const now = clock.now();
        const wanted = [...rows.intents.values()].filter(
          ({ state, wantedUntil }) => state === 'pending' && wantedUntil >= now,
        );
        const turns = new Map<string, number>();
        for (const intent of wanted) {
          const place = placeOf(intent.content);
          turns.set(place, Math.min(turns.get(place) ?? Infinity, rankOf(intent)));
        }
        const next = new Set(
          [...turns]
            .toSorted(([, a], [, b]) => a - b)
            .slice(0, levels)
            .map(([place]) => place),
        );
        return {
          now,
          intents: wanted
            .filter(({ content }) => next.has(placeOf(content)))
            .toSorted((a, b) => a.sequence - b.sequence),
          statements: [...rows.statements.values()].filter(
            (statement) => mayArrive(statement) || sendingOf(rows, statement).length > 0,
          ),
          acknowledged: [...rows.acknowledged.values()].filter(
            ({ level, at }) => next.has(placeOf(level)) && now - at < MEMORY_MS,
          ),
        };
      }),

    begin: (shop, fence, statement) =>
      step(() => {
        const rows = held(shop, fence);
        if (rows === undefined) return false;
        const now = clock.now();
        const intents = statement.keys.map((key) => rows.intents.get(key));
        const areWanted = intents.every(
          (intent) => intent?.state === 'pending' && intent.wantedUntil >= now,
        );
        const others = statementsAt(rows, placeOf(statement));
        const isFree = others.every(
          (other) => !mayArrive(other) && sendingOf(rows, other).length === 0,
        );
        if (!areWanted || !isFree) return false;
        rows.statements.set(statement.id, begun(statement, now));
        for (const intent of intents) {
          if (intent !== undefined)
            change(rows, intent, { state: 'sending', statementId: statement.id });
        }
        return true;
      }),

    beginAgain: (shop, fence, statementId) =>
      step(() => {
        const rows = held(shop, fence);
        const statement = rows?.statements.get(statementId);
        if (rows === undefined || statement === undefined || !mayArrive(statement)) return false;
        const now = clock.now();
        const sending = sendingOf(rows, statement);
        if (sending.length === 0 || sending.some(({ wantedUntil }) => wantedUntil < now))
          return false;
        const { unanswered } = statement;
        rows.statements.set(statementId, {
          ...statement,
          sentAt: now,
          attempts: statement.attempts + 1,
          unanswered: unanswered + 1,
          waitedMs: 0,
        });
        return true;
      }),

    settle: (shop, fence, settlements) =>
      step(() => {
        const rows = held(shop, fence);
        if (rows === undefined) return false;
        const intents = settlements.map(({ key }) => rows.intents.get(key));
        if (intents.some((intent) => intent?.state !== 'pending')) return false;
        for (const [index, settlement] of settlements.entries())
          settleOne(intents[index], settlement);
        return true;

        function settleOne(intent: Intent | undefined, settlement: Settlement): void {
          if (intent === undefined || rows === undefined) return;
          const { key: _, ...changes } = settlement;
          change(rows, intent, changes);
        }
      }),

    end: (shop, statementId, answer: Answer) =>
      step(() => {
        const rows = rowsOf(shop);
        const statement = rows.statements.get(statementId);
        if (statement === undefined) return [];
        const isAcknowledged = statement.isAcknowledged || answer.kind === 'acknowledged';
        const unanswered = Math.max(0, statement.unanswered - 1);
        rows.statements.set(statementId, { ...statement, unanswered, isAcknowledged });
        let doubled: Doubled[] = [];
        if (answer.kind === 'acknowledged') doubled = acknowledge(rows, statement, answer.level);
        // Another attempt of the same bytes may have been executed, so these rows cannot move on yet.
        else if (unanswered === 0) {
          takeBack(rows, statement, answer.kind === 'refused' ? answer.refusal : undefined);
        }
        tidy(rows, statementId);
        return doubled;
      }),

    waited: (shop, fence, statementIds, ms) =>
      step(() => {
        const rows = held(shop, fence);
        if (rows === undefined) return false;
        for (const id of statementIds) {
          const statement = rows.statements.get(id);
          if (statement === undefined) continue;
          rows.statements.set(id, { ...statement, waitedMs: statement.waitedMs + ms });
          tidy(rows, id);
        }
        return true;
      }),

    judge: (shop, fence, statementId, verdict, observed) =>
      step(() => {
        const rows = held(shop, fence);
        const statement = rows?.statements.get(statementId);
        if (rows === undefined || statement === undefined) return false;
        if (mayArrive(statement)) {
          if (verdict !== 'applied') return false;
          rows.statements.set(statementId, { ...statement, isShown: true });
        } else {
          rows.statements.set(statementId, { ...statement, unanswered: 0 });
        }
        for (const intent of sendingOf(rows, statement)) {
          if (verdict === 'applied') refuseOrApply(rows, statement, intent, observed);
          else if (verdict === 'not-applied') change(rows, intent, { state: 'pending' });
          else change(rows, intent, { state: 'in-doubt', observed: observed ?? null });
        }
        return true;
      }),

    inDoubt: (shop) =>
      step(() => {
        const rows = rowsOf(shop);
        return [...rows.intents.values()].flatMap((intent) => {
          const statement = rows.statements.get(intent.statementId ?? '');
          return intent.state === 'in-doubt' && statement !== undefined
            ? [{ intent, statement }]
            : [];
        });
      }),

    resolve: (shop, key, resolution) =>
      step(() => {
        const rows = rowsOf(shop);
        const intent = rows.intents.get(key);
        if (intent?.state !== 'in-doubt') return undefined;
        const { verdict } = resolution;
        return change(rows, intent, {
          state: verdict === 'applied' ? 'applied' : 'refused',
          resolution,
          ...(verdict === 'not-applied' && {
            refusal: { reason: 'resolved', message: 'A person found that it was not applied.' },
          }),
        });
      }),

    sweep: (retentionMs) =>
      step(() => {
        let swept = 0;
        for (const rows of shops.values()) {
          for (const [key, endedAt] of rows.endedAt) {
            if (rows.intents.get(key)?.state === 'in-doubt') continue;
            if (clock.now() - endedAt < retentionMs) continue;
            rows.intents.delete(key);
            rows.endedAt.delete(key);
            swept += 1;
          }
        }
        return swept;
      }),

    close: () => Promise.resolve(),
  };
}

function begun(statement: NewStatement, now: number): Statement {
  return {
    ...statement,
    sentAt: now,
    attempts: 1,
    unanswered: 1,
    isShown: false,
    isAcknowledged: false,
    waitedMs: 0,
  };
}
