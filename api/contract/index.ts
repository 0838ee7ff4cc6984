import * as absences from './absences';
import * as appointments from './appointments';
import * as audit from './audit';
import * as cases from './cases';
import * as codes from './codes';
import * as contacts from './contacts';
import * as definitions from './definitions';
import * as documents from './documents';
import * as employers from './employers';
import * as letters from './letters';
import * as mandates from './mandates';
import * as matters from './matters';
import * as messages from './messages';
import * as notices from './notices';
import type { Operation } from './operation';
import * as work from './operations';
import * as people from './people';
import * as proposals from './proposals';
import * as references from './references';
import * as remedies from './remedies';
import * as reviews from './reviews';
import * as rosters from './rosters';
import * as security from './security';
import * as services from './services';
import * as sessions from './sessions';
import * as statistics from './statistics';
import * as system from './system';
import * as tasks from './tasks';

export type { AnswerOf, BodyOf, Operation, QueryOf } from './operation';
export { permissions, type Permission } from './permissions';

const isOperation = (value: unknown): value is Operation =>
  typeof value === 'object' && value !== null && 'permission' in value && 'path' in value;

/** All operations of the API. */
export const operations: readonly Operation[] = [
  sessions,
  security,
  cases,
  remedies,
  matters,
  rosters,
  codes,
  mandates,
  contacts,
  tasks,
  services,
  documents,
  appointments,
  messages,
  definitions,
  work,
  notices,
  letters,
  people,
  employers,
  absences,
  proposals,
  references,
  statistics,
  reviews,
  audit,
  system,
].flatMap((resource) => Object.values(resource).filter(isOperation));
