/** Tests of the suite that are not passed, and why: by name, so that other halves can be run by the same list. */
export const listed: Record<string, string> = {
  AdHocSubProcess_Sequential:
    'fault of the suite: the task after the ad-hoc sub-process writes SCRIPT_task1, the case expects SCRIPT_task3',
};
