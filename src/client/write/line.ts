import { ConnectionError, OutcomeUnknownError, StockRejectedError } from '../../errors/index.ts';
import type { InventoryError } from '../../errors/index.ts';
import { describeWrite } from '../../model/describe.ts';
import { keyOf } from '../../model/level.ts';
import type { WriteRejection } from '../../model/index.ts';
import { WRITABLE_QUANTITIES } from '../../model/status.ts';
import type { InventoryLevel } from '../../wire/index.ts';
import type { Call } from '../call.ts';
import type { LevelId } from '../input.ts';
import { contextOf } from '../send/read-answer.ts';
import { isRefusal } from '../send/retry.ts';
import type { KeyedQueue } from './keyed-queue.ts';
import { planLines } from './plan-write.ts';
import type { Adjustment } from './plan-write.ts';
import { readLevelToWrite } from './read-level.ts';
import { settle, write } from './write-once.ts';
import type { PlannedWrite } from './write-once.ts';

/** A call that changes a level by what stands there, and waits for its turn at it. */
export interface Line {
  readonly call: Call;
  /** Who looks on at this line, also where another call carries it out. */
  readonly hooks: Call['hooks'];
  readonly adjustment: Adjustment;
  /** The write that it is a part of. */
  joint?: Joint | undefined;
  /** What it came to, where another call carried it out. */
  outcome?: { readonly level: InventoryLevel } | { readonly error: unknown } | undefined;
  /** Whether it is sent alone: it expects something, or the platform refused it among others. */
  isAlone: boolean;
}

/** Several lines that are one write. */
interface Joint {
  lines: readonly Line[];
  rejections: readonly (WriteRejection | undefined)[];
  /** What is about to be sent, or was. */
  planned?: PlannedWrite | undefined;
  /** Why nobody knows whether it was applied, where its sender gave it up. */
  doubt?: InventoryError | undefined;
}

/** Which statuses a line names; lines that name others are not one write. */
function namesOf({ event }: Adjustment): string {
  const values = event.type === 'stock.set' ? event.quantities : event.deltas;
  return WRITABLE_QUANTITIES.filter((name) => values[name] !== undefined).join();
}

/**
 * Carries a line out, and with it those that wait right behind it for the same level: they are
 * decided one by one on the running level, and what they come to is one write.
 */
export async function carryOut(
  queue: KeyedQueue<Line | undefined>,
  id: LevelId,
  line: Line,
): Promise<InventoryLevel> {
  const { call } = line;
  for (;;) {
    if (line.outcome !== undefined) return resultOf(line.outcome);
    const joint: Joint = line.joint ?? { lines: [line], rejections: [] };
    call.hooks = hooksOf(joint.lines);
    try {
      const { planned, doubt } = joint;
      const level =
        planned && doubt
          ? await settle(call, id, planned, doubt)
          : await write(call, id, () => plan(queue, id, line, joint));
      finish(joint, level);
    } catch (error) {
      const others = joint.lines.filter((each) => each !== line && each.joint === joint);
      if (others.length === 0) throw error;
      if (isRefusal(error)) {
        for (const each of joint.lines) each.isAlone = true;
        release(joint);
        continue;
      }
      pass(joint, others, call, error);
      line.joint = undefined;
      throw error;
    }
  }
}

/** Plans a line, and those behind it that may go with it, on the level as it is read. */
async function plan(
  queue: KeyedQueue<Line | undefined>,
  id: LevelId,
  line: Line,
  joint: Joint,
): Promise<PlannedWrite | InventoryLevel> {
  const { adjustment, call } = line;
  const from = adjustment.event.expected === undefined ? 'shared' : 'own';
  const before = await readLevelToWrite(call, id, from);
  const others: Line[] = [];
  const names = namesOf(adjustment);
  for (const next of line.isAlone ? [] : queue.waiting(keyOf(id))) {
    if (next === undefined || next.isAlone || namesOf(next.adjustment) !== names) break;
    others.push(next);
  }
  joint.lines = [line, ...others];
  for (const each of joint.lines) each.joint = joint;
  call.hooks = hooksOf(joint.lines);
  const adjustments = [adjustment, ...others.map((each) => each.adjustment)] as const;
  const { planned, rejections } = planLines(call.shared.settings, id, before, adjustments);
  joint.rejections = rejections;
  if (!('request' in planned)) return planned;
  joint.planned = {
    ...planned,
    onFailure: (failure, error) => {
      if (failure === 'in doubt') joint.doubt = error;
      else release(joint);
    },
  };
  return joint.planned;
}

/** Everybody who looks on at one of the lines, once. */
function hooksOf(lines: readonly Line[]): Call['hooks'] {
  return [...new Set(lines.flatMap(({ hooks }) => hooks))];
}

/** Nothing of the write is under way: its lines are on their own again. */
function release(joint: Joint): void {
  for (const each of joint.lines) each.joint = undefined;
  joint.planned = undefined;
}

/** Each line of a write that was applied came to the level, or to its own rejection. */
function finish({ lines, rejections }: Joint, level: InventoryLevel): void {
  for (const [index, line] of lines.entries()) {
    const rejection = rejections[index];
    line.outcome =
      rejection === undefined
        ? { level }
        : { error: new StockRejectedError(rejection, describeWrite(rejection)) };
  }
}

/** What becomes of the other lines when the call that carries them out ends with an error. */
function pass(joint: Joint, others: readonly Line[], call: Call, error: unknown): void {
  const { planned } = joint;
  const isGivenUp = call.signal?.aborted === true;
  if (planned && call.isSent) {
    joint.doubt ??= new ConnectionError(contextOf(planned.request, call.attempts));
  }
  // Without a level all are refused alike. Where its sender gave it up, the next one goes on with it.
  if (error instanceof StockRejectedError || (joint.doubt && !isGivenUp)) {
    for (const each of others) each.outcome = { error };
  } else if (!joint.doubt) release(joint);
}

function resultOf(outcome: NonNullable<Line['outcome']>): InventoryLevel {
  if ('error' in outcome) throw outcome.error;
  return outcome.level;
}

/**
 * What a call ends with that gave up while it waited. Another call may be carrying it out already, and
 * then nobody knows; the caller's own reason says nothing anyway.
 */
export function givenUp({ call, joint }: Line, error: unknown): unknown {
  const { planned } = joint ?? {};
  const isDeadline = Object.is(error, call.signal?.reason);
  if (planned === undefined || !isDeadline) return error;
  const { request, before, target } = planned;
  return new OutcomeUnknownError({
    ...contextOf(request, call.attempts),
    before,
    target,
    cause: error as InventoryError,
  });
}
