import type { Route } from '../http/Route';
import { appointmentRoutes } from './appointments';
import { auditRoutes } from './audit';
import { bulkRoutes } from './bulk';
import { caseCourseRoutes } from './caseCourse';
import { caseListRoutes } from './caseLists';
import { casePartyRoutes } from './caseParties';
import { caseRemedyRoutes } from './caseRemedies';
import { caseRoutes } from './cases';
import { codeRoutes } from './codes';
import { contactRoutes } from './contacts';
import { definitionRoutes } from './definitions';
import { documentRoutes } from './documents';
import { employerRoutes } from './employers';
import { letterRoutes } from './letters';
import { mandateRoutes } from './mandates';
import { matterRoutes } from './matters';
import { messageRoutes } from './messages';
import { absenceRoutes } from './absences';
import { noticeRoutes } from './notices';
import { pushRoutes } from './push';
import { operationRoutes } from './operations';
import { peopleRoutes } from './people';
import { proposalRoutes } from './proposals';
import { referenceRoutes } from './references';
import { reviewRoutes } from './reviews';
import { rosterRoutes } from './rosters';
import { securityRoutes } from './security';
import { serviceRoutes } from './services';
import { sessionRoutes } from './sessions';
import { statisticsRoutes } from './statistics';
import { systemRoutes } from './system';
import { taskRoutes } from './tasks';

/** The handlers of all operations. */
export const routes: readonly Route[] = [
  ...sessionRoutes,
  ...securityRoutes,
  ...caseRoutes,
  ...caseListRoutes,
  ...caseCourseRoutes,
  ...caseRemedyRoutes,
  ...casePartyRoutes,
  ...matterRoutes,
  ...rosterRoutes,
  ...codeRoutes,
  ...mandateRoutes,
  ...contactRoutes,
  ...taskRoutes,
  ...serviceRoutes,
  ...documentRoutes,
  ...appointmentRoutes,
  ...messageRoutes,
  ...definitionRoutes,
  ...operationRoutes,
  ...bulkRoutes,
  ...noticeRoutes,
  ...letterRoutes,
  ...pushRoutes,
  ...peopleRoutes,
  ...employerRoutes,
  ...absenceRoutes,
  ...proposalRoutes,
  ...referenceRoutes,
  ...statisticsRoutes,
  ...reviewRoutes,
  ...auditRoutes,
  ...systemRoutes,
];
