/** The kinds of work that a model may ask the system for by a task definition; `activities/jobs` does each. */
export const jobTypes = ['document.create', 'notice.send', 'organisation.choose', 'organisation.list', 'mediator.choose', 'http.request', 'court.return'] as const;
