import type { Net, Place, Step } from './Net';

/**
 * The same net without the nodes that only pass a token on: the two flows of each such node become one, which starts
 * where the first does. What can wait, meet or double stays the same, and far fewer states have to be explored.
 */
export function contract(net: Net): Net {
  const uses = new Map<Place, Step[]>();
  for (const step of net.steps)
    for (const place of step.takes) {
      const list = uses.get(place);
      if (list) list.push(step);
      else uses.set(place, [step]);
    }
  const next = new Map<Place, Place>();
  const begun = new Set(net.begins.flat());
  const entering = new Map<Place, number>();
  for (const step of net.steps)
    for (const place of new Set(step.puts)) entering.set(place, (entering.get(place) ?? 0) + 1);
  for (const step of net.steps) {
    const [taken, put] = [step.takes[0], step.puts[0]];
    const passes =
      step.takes.length === 1 &&
      step.puts.length === 1 &&
      !step.ends &&
      !step.inclusive &&
      uses.get(taken!)!.length === 1;
    if (passes && entering.get(put!) === 1 && !begun.has(put!)) next.set(taken!, put!);
  }
  const final = (place: Place) => {
    const seen = new Set<Place>();
    let at = place;
    while (next.has(at) && !seen.has(at)) {
      seen.add(at);
      at = next.get(at)!;
    }
    return at;
  };
  const later = new Set(next.values());
  const source = new Map(net.source);
  for (const first of next.keys()) if (!later.has(first)) source.set(final(first), net.source.get(first)!);
  const steps = net.steps.filter(
    (step) => !(step.takes.length === 1 && next.get(step.takes[0]!) === step.puts[0] && step.puts.length === 1),
  );
  return {
    ...net,
    source,
    steps: steps.map((step) => ({ ...step, puts: step.puts.map(final) })),
    begins: net.begins.map((begin) => begin.map(final)),
  };
}
