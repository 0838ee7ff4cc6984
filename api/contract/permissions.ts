/**
 * The permissions of the API. Every operation requires one; api/access/rules.ts says who has it, and how far it
 * reaches.
 */
export const permissions = [
  'public',
  'signedIn',
  'signature',
  'case.file',
  'case.read',
  'case.change',
  'case.withdraw',
  'case.inside',
  'case.comment',
  'case.list',
  'case.code',
  'task.list',
  'task.read',
  'task.act',
  'task.delegate',
  'task.record',
  'service.list',
  'document.read',
  'document.write',
  'message.send',
  'definition.read',
  'definition.write',
  'operation.read',
  'operation.repair',
  'statistics.read',
  'reference.read',
  'reference.write',
  'parameter.write',
  'proposal.decide',
  'people.read',
  'people.write',
  'audit.read',
] as const;
export type Permission = (typeof permissions)[number];
