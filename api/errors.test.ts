import { problemOfGrpc } from './errors';

it.each([
  [14, 'No connection established. Last error: connect ECONNREFUSED', 'AWAY'],
  [4, 'context deadline exceeded', 'AWAY'],
  [8, 'namespace rate limit exceeded', 'AWAY'],
  [13, 'Received RST_STREAM with code 2', 'AWAY'],
  [9, 'Unable to perform workflow execution update due to Workflow Task in failed state.', 'STANDS_STILL'],
  [8, 'grpc: received message larger than max (5000000 vs. 4194304)', 'TOO_LARGE'],
  [3, 'UpdateWorkflow input exceeds size limit.', 'TOO_LARGE'],
  [3, 'BadStartChildExecutionAttributes: WorkflowType is not set on StartChildWorkflowExecutionCommand', undefined],
  [5, 'Namespace heyi is not found.', undefined],
  [7, 'Request unauthorized.', undefined],
  [12, 'unknown method', undefined],
  [13, 'a bug', undefined],
  [16, 'token expired', undefined],
])('says “repeat later” about Temporal only if that can help: %i %s', (code, details, expected) =>
  expect(problemOfGrpc(code, details)?.code).toBe(expected),
);
