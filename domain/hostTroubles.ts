import { codeList } from './codeList';
import type { Text } from './text';

/**
 * What people can do about it: end the instance and close its record, let its workflow continue, rebuild its record, or
 * note what needs no repair.
 */
export const mendWayCodes = ['close', 'reset', 'rebuild', 'dismiss'] as const;
export type MendWay = (typeof mendWayCodes)[number];
interface Trouble extends Text {
  ways: readonly MendWay[];
}

/**
 * Problems in the host, below a process: they stop a whole instance, or new ones from starting. One without ways is
 * solved elsewhere and then ends by itself.
 */
export const hostTroubles = codeList({
  RECORD_REFUSED: { zh: '步骤无法写入', en: 'A step cannot be recorded', ways: ['close'] },
  WORKFLOW_FAILING: { zh: '流程反复失败', en: 'The workflow keeps failing', ways: ['reset', 'close'] },
  WORKFLOW_ENDED: { zh: '流程被服务器结束', en: 'The server ended the workflow', ways: ['reset', 'rebuild', 'close'] },
  RECORD_MISSING: { zh: '流程没有记录', en: 'A workflow without a record', ways: ['rebuild', 'close'] },
  START_NOT_ARMED: { zh: '开始事件未启用', en: 'A start event is not armed', ways: [] },
  MESSAGE_REFUSED: { zh: '拒绝了外来消息', en: 'A foreign message was refused', ways: ['dismiss'] },
} satisfies Record<string, Trouble>);
export type HostTrouble = (typeof hostTroubles.codes)[number];

/**
 * The ways to repair the problem with this code. None if an element is at fault: then the element is retried or
 * skipped.
 */
export const mendWays = (code: string): readonly MendWay[] =>
  hostTroubles.has(code) ? hostTroubles.rows[code].ways : [];
