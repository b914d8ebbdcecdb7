import { onAbort } from '../../base/abort.ts';
import { check, within } from '../../base/check.ts';
import { steadyClock } from '../../base/steady-clock.ts';
import { systemClock } from '../../base/clock.ts';
import { levelThere, readLevelToWrite } from '../../client/store-door.ts';
import type { Call } from '../../client/call.ts';
import type { ConnectOptions, WriteOptions } from '../../client/index.ts';
import type { Session } from '../../client/session.ts';
import type { StoreOptions, StoreWrites } from '../../client/store.ts';
import {
  argumentsTo,
  ConnectionError,
  InventoryError,
  OutcomeUnknownError,
} from '../../errors/index.ts';
import { connectPath, variantPath } from '../../wire/index.ts';
import type { InventoryLevel } from '../../wire/index.ts';
import { fingerprintOf, isEnded } from '../intent.ts';
import type { Intent, IntentContent, LevelReading, NewIntent } from '../intent.ts';
import type { StoreSteps } from '../store-steps.ts';
import { EndUnknown } from '../writer/waiting.ts';
import { Writer } from '../writer/writer.ts';
import { ClientCarrier } from './client-carrier.ts';
import { Owners } from './owners.ts';
import { contentOf } from './planning.ts';
import { errorOfRefusal } from './refusals.ts';
import { SentWrites } from './sent-writes.ts';
import { checkTimeout, readSettings } from './settings.ts';
import type { ClientSettings } from './settings.ts';
import { Submissions } from './submissions.ts';
import { unknownWrite } from './unknown-write.ts';
import type { SentWrite, WantedWrite } from './unknown-write.ts';

/** The writes of one client, by way of its store. */
export class ClientWrites implements StoreWrites {
  readonly session: Session;
  readonly steps: StoreSteps;
  readonly settings: ClientSettings;
  readonly #underWay: Set<Promise<void>>;
  readonly #owners = new Owners();
  readonly #sent = new SentWrites();
  readonly #submissions: Submissions;
  #writer: Writer | undefined;

  /** @param underWay - holds what was begun for any client of the store and has not ended. */
  constructor(
    session: Session,
    steps: StoreSteps,
    options: StoreOptions,
    underWay: Set<Promise<void>>,
  ) {
    this.#underWay = underWay;
    this.session = session;
    this.steps = steps;
    this.settings = readSettings(session, options);
    this.#submissions = new Submissions(steps, this.settings);
  }

  connect(
    id: Parameters<StoreWrites['connect']>[0],
    options: ConnectOptions,
  ): Promise<InventoryLevel> {
    return this.#run('connect', { kind: 'connect', ...id }, options);
  }

  adjust(
    event: Parameters<StoreWrites['adjust']>[0],
    oversell: Parameters<StoreWrites['adjust']>[1],
    options: WriteOptions,
  ): Promise<InventoryLevel> {
    return this.#run('adjust', contentOf(event, oversell), options);
  }

  /** Made with the first write: some runtimes give no random numbers before a request. */
  get writer(): Writer {
    const { clock } = this.session.settings;
    const steady = steadyClock(clock);
    const monotonic = clock === systemClock ? () => performance.now() : () => steady.now();
    this.#writer ??= new Writer(
      this.steps,
      new ClientCarrier(this.session, this.#owners, this.#sent, monotonic),
      { ...this.settings, holder: crypto.randomUUID() },
      this.#underWay,
    );
    return this.#writer;
  }

  #run(
    operation: 'connect' | 'adjust',
    content: IntentContent,
    options: ConnectOptions,
  ): Promise<InventoryLevel> {
    return this.session.run(operation, options, async (call) => {
      checkTimeout(operation, call.timeoutMs, this.settings);
      const key = options.idempotencyKey ?? crypto.randomUUID();
      const intent = { key, content, priority: call.priority };
      try {
        return await this.#carryOut(operation, call, intent).catch((error: unknown) =>
          levelThere(call, content, options, error),
        );
      } catch (error) {
        throw withKey(error, key);
      }
    });
  }

  async #carryOut(
    operation: 'connect' | 'adjust',
    call: Call,
    intent: NewIntent,
  ): Promise<InventoryLevel> {
    const controller = new AbortController();
    const { signal } = controller;
    const end = (error: unknown): void => controller.abort(error);
    const stop = onAbort(call.signal, end);
    const leave = this.#owners.add(intent.content, { call, maxRetries: call.retriesLeft, end });
    try {
      const { intent: found, isOther } = await this.#submissions.add(intent, signal);
      const place = within(argumentsTo(operation), 'idempotencyKey');
      const expected = 'new: it stands for another change, which is under way or done';
      check(place, !isOther, expected);
      const ended = isEnded(found) ? found : await this.writer.follow(intent, signal);
      // Where a call gave the key up, another one may have used it since.
      check(place, ended.fingerprint === fingerprintOf(intent.content), expected);
      return await this.#resultOf(ended, call, signal);
    } catch (error) {
      if (!(error instanceof EndUnknown)) throw error;
      throw this.#unknown(intent, {}, call, [error.reason]);
    } finally {
      stop();
      leave();
    }
  }

  /** What an intent came to. */
  async #resultOf(ended: Intent, call: Call, signal: AbortSignal): Promise<InventoryLevel> {
    switch (ended.state) {
      case 'applied':
        return this.#levelOf(ended, call);
      case 'refused':
        throw errorOfRefusal(ended.refusal ?? { reason: '', message: '' }, call.attempts);
      case 'in-doubt': {
        const { shop } = this.settings;
        const doubts = await this.steps.inDoubt(shop);
        const doubt = doubts.find((each) => each.intent.key === ended.key);
        const { loss } = this.#sent.get(ended.statementId) ?? {};
        throw this.#unknown(ended, doubt?.statement ?? {}, call, [loss]);
      }
      case 'pending':
      case 'sending':
      case 'withdrawn': {
        const sent = this.#sent.get(ended.statementId);
        throw this.#unknown(ended, sent ?? {}, call, [sent?.loss, signal.reason]);
      }
    }
  }

  async #levelOf({ level, observed, content }: Intent, call: Call): Promise<InventoryLevel> {
    const known = level ?? observed ?? undefined;
    // Where a person said that it was applied, nobody may have read the level.
    const told = known ?? (await readLevelToWrite(call, content));
    if (told === undefined) throw errorOfRefusal(notConnected(content), call.attempts);
    return withoutGaps(told);
  }

  /** What ended a call is, after a lost answer that is known here, why the level was not read. */
  #unknown(
    intent: WantedWrite,
    sent: SentWrite,
    call: Call,
    reasons: readonly unknown[],
  ): OutcomeUnknownError {
    const { content } = intent;
    const { apiVersion } = this.session.settings;
    const isConnect = content.kind === 'connect';
    const method = isConnect ? 'POST' : 'PUT';
    const path = isConnect ? connectPath(apiVersion) : variantPath(apiVersion, content.variantId);
    const write = unknownWrite(intent, sent);
    const { before, target, observed } = write;
    const unanswered = new ConnectionError({ method, path }, 'no answer came that tells');
    const [cause = unanswered, readFailure] = reasons.filter(
      (reason) => reason instanceof InventoryError,
    );
    const context = { method, path, attempts: call.attempts };
    const outcome = { before, target, observed, cause, readFailure };
    return new OutcomeUnknownError({ ...context, ...outcome, write });
  }
}

function notConnected({
  variantId,
  locationId,
}: IntentContent): Parameters<typeof errorOfRefusal>[0] {
  const details = { reason: 'not-connected', variantId, locationId };
  const message = `Variant ${variantId} is not connected to location ${locationId}.`;
  return { reason: 'model', message, details };
}

/** A row may say that a time is undefined; a level leaves it out. */
function withoutGaps({ updateTime, ...level }: LevelReading): InventoryLevel {
  return { ...level, ...(updateTime !== undefined && { updateTime }) };
}

/** Calls that fail together share an error; each has a key of its own. */
function withKey(error: unknown, idempotencyKey: string): unknown {
  if (!(error instanceof InventoryError)) return error;
  const { idempotencyKey: known = idempotencyKey } = error;
  if (known === idempotencyKey) return Object.assign(error, { idempotencyKey });
  const own = Object.getOwnPropertyDescriptors(error);
  const copy = Object.create(Object.getPrototypeOf(error) as object, own) as InventoryError;
  return Object.assign(copy, { idempotencyKey });
}
