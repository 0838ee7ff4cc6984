const names = (prefix: string, nodes: string[], why: string): Record<string, string> =>
  Object.fromEntries(nodes.map((node) => [`${prefix}-test-01/${node}`, why]));

/** Expectations of the kit that are not met, and why: by name, so that other halves can be run by the same list. */
export const listed: Record<string, string> = {
  ...names(
    '0076-feel-external-java',
    [
      'boxed_001',
      'varargs_001',
      ...['001', '002', '005', '006', '007', '010', '011', '012'].map((n) => `literal_${n}`),
    ].map((name) => `${name}/${name}`),
    'functions of Java are refused: no host here runs Java',
  ),
  ...names('0085-decision-services', ['007/decision_007_1'], 'a service takes an argument of another type'),
  ...names(
    '0085-decision-services',
    ['015/decisionService_015'],
    'the kit expects two different results of one evaluation of a service with two outputs',
  ),
  ...names(
    '0092-feel-lambda',
    ['005/decision_005_1', '009/decision_009_1', '010/decision_010_1'],
    'a function that a business knowledge model returns loses its scope',
  ),
  ...names('0092-feel-lambda', ['014/decision_014_1'], 'a function without parameter types is not of a function type'),
  ...names(
    '1111-feel-matches-function',
    [5, 6, 13, 14].map((n) => `K2-MatchesFunc-${n}/K2-MatchesFunc-${n}`),
    'regular expressions are not XPath’s in everything',
  ),
  ...names(
    '1120-feel-duration-function',
    ['011_2169615b94/feel-duration-function_011_2169615b94'],
    'a point without digits after it is no number of seconds',
  ),
  ...names('1147-feel-context-merge-function', ['006/decision006'], 'merging no context gives an empty one'),
  ...names('1150-boxed-conditional', ['003/decision003'], 'a condition that is no boolean counts as false'),
};
